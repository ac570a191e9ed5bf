/// A tracker in the dashboard: as a card, and as a row of its table. What both say of it is in one place.

import {h} from "./dom.js";
import * as format from "./format.js";
import {age, figure, name, unknown} from "./figures.js";
import {icon} from "./icons.js";
import {badge} from "./parts.js";
import {secret} from "./privacy.js";
import {sparkline} from "./sparkline.js";

const STATES = {
    good: ["good", "Good"], new: ["news", "Not read yet"], failing: ["attention", "Failing"], stopped: ["broken", "Stopped"],
    paused: ["plain", "Paused", "pause"], manual: ["plain", "By hand", "hand"],
};

const EMPTY = ["news", "To be filled in", "hand"];

/// A bar that is full at so many times the minimum; the minimum itself is marked.
const FULL = 4;

export const linkTo = tracker => `tracker?id=${tracker.id}`;

/// How its polls go; where those go well, what is wrong with the account.
export function stateBadge(tracker) {
    const [worst] = tracker.attention;
    if (worst && ["good", "manual"].includes(tracker.state)) {
        return badge(worst.level, format.words(worst.code));
    }
    const [kind, text, sign = kind] = tracker.state === "manual" && !isFilled(tracker) ? EMPTY : STATES[tracker.state];
    return badge(kind, text, {sign});
}

/// When the figures that are shown were read, which is earlier than the last poll where that failed.
export const readAt = tracker => tracker.read_at;

const isFilled = tracker => Object.keys(tracker.known_at).length > 0;

/// Why a figure is unknown: a site that was never asked has not kept anything back.
export function untold(tracker) {
    return tracker.mode === "manual" ? (isFilled(tracker) ? "not filled in" : "never filled in") : isFilled(tracker) ? "not reported by this tracker" : "not read yet";
}

/// "read 5 min ago", "typed in 3 d ago", or that it never was.
export function lastRead(tracker, moment = readAt(tracker)) {
    const byHand = tracker.mode === "manual";
    return moment ? [byHand ? "typed in " : "read ", age(moment)] : byHand ? "never filled in" : "never read";
}

/// How far the ratio is above the minimum; for sorting. The one nearest to trouble comes first.
export function margin(tracker) {
    const {ratio} = tracker.known;
    return typeof ratio !== "number" || !tracker.required_ratio ? (ratio === "infinite" ? Infinity : null) : ratio / tracker.required_ratio.value;
}

function lookOfRatio(tracker) {
    const codes = tracker.attention.map(each => each.code);
    return codes.includes("ratio-low") ? "broken" : codes.includes("ratio-near") ? "attention" : tracker.known.ratio === "infinite" ? "good" : "";
}

/// The ratio, against what this tracker demands.
export function ratio(tracker) {
    return h("span", {class: `ratio ${lookOfRatio(tracker)}`}, figure("ratio", tracker.known.ratio, untold(tracker)));
}

export function minimum(tracker) {
    return tracker.required_ratio === null ? h("span", {class: "muted", title: "No minimum is known for this tracker"}, "no minimum")
        : h("span", {class: "muted"}, "min ", secret("figure", format.ratio(tracker.required_ratio.value)));
}

function meter(tracker) {
    const times = margin(tracker);
    if (times === null) {
        return h("div", {class: "meter", ariaHidden: "true"});
    }
    return h("div", {class: `meter ${lookOfRatio(tracker)}`, ariaHidden: "true"},
        h("span", {style: {width: `${Math.min(1, times / FULL) * 100}%`}}), tracker.required_ratio && h("i", {style: {left: `${100 / FULL}%`}}));
}

export function spark(tracker) {
    return sparkline(tracker.sparkline.ratio, tracker.sparkline.uploaded_per_day, "30 days: ratio as a line, upload a day as bars");
}

export function needs(tracker, {limit = 3} = {}) {
    return tracker.attention.length === 0 ? null : h("ul", {class: "needs"}, tracker.attention.slice(0, limit).map(each =>
        h("li", {class: each.level}, icon(each.level), h("span", {class: "wrap"}, secret("figure", each.text, format.words(each.code))))));
}

/// @param tools buttons while the cards are arranged
export function trackerCard(tracker, tools = null) {
    const {known} = tracker;
    const why = untold(tracker);
    return h("article", {class: "card tracker", dataset: {id: tracker.id}},
        h("header", {class: "row apart"}, h("h3", {class: "clamp"}, h("a", {href: linkTo(tracker), dataset: {key: `card ${tracker.id}`}}, name(tracker.name, tracker.id))),
            tools ?? stateBadge(tracker)),
        h("div", {class: "tracker-figure"},
            h("div", {}, ratio(tracker), h("p", {class: "small"}, h("span", {class: "aloud"}, "ratio, "), minimum(tracker))), spark(tracker)),
        meter(tracker),
        h("dl", {class: "trio"},
            pair("Buffer", figure("bytes", known.buffer, why)), pair("Seeding", figure("count", known.seeding, why)),
            pair("Class", (known.class ?? null) === null ? unknown(why) : secret("figure", known.class, undefined, {title: known.class, class: "clamp"}))),
        needs(tracker),
        h("footer", {class: "row apart small muted"}, h("span", {class: "wrap"}, secret("name", tracker.site.name ?? tracker.definition, "its site")),
            h("span", {}, lastRead(tracker))));
}

function pair(term, value) {
    return h("div", {}, h("dt", {}, term), h("dd", {}, value));
}

/// Columns of the table, for `table` of parts.js.
export const COLUMNS = [
    {key: "name", title: "Tracker", sort: each => each.name, cell: each => h("a", {href: linkTo(each), class: "cut row-name", dataset: {key: `row ${each.id}`}}, name(each.name, each.id))},
    {key: "state", title: "State", sort: each => each.state, cell: stateBadge},
    {key: "ratio", title: "Ratio", number: true, sort: each => each.known.ratio, cell: ratio},
    {key: "margin", title: "Minimum", number: true, hint: "Sorts by how far the ratio is above it", sort: margin,
        cell: each => each.required_ratio === null ? unknown("no minimum is known") : secret("figure", format.ratio(each.required_ratio.value))},
    {key: "buffer", title: "Buffer", number: true, sort: each => each.known.buffer, cell: each => figure("bytes", each.known.buffer, untold(each))},
    {key: "uploaded", title: "Up", number: true, sort: each => each.known.uploaded, cell: each => figure("bytes", each.known.uploaded, untold(each))},
    {key: "downloaded", title: "Down", number: true, sort: each => each.known.downloaded, cell: each => figure("bytes", each.known.downloaded, untold(each))},
    {key: "seeding", title: "Seeding", number: true, sort: each => each.known.seeding, cell: each => figure("count", each.known.seeding, untold(each))},
    {key: "class", title: "Class", sort: each => each.known.class, cell: each => h("span", {class: "cut row-class"}, figure("text", each.known.class, untold(each)))},
    {key: "needs", title: "Needs", number: true, sort: weight, cell: each => each.attention.length === 0 ? h("span", {class: "muted"}, "nothing")
        : badge(each.attention[0].level, told(each))},
    {key: "month", title: "30 days", cell: spark},
    {key: "read", title: "Read", number: true, sort: readAt, cell: each => age(readAt(each), each.mode === "manual" ? "never filled in" : "never read")},
];

function told({attention}) {
    const number = String(attention.length);
    return secret("figure", number, number, {title: attention.map(each => each.text).join("\n")});
}

/// What is broken weighs more than any number of what needs attention.
export function weight(tracker) {
    return tracker.attention.reduce((sum, each) => sum + (each.level === "broken" ? 100 : 1), 0);
}
