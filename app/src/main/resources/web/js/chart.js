/// One chart in a card: a title, a legend that tells the value under the cursor, CSV and PNG, the drawing. Works by
/// keyboard (left and right move the cursor), follows theme, privacy eye and width; charts with the same `together` share
/// their cursor.
///
///     chart({title: "Ratio", form: "ratio", times, lines: [{label: "Ratio", values, paint: "accent"}], bands, pins})
///
/// `times` are seconds since 1970, `values` numbers or null. `draw`: "line" (default), "steps" for what jumps, "bars",
/// "stack" for bars upon each other, "mirror" for bars of which those of the second line hang down. `span` is `[from, to]` in seconds, so that charts beside each other show the same time;
/// `bridged` draws lines over times without readings too.

import {marks, axes, written} from "./axes.js";
import {aloud, h, show} from "./dom.js";
import * as format from "./format.js";
import {icon} from "./icons.js";
import {chartLibrary, colour} from "./library.js";
import {isPrivate, masked} from "./privacy.js";
import {toast} from "./parts.js";
import {dateOf} from "./ranges.js";
import {saveCsv, savePng} from "./save.js";

/// Every chart that is shown, to be painted anew when the colours change.
const shown = new Set();
for (const change of ["theme", "privacy"]) {
    addEventListener(change, () => shown.forEach(each => each.again()));
}

export function chart(given) {
    const legend = h("div", {class: "chart-legend"});
    const stage = h("div", {class: "chart-stage", tabindex: "0", role: "img", ariaLabel: summary(given)});
    const look = `card chart ${given.tall ? "tall" : ""} ${given.wide ? "wide" : ""}`;
    const view = {given, legend, stage, drawn: null, again: () => redraw(view)};
    const told = given.lines.some(line => line.values.some(value => value !== null && value !== undefined));
    const head = h("header", {class: "row apart"}, h("h3", {}, given.title), told && h("div", {class: "row"},
        tool("CSV", `Save “${given.title}” as CSV`, () => csv(given)), tool("PNG", `Save “${given.title}” as a picture`, () => png(view))));
    if (!told) {
        return h("section", {class: look}, head, h("p", {class: "muted chart-none"}, given.none ?? "Nothing is known of this time."));
    }
    tell(view, null); // before the library is there, so that nothing moves when it is
    draw(view).catch(fault => toast(fault.message, "broken"));
    stage.addEventListener("keydown", key => step(view, key));
    return h("section", {class: look}, head, legend, stage);
}

function tool(text, label, onclick) {
    return h("button", {type: "button", class: "button plain small", ariaLabel: label, title: label, onclick}, icon("save"), text);
}

async function draw(view) {
    const uPlot = await chartLibrary();
    const {stage, given} = view;
    const data = given.draw === "stack" ? stacked(given) : given.draw === "mirror" ? mirrored(given) : given.lines.map(line => line.values);
    view.drawn = new uPlot(options(view, uPlot), [given.times, ...data], stage);
    shown.add(view);
    let width = stage.clientWidth;
    new ResizeObserver((_, watch) => {
        if (!stage.isConnected) {
            watch.disconnect();
            shown.delete(view);
            view.drawn.destroy();
        } else if (stage.clientWidth !== width && stage.clientWidth > 0) {
            width = stage.clientWidth;
            view.drawn.setSize({width, height: height(given)});
        }
    }).observe(stage);
}

const BARS = new Set(["bars", "stack", "mirror"]);

const height = given => given.tall ? 320 : 200;

function options(view, uPlot) {
    const {given, stage} = view;
    const bars = BARS.has(given.draw) ? uPlot.paths.bars({size: [0.8, 40]}) : null;
    return {
        width: stage.clientWidth || 300, height: height(given), padding: [10, 20, 0, 0],
        legend: {show: false}, select: {show: false},
        cursor: {y: false, drag: {x: false, y: false}, points: {size: 7}, ...(given.together ? {sync: {key: given.together, setSeries: false}} : {})},
        scales: {x: {time: true, range: BARS.has(given.draw) ? () => around(given.times) : given.span ? () => given.span : undefined}, y: {range: (_, low, high) => bounds(given, low, high)}},
        axes: axes(given.form, given.draw === "mirror"),
        series: [{}, ...(given.draw === "stack" ? given.lines.toReversed() : given.lines).map(line => ({
            label: line.label, stroke: () => paint(line), width: bars ? 0 : 2, dash: line.dashed ? [6, 5] : undefined,
            fill: bars ? () => paint(line) : line.filled ? () => paint(line) + "22" : undefined,
            points: lonely(line.values), spanGaps: given.draw === "steps" || given.bridged === true,
            paths: bars ?? (given.draw === "steps" || line.dashed ? uPlot.paths.stepped({align: 1}) : undefined),
        }))],
        hooks: {...marks(given.bands ?? [], given.pins ?? []), setCursor: [drawn => tell(view, drawn.cursor.idx)]},
    };
}

