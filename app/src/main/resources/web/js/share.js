/// Who has what part of the whole: a bar for each tracker, the largest first.

import * as format from "./format.js";
import {isPrivate, masked} from "./privacy.js";
import {picture} from "./picture.js";
import {filling} from "./texture.js";

const ROW = 26;

/// @param daily as readDaily gives it; @param {"uploaded"|"downloaded"} way; @param words the span, "in 30 d"
/// @param before the one that stands there
export function share(daily, way, words, before = null) {
    const rows = daily.trackers.map(each => ({...each, value: Math.max(0, each.total ?? 0), told: each.total !== null})).sort((a, b) => b.value - a.value);
    const whole = rows.reduce((all, row) => all + row.value, 0);
    return picture({title: `Share of what was ${way} ${words}`, height: () => Math.max(1, rows.length) * ROW + 4,
        columns: () => [["tracker", rows.map(row => row.name)], [way, rows.map(row => row.told ? row.value : null)]],
        at: (_, y) => sentence(rows[Math.floor(y / ROW)], whole),
        step: (_, down, mark) => {
            mark.row = Math.max(0, Math.min(rows.length - 1, (mark.row ?? -1) + down));
            return sentence(rows[mark.row], whole);
        },
        label: () => `Share of what was ${way}. ` + rows.map(row => `${masked(row.name, `Tracker ${row.id}`)} ${part(row.value, whole)}`).join(", "),
        paint: (ctx, width, colour) => {
            ctx.clearRect(0, 0, width, rows.length * ROW + 4);
            rows.forEach((row, i) => bar(ctx, width, colour, row, whole, i * ROW + ROW / 2));
        }}, before);
}

const part = (value, whole) => isPrivate() ? "•••" : whole === 0 ? "0 %" : format.percent(value / whole, value / whole < 0.1 ? 1 : 0);

const sentence = (row, whole) => row && `${masked(row.name, `Tracker ${row.id}`)}: ${part(row.value, whole)}, ${figure(row)}`;

const figure = row => !row.told ? "not known" : isPrivate() ? "•••" : format.bytes(row.value);

function bar(ctx, width, colour, row, whole, y) {
    const label = Math.min(150, width * 0.32);
    const figures = 118;
    const room = width - label - figures;
    ctx.fillStyle = colour("text");
    ctx.textAlign = "left";
    ctx.fillText(cut(ctx, masked(row.name, `Tracker ${row.id}`), label - 10), 0, y);
    ctx.fillStyle = colour("raised");
    ctx.fillRect(label, y - 6, room, 12);
    ctx.fillStyle = filling(colour(row.paint), row.texture);
    ctx.fillRect(label, y - 6, whole === 0 ? 0 : Math.max(row.value > 0 ? 2 : 0, room * row.value / whole), 12);
    ctx.textAlign = "right";
    ctx.fillStyle = colour("text");
    ctx.fillText(row.told ? part(row.value, whole) : format.UNKNOWN, width - figures + 48, y);
    ctx.fillStyle = colour("muted");
    ctx.fillText(figure(row), width, y);
    ctx.textAlign = "left";
}

/// With "…" where it is too long.
function cut(ctx, text, room) {
    let shown = text;
    while (shown.length > 1 && ctx.measureText(shown).width > room) {
        shown = shown.slice(0, -2).trimEnd() + "…";
    }
    return shown;
}
