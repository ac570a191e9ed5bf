// Names of months that the edge of a calendar cuts, wherever it is scrolled to; and how often one stood whole.
const room = document.querySelector('[data-key^="picture Calendar"]');
const canvas = room.querySelector("canvas");
const cut = [];
let whole = 0;
let drawn = [];
const real = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (this.canvas === canvas && y < 10) {
        drawn.push([text, x, x + this.measureText(text).width]);
    }
    real.call(this, text, x, y);
};
const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
return (async () => {
    for (let left = room.scrollWidth - room.clientWidth; left >= 0; left -= 13) {
        drawn = [];
        room.scrollLeft = left;
        await frame();
        for (const [text, begin, end] of drawn) {
            const seen = end > left && begin < left + room.clientWidth;
            const all = begin >= left && end <= left + room.clientWidth;
            whole += all ? 1 : 0;
            if (seen && !all) {
                cut.push(`${text} at ${left}`);
            }
        }
    }
    CanvasRenderingContext2D.prototype.fillText = real;
    return whole > 20 ? cut : [...cut, `only ${whole} names were drawn`];
})();
