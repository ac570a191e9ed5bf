/// One chart in a card: a title, a legend that tells the value under the cursor, CSV and PNG, the drawing. Works by
/// keyboard (left and right move the cursor), follows theme, privacy eye and width; charts with the same `together` share
/// their cursor.
///
///     chart({title: "Ratio", form: "ratio", times, lines: [{label: "Ratio", values, paint: "accent"}], bands, pins})
///
/// `times` are seconds since 1970, `values` numbers or null; a line is drawn on over `undefined`. `draw`: "line" (default),
/// "steps" for what jumps, "bars", "stack" for bars upon each other, "mirror" for bars of which those of the second line
/// hang down. `span` is `[from, to]` in seconds, so that charts beside each other show the same time; `daily` says that
/// each time is a day, which is UTC's; `texture` of a line is its pattern (texture.js).

import {written} from "./axes.js";
import {aloud, h, show} from "./dom.js";
import * as format from "./format.js";
import {chartLibrary} from "./library.js";
import {isPrivate, masked} from "./privacy.js";
import {saveTools, toast} from "./parts.js";
import {data, height, isBars, options, paint} from "./plot.js";
import {dateOf} from "./ranges.js";
import {saveCsv, savePng} from "./save.js";
import {filling} from "./texture.js";

/// Every chart that is shown, to be painted anew when the colours change.
const shown = new Set();
for (const change of ["theme", "privacy"]) {
    addEventListener(change, () => shown.forEach(each => redraw(each)));
}

const views = new WeakMap();

const known = value => value !== null && value !== undefined;

/// @param before a chart that stands there; where it is of the same form it is brought up to date and given back
export function chart(given, before = null) {
    const old = views.get(before);
    if (old?.drawn && shape(old.given) === shape(given)) {
        update(old, given);
        return before;
    }
    return made(given);
}

/// What can't be changed of a chart once it is drawn.
const shape = ({title, draw, form, tall, wide, together, lines, daily}) =>
    JSON.stringify([title, draw, form, tall, wide, together, daily, lines.map(line => [line.label, line.paint, line.dashed, line.filled, line.texture]), isTold(lines)]);

const isTold = lines => lines.some(line => line.values.some(known));

function made(given) {
    const legend = h("div", {class: "chart-legend"});
    const stage = h("div", {class: "chart-stage", tabindex: "0", role: "img", ariaLabel: summary(given), dataset: {key: `chart ${given.title}`}});
    const look = `card chart ${given.tall ? "tall" : ""} ${given.wide ? "wide" : ""}`;
    const view = {given, legend, stage, drawn: null};
    const told = isTold(given.lines);
    const head = h("header", {class: "row apart"}, h("h3", {}, given.title), told && saveTools(given.title, () => csv(view.given), () => png(view)));
    if (!told) {
        return h("section", {class: look}, head, h("p", {class: "muted chart-none"}, given.none ?? "Nothing is known of this time."));
    }
    tell(view, null); // before the library is there, so that nothing moves when it is
    draw(view).catch(fault => toast(fault.message, "broken"));
    stage.addEventListener("keydown", key => step(view, key));
    const card = h("section", {class: look}, head, legend, stage);
    views.set(card, view);
    return card;
}

async function draw(view) {
    const uPlot = await chartLibrary();
    const {stage} = view;
    view.drawn = new uPlot(options(view, uPlot, index => tell(view, index)), data(view.given), stage);
    shown.add(view);
    let width = stage.clientWidth;
    new ResizeObserver((_, watch) => {
        if (!stage.isConnected) {
            watch.disconnect();
            shown.delete(view);
            view.drawn.destroy();
        } else if (stage.clientWidth !== width && stage.clientWidth > 0) {
            width = stage.clientWidth;
            view.drawn.setSize({width, height: height(view.given)});
        }
    }).observe(stage);
}

/// The cursor stays at the moment where it was.
function update(view, given) {
    const {drawn, stage} = view;
    const at = drawn.cursor.idx;
    const moment = known(at) && drawn.cursor.left >= 0 ? view.given.times[at] : null;
    view.given = given;
    drawn.setData(data(given));
    stage.setAttribute("aria-label", summary(given));
    if (moment === null) {
        tell(view, null);
    } else {
        drawn.setCursor({left: drawn.valToPos(moment, "x"), top: drawn.cursor.top});
    }
}

/// What is under the cursor, or else the last that is known.
function tell({given, legend}, index) {
    const {lines, times, form} = given;
    const at = index ?? times.length - 1;
    const value = line => known(index) ? line.values[at] : line.values.findLast(known);
    const near = known(index) ? close(given, times[at]) : [];
    show(legend, lines.filter(line => lines.length < 8 || value(line)).map(line => h("span", {class: "chart-key"},
        h("i", {class: swatch(given, line), style: {"background-color": paint(line)}}), h("span", {class: "cut", title: line.label}, line.label), h("b", {}, isPrivate() ? "•••" : text(form, value(line))))),
    h("span", {class: "muted"}, !known(index) ? "latest" : given.daily ? `${format.day(dateOf(times[at]))} (UTC)` : format.moment(new Date((times[at] ?? 0) * 1000).toISOString())),
    given.daily && !known(index) && h("span", {class: "muted"}, "days of UTC"), near.map(each => h("span", {class: each.look}, isPrivate() ? "•••" : each.text)));
}

/// Looks as the line does, or as the bars do.
const swatch = (given, line) => line.dashed ? "dashed" : line.texture === undefined ? null : `${isBars(given) ? "texture" : "stroke"}-${line.texture}`;

const text = (form, value) => known(value) ? written(form)(value) : format.UNKNOWN;

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
        const told = line.values.filter(known);
        return told.length === 0 || isPrivate() ? line.label : `${line.label}: from ${text(form, told[0])} to ${text(form, told.at(-1))},`
            + ` lowest ${text(form, Math.min(...told))}, highest ${text(form, Math.max(...told))}`;
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
    saveCsv(name ?? title, [daily ? ["day (UTC)", times.map(dateOf)] : ["time (UTC)", times.map(second => new Date(second * 1000).toISOString())], ...lines.map(line => [line.key ?? line.label, line.values])]);
}

function png({given, drawn}) {
    if (drawn) {
        savePng(masked(given.name ?? given.title, given.title), masked(given.name ?? given.title, given.title), given.lines.map(line => [isBars(given) ? filling(paint(line), line.texture ?? 0) : paint(line), line.label]), drawn.ctx.canvas);
    }
}

/// Said under a row of charts that mark events.
export function markLegend() {
    return h("p", {class: "small muted row"}, h("span", {class: "chart-key"}, h("i", {class: "band"}), "outage"), h("span", {class: "chart-key"}, h("i", {class: "pin"}), "event"),
        aloud("; both are listed below"));
}
