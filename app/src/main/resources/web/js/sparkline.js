/// A month in the space of a word: what was uploaded each day as bars, the ratio as a line over them. Light SVG, no library.

import {h, svg} from "./dom.js";

const WIDTH = 120;
const HEIGHT = 36;

/// @param {(number|null)[]} line each drawn against the lowest and the highest of them; unknown is bridged
/// @param {(number|null)[]} bars drawn from 0 on
/// @param label what it shows, for those who listen
export function sparkline(line, bars, label) {
    return h("div", {class: "spark", role: "img", ariaLabel: label},
        svg("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true"},
            svg("path", {class: "spark-bars", d: towers(bars)}), svg("path", {class: "spark-line", d: path(line)})));
}

const round = number => Math.round(number * 10) / 10;

function towers(values) {
    const most = Math.max(0, ...values.map(value => value ?? 0));
    if (most <= 0) {
        return "";
    }
    const step = WIDTH / values.length;
    return values.map((value, i) => value > 0
        ? `M${round(i * step)} ${HEIGHT}h${round(step * 0.72)}v${round(-Math.max(1, value / most * HEIGHT * 0.75))}h${round(-step * 0.72)}z` : "").join("");
}

function path(values) {
    const known = values.filter(value => typeof value === "number");
    if (known.length < 2) {
        return "";
    }
    const low = Math.min(...known);
    const span = Math.max(...known) - low || 1;
    let pen = "M";
    return values.map((value, i) => {
        if (typeof value !== "number") {
            return ""; // bridged: so small a drawing can't show where it was not read
        }
        const point = `${pen}${round(i / (values.length - 1) * WIDTH)} ${round(HEIGHT - 3 - (value - low) / span * (HEIGHT - 6))}`;
        pen = "L";
        return point;
    }).join("");
}
