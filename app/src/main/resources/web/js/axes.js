/// Axes, grid, and what is marked on the time axis: outages as bands, events as pins.

import * as format from "./format.js";
import {colour} from "./library.js";
import {isPrivate} from "./privacy.js";

const DAY = 86_400;

/// Steps between days; what is longer than a month is rounded to months by uPlot.
const DAYS = [1, 2, 3, 4, 5, 7, 10, 15, 30, 60, 90, 120, 180, 365, 730, 1825].map(days => days * DAY);

/// Powers of two, so that sizes come out even: 256 GiB, 512 GiB, 1 TiB.
const EVEN_SIZES = Array.from({length: 62}, (_, power) => 2 ** power);

const FORMS = {
    bytes: value => format.bytes(value),
    count: value => format.count(value),
    amount: value => format.amount(value),
    ratio: value => format.decimal(value, Math.abs(value) >= 100 ? 0 : 2),
};

/// At an axis there is less room, and nobody needs zeros.
const SHORT = {
    bytes: value => format.bytes(value, {even: true}),
    count: value => format.count(value),
    amount: value => Math.abs(value) >= 1e6 ? `${format.decimal(value / 1e6, 0, 2)} M` : format.count(value),
    ratio: value => format.decimal(value, 0, 2),
};

/// How values of this form are written under the cursor.
export const written = form => FORMS[form];

/// @param mirrored what is under the axis is no less than nothing, but of another kind
/// @param daily each time is a day, and nothing lies between two
export function axes(form, mirrored, daily) {
    const common = {stroke: () => colour("muted"), font: "12px system-ui, sans-serif", grid: {stroke: () => colour("grid"), width: 1}, ticks: {show: false}};
    return [
        {...common, values: times, space: 64, size: 28, gap: 6, ...(daily ? {incrs: DAYS} : {})},
        {...common, values: (_, splits) => splits.map(each => each === null ? "" : isPrivate() ? "•••" : SHORT[form](mirrored ? Math.abs(each) : each)), size: room, gap: 6, space: 34,
            ...(form === "bytes" ? {incrs: EVEN_SIZES} : form === "count" ? {incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000, 1e6]} : {})},
    ];
}

/// As wide as its longest figure.
function room(chart, values) {
    chart.ctx.save();
    chart.ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
    const widest = Math.max(28, ...(values ?? []).map(text => chart.ctx.measureText(text).width / devicePixelRatio));
    chart.ctx.restore();
    return Math.ceil(widest) + 14;
}

const HOUR = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit"});
const DATE = new Intl.DateTimeFormat(undefined, {day: "numeric", month: "short"});
const MONTH = new Intl.DateTimeFormat(undefined, {month: "short"});

function times(_, splits, axis, space, step) {
    return splits.map(second => {
        const date = new Date(second * 1000);
        return step >= 28 * DAY ? (date.getMonth() === 0 ? String(date.getFullYear()) : MONTH.format(date)) : step >= DAY || date.getHours() + date.getMinutes() === 0 ? DATE.format(date) : HOUR.format(date);
    });
}

/// What uPlot calls when it paints: bands under the lines, pins over them.
/// @param bands give `{from, to, look}` in seconds; @param pins give `{at, look}`
export function marks(bands, pins) {
    return {
        drawClear: [chart => bands().forEach(band => paintBand(chart, band))],
        draw: [chart => pins().forEach(pin => paintPin(chart, pin))],
    };
}

function paintBand(chart, {from, to, look}) {
    const {ctx, bbox} = chart;
    const left = Math.max(bbox.left, chart.valToPos(from, "x", true));
    const right = Math.min(bbox.left + bbox.width, Math.max(chart.valToPos(to, "x", true), left + 2 * devicePixelRatio));
    if (right > left) {
        ctx.save();
        ctx.fillStyle = colour(look);
        ctx.globalAlpha = 0.16;
        ctx.fillRect(left, bbox.top, right - left, bbox.height);
        ctx.globalAlpha = 0.9;
        ctx.fillRect(left, bbox.top + bbox.height - 3 * devicePixelRatio, right - left, 3 * devicePixelRatio);
        ctx.restore();
    }
}

function paintPin(chart, {at, look}) {
    const {ctx, bbox} = chart;
    const x = chart.valToPos(at, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) {
        return;
    }
    const size = 4.5 * devicePixelRatio;
    ctx.save();
    ctx.fillStyle = colour(look);
    ctx.strokeStyle = colour("surface");
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top + bbox.height - size * 2.2);
    ctx.lineTo(x + size, bbox.top + bbox.height - size * 1.1);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.lineTo(x - size, bbox.top + bbox.height - size * 1.1);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
    ctx.restore();
}
