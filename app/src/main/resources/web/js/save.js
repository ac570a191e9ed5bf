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
    const edge = 16 * scale;
    const places = placed(legend, canvas.width, scale);
    const head = 38 * scale + (places.length === 0 ? 0 : places.at(-1).y + 20 * scale);
    const picture = h("canvas", {width: canvas.width + 2 * edge, height: canvas.height + head + edge});
    const ctx = picture.getContext("2d");
    ctx.fillStyle = colour("surface");
    ctx.fillRect(0, 0, picture.width, picture.height);
    ctx.fillStyle = colour("text");
    ctx.font = `600 ${16 * scale}px system-ui, sans-serif`;
    ctx.fillText(title, edge, 26 * scale, canvas.width);
    ctx.font = small(scale);
    for (const {paint, text, x, y} of places) {
        ctx.fillStyle = paint;
        ctx.fillRect(edge + x, 38 * scale + y, 10 * scale, 10 * scale);
        ctx.fillStyle = colour("muted");
        ctx.fillText(text, edge + x + 15 * scale, 47 * scale + y, canvas.width - 15 * scale);
    }
    ctx.drawImage(canvas, edge, head);
    picture.toBlob(blob => save(`${file(name)}.png`, blob));
}

const small = scale => `${12 * scale}px system-ui, sans-serif`;

/// Where each entry of the legend stands, in as many lines as it needs.
function placed(legend, width, scale) {
    const ctx = h("canvas").getContext("2d");
    ctx.font = small(scale);
    let x = 0;
    let y = 0;
    return legend.map(([paint, text]) => {
        const long = ctx.measureText(text).width + 31 * scale;
        if (x > 0 && x + long > width) {
            x = 0;
            y += 18 * scale;
        }
        const place = {paint, text, x, y};
        x += long;
        return place;
    });
}

function save(name, blob) {
    const address = URL.createObjectURL(blob);
    h("a", {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const file = name => "trackerwatch-" + name.toLowerCase().normalize("NFKD").replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "").slice(0, 80);
