/// A drawing of the page's own on a canvas, in a card with CSV and PNG as chart.js has them: for what is no course over time.
///
///     picture({title: "Share", height: 240, columns: () => […], paint: (ctx, width) => …, at: (x, y) => text, label: "…"})
///
/// `rest` tells of all of it, `at` tells what is under a point, shown while the pointer is there; `step` moves a mark by arrow keys and tells likewise.
/// What needs more width than there is (`least`) scrolls, its end first.

import {h} from "./dom.js";
import {colour} from "./library.js";
import {saveCsv, savePng} from "./save.js";

const shown = new Set();
for (const change of ["theme", "privacy"]) {
    addEventListener(change, () => shown.forEach(each => each(true)));
}

export function picture({title, height, columns, paint, at = () => null, step = () => null, rest = () => "", label, least = 280, controls = null}) {
    const canvas = h("canvas", {class: "picture"});
    const told = h("p", {class: "chart-legend muted", ariaLive: "polite"});
    const room = h("div", {class: "picture-room", tabindex: "0", role: "img", ariaLabel: label(), onkeydown: key => {
        const by = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[key.key];
        if (by) {
            key.preventDefault();
            told.textContent = step(...by) ?? "";
            draw();
        }
    }}, canvas);
    const draw = (anew = false) => {
        told.textContent = anew ? "" : told.textContent;
        if (!room.isConnected) {
            shown.delete(draw);
            return;
        }
        const width = Math.max(least, room.clientWidth);
        canvas.width = width * devicePixelRatio;
        canvas.height = height(width) * devicePixelRatio;
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height(width)}px`;
        const ctx = canvas.getContext("2d");
        ctx.scale(devicePixelRatio, devicePixelRatio);
        ctx.font = "12px system-ui, sans-serif";
        ctx.textBaseline = "middle";
        paint(ctx, width, colour);
        room.setAttribute("aria-label", label());
        told.textContent ||= rest();
        room.scrollLeft = room.scrollWidth;
    };
    canvas.addEventListener("pointermove", event => told.textContent = at(event.offsetX, event.offsetY) ?? rest());
    canvas.addEventListener("pointerleave", () => told.textContent = rest());
    new ResizeObserver((_, watch) => room.isConnected ? draw() : watch.disconnect()).observe(room);
    shown.add(draw);
    return h("section", {class: "card chart"}, h("header", {class: "row apart"}, h("h3", {}, title), h("div", {class: "row"},
        tool("CSV", `Save “${title}” as CSV`, () => saveCsv(title, columns())), tool("PNG", `Save “${title}” as a picture`, () => savePng(title, title, [], canvas)))),
    controls, room, told);
}

function tool(text, label, onclick) {
    return h("button", {type: "button", class: "button plain small", ariaLabel: label, title: label, onclick}, text);
}
