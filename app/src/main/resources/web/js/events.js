/// Events in words: the feed of the dashboard, the list of a tracker, the looks of the marks on its charts.

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
    "unread-mail": "Unread mail",
};

/// How a severity looks: its colour, and the sign beside it.
const LOOKS = {urgent: "broken", warning: "attention", good: "good", info: "news"};

export const lookOf = severity => LOOKS[severity] ?? "news";

export const titleOf = key => TITLES[key] ?? format.words(key);

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
    return h("a", {href: `tracker?id=${event.tracker}`, class: "wrap"}, name(event.tracker_name, event.tracker));
}

/// An alert's title without the tracker's name before it, which stands beside it already.
export function inShort({title, tracker_name: tracker}) {
    return format.capital(tracker && title.startsWith(tracker) ? title.slice(tracker.length).replace(/^[:\s]+/, "") : title);
}