const paint = line => line.paint.startsWith("#") ? line.paint : colour(line.paint);

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
function stacked({lines, times}) {
    const sums = times.map(() => 0);
    return lines.map(line => line.values.map((value, i) => sums[i] += value ?? 0)).reverse();
}

/// What stands alone between unknown values is no line, so it is a point.
function lonely(values) {
    const places = values.flatMap((value, i) => value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null ? [i] : []);
    return {show: places.length > 0, size: 6, filter: () => places};
}

function mirrored({lines}) {
    return lines.map((line, i) => i === 0 ? line.values : line.values.map(value => value === null ? null : -value));
}

/// What is under the cursor, or else the last that is known.
function tell({given, legend}, index) {
    const at = index ?? given.times.length - 1;
    const moment = new Date((given.times[at] ?? 0) * 1000).toISOString();
    const value = line => index === null || index === undefined ? line.values.findLast(each => each !== null && each !== undefined) : line.values[at];
    const near = index === null || index === undefined ? [] : close(given, given.times[at]);
    show(legend, given.lines.filter(line => given.lines.length < 8 || value(line)).map(line => h("span", {class: "chart-key"},
        h("i", {class: line.dashed ? "dashed" : null, style: {background: paint(line)}}), h("span", {class: "cut"}, line.label), h("b", {}, isPrivate() ? "•••" : text(given.form, value(line))))),
    h("span", {class: "muted"}, index === null || index === undefined ? "latest" : given.daily ? format.day(dateOf(given.times[at])) : format.moment(moment)),
    near.map(each => h("span", {class: each.look}, each.text)));
}

const text = (form, value) => value === null || value === undefined ? format.UNKNOWN : written(form)(value);

/// Events and outages at the cursor.
function close({bands = [], pins = [], span, times}, second) {
    const reach = ((span?.[1] ?? times.at(-1)) - (span?.[0] ?? times[0])) / 80;
    return [...bands.filter(band => second >= band.from - reach && second <= band.to + reach),
        ...pins.filter(pin => Math.abs(pin.at - second) <= reach)].slice(0, 3);
}

function step({drawn, given}, key) {
    const by = {ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity}[key.key];
    if (by !== undefined && drawn) {
        key.preventDefault();
        const last = given.times.length - 1;
        const next = Math.min(last, Math.max(0, (drawn.cursor.idx ?? last) + by));
        drawn.setCursor({left: drawn.valToPos(given.times[next], "x"), top: 20});
    }
}

/// What the drawing says, for those who listen.
function summary({title, lines, form}) {
    return `${title}. ` + lines.map(line => {
        const known = line.values.filter(value => value !== null && value !== undefined);
        return known.length === 0 || isPrivate() ? line.label : `${line.label}: from ${text(form, known[0])} to ${text(form, known.at(-1))},`
            + ` lowest ${text(form, Math.min(...known))}, highest ${text(form, Math.max(...known))}`;
    }).join(". ");
}

function redraw(view) {
    if (!view.stage.isConnected || view.drawn === null) {
        shown.delete(view);
        return;
    }
    view.stage.setAttribute("aria-label", summary(view.given));
    view.drawn.redraw(false, true);
    tell(view, null);
}

function csv({name, title, times, lines, daily}) {
    saveCsv(masked(name ?? title, title), [daily ? ["day", times.map(dateOf)] : ["time", times.map(second => new Date(second * 1000).toISOString())], ...lines.map(line => [line.key ?? line.label, line.values])]);
}

function png({given, drawn}) {
    if (drawn) {
        savePng(masked(given.name ?? given.title, given.title), masked(given.name ?? given.title, given.title), given.lines.map(line => [paint(line), line.label]), drawn.ctx.canvas);
    }
}

/// Said under a row of charts that mark events.
export function markLegend() {
    return h("p", {class: "small muted row"}, h("span", {class: "chart-key"}, h("i", {class: "band"}), "outage"), h("span", {class: "chart-key"}, h("i", {class: "pin"}), "event"),
        aloud("; both are listed below"));
}
