/// Any chart as CSV and as PNG. CSV has the raw figures (bytes, ISO times), whatever unit the page shows.

import {h} from "./dom.js";
import {colour} from "./library.js";

/// @param columns `[["time", […]], ["uploaded", […]]]`, of the same length
export function saveCsv(name, columns) {
    const rows = columns[0][1].map((_, i) => columns.map(([, values]) => cell(values[i])).join(","));
    const text = [columns.map(([head]) => cell(head)).join(","), ...rows].join("\r\n") + "\r\n";
    save(`${file(name)}.csv`, new Blob([text], {type: "text/csv"}));
}

/// What begins with one of these signs is a formula to a spreadsheet, and names are not ours.
function cell(value) {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/// The canvas with its title and legend over it, on the colour of the page.
/// @param legend `[[colour, text], …]`
export function savePng(name, title, legend, canvas) {
    const scale = devicePixelRatio;
    const head = 58 * scale;
    const edge = 16 * scale;
    const picture = h("canvas", {width: canvas.width + 2 * edge, height: canvas.height + head + edge});
    const ctx = picture.getContext("2d");
    ctx.fillStyle = colour("surface");
    ctx.fillRect(0, 0, picture.width, picture.height);
    ctx.fillStyle = colour("text");
    ctx.font = `600 ${16 * scale}px system-ui, sans-serif`;
    ctx.fillText(title, edge, 26 * scale, canvas.width);
    ctx.font = `${12 * scale}px system-ui, sans-serif`;
    let x = edge;
    for (const [paint, text] of legend) {
        ctx.fillStyle = paint;
        ctx.fillRect(x, 38 * scale, 10 * scale, 10 * scale);
        ctx.fillStyle = colour("muted");
        ctx.fillText(text, x + 15 * scale, 47 * scale);
        x += ctx.measureText(text).width + 31 * scale;
    }
    ctx.drawImage(canvas, edge, head);
    picture.toBlob(blob => save(`${file(name)}.png`, blob));
}

function save(name, blob) {
    const address = URL.createObjectURL(blob);
    h("a", {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const file = name => "trackerwatch-" + name.toLowerCase().normalize("NFKD").replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "").slice(0, 80);
