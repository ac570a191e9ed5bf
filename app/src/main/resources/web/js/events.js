/// Events in words: the feed of the dashboard, the list of a tracker, the looks of the marks on its charts.

import {api} from "./api.js";
import {h} from "./dom.js";
import * as format from "./format.js";
import {age, name} from "./figures.js";
import {icon} from "./icons.js";
import {secret} from "./privacy.js";

/// What the API calls each kind of event, so that it has one name wherever it is read; loaded once, before the page is drawn.
const TITLES = new Map(await api.get("event-types").then(types => types.map(each => [each.key, each.title]), () => []));

/// How a severity looks: its colour, and the sign beside it.
const LOOKS = {urgent: "broken", warning: "attention", good: "good", info: "news"};

export const lookOf = severity => LOOKS[severity] ?? "news";

export const titleOf = key => TITLES.get(key) ?? format.words(key);

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

/// An alert's title without the tracker's name before it and without the event's own, which stand beside it already; empty
/// where it says no more.
export function inShort({event, title, tracker_name: tracker}) {
    const short = format.capital(tracker && title.startsWith(tracker) ? title.slice(tracker.length).replace(/^[:\s]+/, "") : title);
    const known = titleOf(event);
    return short === known ? "" : short.startsWith(`${known}, `) ? format.capital(short.slice(known.length + 2)) : short;
}
