/// How a chart is drawn with uPlot: its scales, its lines and bars. What it shows is asked of the view each time, so that it
/// can be brought up to date without being made anew.

import {axes, marks} from "./axes.js";
import {colour} from "./library.js";
import {filling} from "./texture.js";

const BARS = new Set(["bars", "stack", "mirror"]);

/// Dashes of lines that would be told apart by their colour alone, as texture.js has it for bars.
const DASHES = [undefined, [9, 5], [2, 4]];

export const paint = line => line.paint.startsWith("#") ? line.paint : colour(line.paint);

export const isBars = given => BARS.has(given.draw);

export const height = given => given.tall ? 320 : 200;

/// What uPlot is given to draw: times, then the values of each line.
export function data({draw, times, lines}) {
    const values = draw === "stack" ? stacked(lines, times) : draw === "mirror" ? mirrored(lines) : lines.map(line => line.values);
    return [times, ...values];
}

/// @param view    has `given`, as chart.js takes it, and `stage`
/// @param pointed is called with the place under the cursor
export function options(view, uPlot, pointed) {
    const {given, stage} = view;
    const bars = isBars(given) ? uPlot.paths.bars({size: [0.8, 40]}) : null;
    const scale = isBars(given) ? () => around(view.given.times) : given.span ? () => view.given.span : undefined;
    return {
        width: stage.clientWidth || 300, height: height(given), padding: [10, 24, 0, 0],
        legend: {show: false}, select: {show: false},
        cursor: {y: false, drag: {x: false, y: false}, points: {size: 7}, ...(given.together ? {sync: {key: given.together, setSeries: false}} : {})},
        scales: {x: {time: true, range: scale}, y: {range: (_, low, high) => bounds(given, low, high)}},
        axes: axes(given.form, given.draw === "mirror", given.daily),
        series: [{}, ...order(given).map(index => series(view, index, bars, uPlot))],
        hooks: {...marks(() => view.given.bands ?? [], () => view.given.pins ?? []), setCursor: [drawn => pointed(drawn.cursor.idx)]},
    };
}

/// The topmost of a stack is painted first.
const order = ({draw, lines}) => draw === "stack" ? lines.map((_, index) => lines.length - 1 - index) : lines.map((_, index) => index);

function series(view, index, bars, uPlot) {
    const line = view.given.lines[index];
    const alone = chart => lonely(view.given.lines[index].values, place => chart.valToPos(view.given.times[place], "x"));
    return {
        label: line.label, stroke: () => bars && view.given.draw === "stack" ? colour("surface") : paint(line), width: bars ? (view.given.draw === "stack" ? 1 : 0) : 2,
        dash: line.dashed ? [6, 5] : DASHES[line.texture ?? 0],
        fill: bars ? () => filling(paint(line), line.texture ?? 0) : line.filled ? () => paint(line) + "22" : undefined,
        points: {show: chart => !bars && alone(chart).length > 0, size: 6, filter: alone}, spanGaps: view.given.draw === "steps",
        paths: bars ?? (view.given.draw === "steps" || line.dashed ? uPlot.paths.stepped({align: 1}) : undefined),
    };
}

/// From the first bar's left edge to the last one's right.
function around(times) {
    const step = times.length < 2 ? 86_400 : Math.min(...times.slice(1).map((each, i) => each - times[i]));
    return [times[0] - step / 2, times.at(-1) + step / 2];
}

/// Room over the highest and under the lowest; amounts of a time begin at 0, and so does what never leaves it.
function bounds({draw: shape, form, fromZero}, low, high) {
    if (low === null || high === null) {
        return [0, 1];
    }
    if (BARS.has(shape) || fromZero) {
        return [Math.min(0, low * 1.06), high <= 0 && low >= 0 ? 1 : Math.max(0, high * 1.06)];
    }
    const room = (high - low) * 0.12 || Math.abs(high) * 0.05 || 1;
    return [low >= 0 ? Math.max(0, low - room) : low - room, form === "count" ? Math.ceil(high + room) : high + room];
}

/// uPlot paints each series from 0, so each is painted with those under it in, the topmost first.
function stacked(lines, times) {
    const sums = times.map(() => 0);
    return lines.map(line => line.values.map((value, i) => sums[i] += value ?? 0)).reverse();
}

const mirrored = lines => lines.map((line, i) => i === 0 ? line.values : line.values.map(value => value === null ? null : -value));

/// In pixels. What is shorter can't be seen as a line.
const SHORTEST = 4;

/// What stands alone between unknown values is no line, and neither is what was read within so short a time that it is none
/// at this scale: the last of it is a point. A line leads over `undefined`, but not over `null`.
/// @param across where a place is, in pixels
export function lonely(values, across) {
    const points = [];
    let first = null;
    let last = null;
    for (let i = 0; i <= values.length; i++) {
        if (i < values.length && values[i] === undefined) {
            continue;
        }
        if ((values[i] ?? null) !== null) {
            first ??= i;
            last = i;
        } else if (first !== null) {
            points.push(...(across(last) - across(first) < SHORTEST ? [last] : []));
            first = null;
        }
    }
    return points;
}
