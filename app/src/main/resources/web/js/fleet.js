/// All accounts together: what they moved each day, who has what share, a year as a calendar, and any figure of all of them
/// beside each other.

import {calendar} from "./calendar.js";
import {chart} from "./chart.js";
import {ask, asked, find, h, kept} from "./dom.js";
import {readCalendar, readComparison, readDaily} from "./fleet-data.js";
import {inPlace} from "./inplace.js";
import {live} from "./live.js";
import {chips, empty, loaded, toast, way} from "./parts.js";
import {masked} from "./privacy.js";
import {changes, inAll, isWhole, RANGES} from "./ranges.js";
import {share} from "./share.js";
import {shell} from "./shell.js";

const METRICS = {ratio: ["Ratio", "ratio"], buffer: ["Buffer", "bytes"], uploaded: ["Uploaded", "bytes"], downloaded: ["Downloaded", "bytes"],
    seeding: ["Seeding", "count"], seed_size: ["Seed size", "bytes"], bonus: ["Bonus", "amount"], hit_and_runs: ["Hit-and-runs", "count"]};
const WAYS = {uploaded: "Uploaded", downloaded: "Downloaded"};

/// A stack of more than these is no picture any more; the others are one.
const STACKED = 9;

const room = find("#content");
const look = {range: "30d", way: "uploaded", metric: "ratio", from: "value", off: [], ...kept.get("fleet", {})};
look.range = asked("range") in RANGES ? asked("range") : look.range;
look.range = look.range === "24h" ? "7d" : look.range;
let all = null;

/// What stays while its parts are brought up to date.
const frame = h("div", {class: "stack"});
const pair = h("div", {class: "fleet-pair"});
const compare = h("section", {class: "stack tight"});

shell("Fleet");
loaded(room, load, draw);
live.on(["poll", "tracker"], () => load().then(draw, fault => toast(fault.message, "broken")));
addEventListener("privacy", () => all && draw());

async function load() {
    const {range, way: chosen, metric} = look;
    const [daily, year, comparison] = await Promise.all([readDaily(range, chosen), readCalendar(chosen), readComparison(range, metric)]);
    if (all === null || (range === look.range && chosen === look.way && metric === look.metric)) { // else another choice is on its way
        all = {daily, year, comparison, range, way: chosen, metric};
    }
}

function set(changes) {
    Object.assign(look, changes);
    kept.set("fleet", look);
    ask("range", look.range);
    load().then(draw, fault => toast(fault.message, "broken"));
}

function draw() {
    const {daily, year, way: chosen} = all;
    if (daily.trackers.length === 0) {
        inPlace(room, [["none", null, () => empty("mark", "No tracker yet", "Add the first account; what all of them move is shown here from its second reading on.",
            way("Add a tracker", "catalog", {kind: "main", sign: "plus"}))]]);
        return;
    }
    inPlace(room, [["frame", null, () => frame]]);
    inPlace(frame, [["bar", [look.range, look.way], bar], ["volume", volumeChart(), chart], ["pair", null, () => pair], ["compare", null, () => compare]]);
    inPlace(pair, [["share", [daily, chosen, all.range], (_, before) => share(daily, chosen, all.range, before)],
        ["calendar", [[...year], chosen], (_, before) => calendar(year, chosen, before)]]);
    inPlace(compare, [["bar", [look.metric, look.from], comparedBar], ["picks", [all.comparison.trackers.map(each => [each.id, each.name]), look.off], picks], ["chart", comparison(), chart]]);
}

function bar() {
    const {"24h": _, ...ranges} = RANGES;
    return h("div", {class: "bar"}, chips("Range", ranges, look.range, range => set({range})), chips("Way", WAYS, look.way, chosen => set({way: chosen})));
}

const label = tracker => masked(tracker.name, `Tracker ${tracker.id}`);

function volumeChart() {
    const {times, trackers, days} = all.daily;
    const front = trackers.slice(0, STACKED);
    const others = trackers.slice(STACKED);
    const lines = front.map(each => ({key: each.name, label: label(each), paint: each.paint, texture: each.texture, values: each.values}));
    if (others.length > 0) {
        lines.push({key: "others", label: `${others.length} others`, paint: "c-j", texture: 0, values: times.map((_, i) => others.reduce((sum, each) => sum + (each.values[i] ?? 0), 0))});
    }
    return {title: `${WAYS[all.way]} each ${days === 1 ? "day" : `${days} days`}, by tracker`, form: "bytes", times, lines, draw: "stack", daily: true, tall: true,
        none: "Nothing is known of this time: what was moved takes two readings."};
}

function comparison() {
    const {times, trackers, from, to} = all.comparison;
    const [words, form] = METRICS[all.metric];
    const shown = trackers.filter(each => !look.off.includes(each.id));
    const lines = shown.map(each => ({key: each.name, label: label(each), paint: each.paint, texture: each.texture,
        values: look.from === "change" ? changes(each.values) : each.values}));
    const late = shown.some(each => !isWhole({from, to}, times[each.values.findIndex(value => typeof value === "number")] ?? from));
    return {title: look.from === "change" ? `${words}, change ${late ? "from where each line begins" : inAll(all.range)}` : words, form, times, lines, span: [from, to], tall: true,
        none: shown.length === 0 ? "Choose at least one tracker." : "None of them reports this figure in this time."};
}

function comparedBar() {
    const metric = h("select", {class: "input short", ariaLabel: "Figure", dataset: {key: "metric"}, onchange: event => set({metric: event.target.value})},
        Object.entries(METRICS).map(([key, [text]]) => h("option", {value: key}, text)));
    metric.value = look.metric;
    return h("div", {class: "bar"}, h("h2", {}, "Compare"), metric, chips("Compared", {value: "Value", change: "Change since then"}, look.from, chosen => set({from: chosen})));
}

const picks = () => h("div", {class: "row"}, all.comparison.trackers.map(pick));

/// A tracker in the comparison, or left out of it.
function pick(tracker) {
    const off = look.off.includes(tracker.id);
    return h("button", {type: "button", class: "pick", ariaPressed: !off, dataset: {key: `pick ${tracker.id}`}, onclick: () => {
        look.off = off ? look.off.filter(id => id !== tracker.id) : [...look.off, tracker.id];
        kept.set("fleet", look);
        draw();
    }}, h("i", {class: `stroke-${tracker.texture}`, style: {"background-color": `var(--${tracker.paint})`}}), h("span", {class: "cut", title: label(tracker)}, label(tracker)));
}
