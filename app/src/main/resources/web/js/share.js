/// Who has what part of the whole: a bar for each tracker, the largest first. Whole days are counted, today and the first one
/// too, so the first is named: "in 7 d" would be another sum elsewhere.

import * as format from "./format.js";
import {isPrivate, masked} from "./privacy.js";
import {picture} from "./picture.js";
import {dateOf, isWhole, sameDate} from "./ranges.js";
import {filling} from "./texture.js";

const ROW = 26;

/// @param daily as readDaily gives it; @param {"uploaded"|"downloaded"} way
/// @param before the one that stands there
export function share(daily, way, range, before = null) {
    const rows = daily.trackers.map(each => ({...each, value: Math.max(0, each.total ?? 0), told: each.total !== null, late: each.since !== null && !isWhole(daily, each.since)}))
        .sort((a, b) => b.value - a.value);
    const whole = rows.reduce((all, row) => all + row.value, 0);
    const late = rows.filter(row => row.late);
    return picture({title: `Share of what was ${way} ${range === "all" ? "in all" : since({since: daily.from})}`, height: () => Math.max(1, rows.length) * ROW + 4,
        columns: () => [["tracker", rows.map(row => row.name)], [way, rows.map(row => row.told ? row.value : null)],
            ["since (UTC)", rows.map(row => row.since === null ? null : dateOf(sameDate(row.since)))]],
        at: (_, y) => sentence(rows[Math.floor(y / ROW)], whole),
        step: (_, down, mark) => {
            mark.row = Math.max(0, Math.min(rows.length - 1, (mark.row ?? -1) + down));
            return sentence(rows[mark.row], whole);
        },
        rest: () => late.length === 0 ? "" : `Known for less than that: ${late.map(row => `${called(row)} ${since(row)}`).join("; ")}.`,
        label: () => `Share of what was ${way}. ` + rows.map(row => sentence(row, whole)).join(". "),
        paint: (ctx, width, colour) => {
            ctx.clearRect(0, 0, width, rows.length * ROW + 4);
            rows.forEach((row, i) => bar(ctx, width, colour, row, whole, i * ROW + ROW / 2));
        }}, before);
}

const called = row => masked(row.name, `Tracker ${row.id}`);

/// Of nothing nobody has a share.
const part = (row, whole) => !row.told || whole === 0 ? format.UNKNOWN : isPrivate() ? "•••" : format.percent(row.value / whole, row.value / whole < 0.1 ? 1 : 0);

const sentence = (row, whole) => row && (row.told ? `${called(row)}: ${part(row, whole)}, ${figure(row)}${row.late ? ` ${since(row)}` : ""}`
    : `${called(row)}: not known, which takes two readings`);

const figure = row => !row.told ? "not known" : isPrivate() ? "•••" : format.bytes(row.value);

const since = row => `since ${format.day(dateOf(sameDate(row.since)))}`;

function bar(ctx, width, colour, row, whole, y) {
    const label = Math.min(150, width * 0.32);
    const figures = 118;
    const room = width - label - figures;
    ctx.fillStyle = colour("text");
    ctx.textAlign = "left";
    ctx.fillText(cut(ctx, called(row), label - 10), 0, y);
    ctx.fillStyle = colour("raised");
    ctx.fillRect(label, y - 6, room, 12);
    ctx.fillStyle = filling(colour(row.paint), row.texture);
    ctx.fillRect(label, y - 6, whole === 0 ? 0 : Math.max(row.value > 0 ? 2 : 0, room * row.value / whole), 12);
    ctx.textAlign = "right";
    ctx.fillStyle = colour("text");
    ctx.fillText(part(row, whole), width - figures + 48, y);
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
