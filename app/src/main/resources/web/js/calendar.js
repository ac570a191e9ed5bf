/// A year of days as a heat map: a column for each week, Monday on top, the darker the more was moved on that day.

import * as format from "./format.js";
import {colour} from "./library.js";
import {isPrivate} from "./privacy.js";
import {picture} from "./picture.js";

const WEEKS = 53;
const LEFT = 30;
const TOP = 18;
const STEPS = 5;

/// Between the names of two months.
const GAP = 6;

/// Smaller than this a day can't be pointed at; a narrow screen shows the latest months and scrolls to the others.
const LEAST = 11;

/// @param days by date, as readCalendar gives them; @param {"uploaded"|"downloaded"} way
/// @param before the calendar that stands there
export function calendar(days, way, before = null) {
    const known = [...days.values()].filter(value => value > 0).sort((a, b) => a - b);
    const bounds = Array.from({length: STEPS - 1}, (_, i) => known[Math.floor(known.length * (i + 1) / STEPS)] ?? Infinity);
    const cells = grid();
    const chosen = mark => Math.min(cells.length - 1, mark.cell ?? cells.length - 1);
    const size = width => Math.max(LEAST, Math.min(18, Math.floor((width - LEFT) / WEEKS)));
    const words = cell => cell && typeof days.get(cell.key) === "number" ? `${format.day(cell.key)}: ${isPrivate() ? "•••" : format.bytes(days.get(cell.key))} ${way}`
        : cell ? `${format.day(cell.key)}: not read` : null;
    return picture({title: `Calendar: ${way} each day`, height: width => TOP + size(width) * 7 + 4, least: LEFT + WEEKS * LEAST,
        columns: () => [["day (UTC)", [...days.keys()]], [way, [...days.values()]]],
        label: () => `Calendar of a year: ${way} each day. Use the arrow keys.`,
        rest: () => known.length === 0 || isPrivate() ? "" : most(days, known),
        at: (x, y, mark) => words(cells.find(cell => cell.week === Math.floor((x - LEFT) / mark.size) && cell.day === Math.floor((y - TOP) / mark.size))),
        step: (right, down, mark) => {
            mark.cell = Math.max(0, Math.min(cells.length - 1, chosen(mark) + right * 7 + down));
            return words(cells[mark.cell]);
        },
        legend: () => ["less", "", "", "", "", "more"].map((text, step) => [shadeOf(step), text]),
        paint: (ctx, width, _, mark) => {
            mark.size = size(width);
            paint({ctx, width, cells, days, bounds, cell: mark.size, chosen: chosen(mark), from: mark.from, to: mark.to});
        }}, before);
}

const key = second => new Date(second * 1000).toISOString().slice(0, 10);

/// The highest of all days, and one in the middle.
function most(days, known) {
    const [day] = [...days].find(([, value]) => value === known.at(-1));
    return `Days of UTC. Most on ${format.day(day)}: ${format.bytes(known.at(-1))}. On a usual day ${format.bytes(known[Math.floor(known.length / 2)])}.`;
}

/// The days are UTC's, as the API counts them.
function grid() {
    const today = Math.floor(Date.now() / 86_400_000);
    const weekday = day => (day + 3) % 7; // 1 January 1970 was a Thursday
    const first = today - weekday(today) - (WEEKS - 1) * 7;
    return Array.from({length: today - first + 1}, (_, i) => ({key: key((first + i) * 86_400), week: Math.floor(i / 7), day: i % 7}));
}

function paint({ctx, width, cells, days, bounds, cell, chosen, from, to}) {
    ctx.clearRect(0, 0, width, TOP + cell * 7 + 4);
    const shade = value => value === undefined || value === null ? null : value <= 0 ? 0 : 1 + bounds.filter(bound => value > bound).length;
    cells.forEach(({key: day, week, day: row}, i) => {
        tile(ctx, shade(days.get(day)), LEFT + week * cell, TOP + row * cell, cell, i === chosen && i !== cells.length - 1);
    });
    ctx.fillStyle = colour("muted");
    ["Mon", "", "Wed", "", "Fri"].forEach((text, row) => ctx.fillText(text, 0, TOP + row * cell + cell / 2));
    months(ctx, cells, cell, from, to);
}

/// The more, the less of the ground shows through.
function shadeOf(step) {
    return step === 0 ? colour("raised") : colour("up") + Math.round((0.22 + 0.78 * step / STEPS) * 255).toString(16).padStart(2, "0");
}

/// A day that was not read has an edge and no colour: unknown is not nothing.
function tile(ctx, step, x, y, size, chosen) {
    if (step !== null) {
        ctx.fillStyle = shadeOf(step);
        ctx.fillRect(x + 1, y + 1, size - 2, size - 2);
    }
    if (step === null || chosen) {
        ctx.strokeStyle = colour(chosen ? "text" : "line");
        ctx.strokeRect(x + 1.5, y + 1.5, size - 3, size - 3);
    }
}

/// A name stands over its month's first week, or at the edge that cuts its month, as far as there is room: none is cut itself.
function months(ctx, cells, cell, from, to) {
    const name = new Intl.DateTimeFormat(undefined, {month: "short", timeZone: "UTC"});
    const begin = cells.filter(({key: day, day: row}) => row === 0 && Number(day.slice(8)) <= 7);
    begin.forEach(({key: day, week}, i) => {
        const text = name.format(new Date(day));
        const x = Math.max(LEFT + week * cell, from);
        const end = Math.min(i + 1 < begin.length ? LEFT + begin[i + 1].week * cell - GAP : Infinity, to);
        if (x + ctx.measureText(text).width <= end) {
            ctx.fillText(text, x, 8);
        }
    });
}
