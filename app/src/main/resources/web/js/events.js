/// Events in words: the feed of the dashboard, the list of a tracker, the marks on its charts.

import {h} from "./dom.js";
import * as format from "./format.js";
import {age, name} from "./figures.js";
import {icon} from "./icons.js";
import {secret} from "./privacy.js";

const TITLES = {
    "ratio-drop": "Ratio fell", "ratio-danger": "Ratio below the minimum", "hit-and-run": "Hit and run", "tracker-down": "Down",
    "tracker-up": "Back", "tracker-flapping": "Up and down", "buffer-milestone": "Buffer milestone", "account-warned": "Warned",
    "zero-seeding": "Nothing seeded", "rank-change": "New class", "anniversary": "Anniversary", "login-rejected": "Login rejected",
    "download-disabled": "Downloading disabled", "figures-corrected": "Figures corrected", "monitor-offline": "Own connection lost",
};

/// How a severity looks: its colour, and the sign beside it.
const LOOKS = {urgent: "broken", warning: "attention", good: "good", info: "news"};

export const lookOf = severity => LOOKS[severity] ?? "news";

export const titleOf = key => TITLES[key] ?? format.words(key);

/// What happened, in few words; holds figures, so it is shown as such.
function story(detail) {
    switch (detail.kind) {
        case "changed": return `${field(detail.field)} ${shown(detail.field, detail.before)} → ${shown(detail.field, detail.after)}`;
        case "standing": return `${field(detail.field)} ${shown(detail.field, detail.value)}`
            + (detail.limit === null ? "" : `, limit ${shown(detail.field, detail.limit)}`);
        case "failing": return detail.text;
        case "recovered": return `after ${format.length(detail.lasted_seconds)}`;
        case "flapping": return `${detail.turns} times since ${format.moment(detail.since)}`;
        case "due": return detail.months % 12 === 0 ? `${format.plural(detail.months / 12, "year")} on ${format.day(detail.date)}`
            : `${format.plural(detail.months, "month")} on ${format.day(detail.date)}`;
        case "corrected": return Object.entries(detail.after).map(([key, after]) =>
            `${field(key)} ${shown(key, detail.before[key])} → ${shown(key, after)}`).join(", ");
        default: return "";
    }
}

/// @param events newest first, as the dashboard or the list of events has them
/// @param {{named?: boolean}} named whether each says whose it is
export function feed(events, {named = true} = {}) {
    return h("ol", {class: "feed"}, events.map(event => h("li", {class: lookOf(event.severity)}, icon(lookOf(event.severity)),
        h("div", {},
            h("div", {class: "row apart"}, h("span", {class: "feed-title"}, named && event.tracker_name ? whose(event) : null,
                h("b", {}, titleOf(event.event))), h("small", {class: "muted"}, age(event.at))),
            h("p", {class: "small muted wrap"}, secret("figure", inShort(event)))))));
}

function whose(event) {
    return h("a", {href: `tracker?id=${event.tracker}`, class: "cut"}, name(event.tracker_name, event.tracker));
}

/// An alert's title without the tracker's name before it, which stands beside it already.
export function inShort({title, tracker_name: tracker = "", detail}) {
    const rest = title?.startsWith(tracker) ? title.slice(tracker.length).replace(/^[:\s]+/, "") : title;
    return format.capital(rest ?? story(detail));
}

const SIZES = new Set(["uploaded", "downloaded", "buffer", "real_uploaded", "real_downloaded", "seed_size"]);
const RATIOS = new Set(["ratio", "real_ratio", "required_ratio"]);
const field = key => format.words(key);

function shown(key, value) {
    return value === null || value === undefined ? format.UNKNOWN : SIZES.has(key) ? format.bytes(value) : RATIOS.has(key) ? format.ratio(value)
        : typeof value === "boolean" ? (value ? "yes" : "no") : typeof value === "number" ? format.amount(value) : String(value);
}
