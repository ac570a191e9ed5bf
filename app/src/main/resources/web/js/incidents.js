/// Outages: when, how long, through whom, and what was lost by them.

import {api, query} from "./api.js";
import {sentenceOf} from "./delivery-row.js";
import {find, h} from "./dom.js";
import {filters} from "./filters.js";
import {age, at, name, nameOption} from "./figures.js";
import * as format from "./format.js";
import {live} from "./live.js";
import {paged} from "./paged.js";
import {badge, empty} from "./parts.js";
import {secret} from "./privacy.js";
import {shell} from "./shell.js";

const FAULTS = {site: "The site's fault", ours: "Ours: trackerwatch was offline", user: "Yours to mend"};

shell("Incidents");
const trackers = await api.get("trackers").catch(() => []);
const chosen = filters({tracker: {label: "Tracker", options: [["", "any tracker"], ...trackers.map(each => nameOption(each))]},
    open: {label: "Which", options: [["", "all"], ["true", "those that last"]]}}, () => list.start());
const room = h("div");
find("#content").append(h("div", {class: "stack"}, chosen.node, room));
const list = paged(room, before => api.get("incidents" + query({...chosen.values(), before})), items => h("ul", {class: "rows"}, items.map(row)), () =>
    empty("good", "No outage", chosen.values().tracker ? "Every poll of this tracker went well, or failed only for a moment." : "When polls of a tracker fail for a while, it is listed here with its cause and how long it lasted."));
await list.start();
live.on(["poll", "event", "health"], list.refresh);

function row(incident) {
    const over = incident.ended_at !== null;
    return h("li", {}, h("details", {class: "row-fold"}, h("summary", {dataset: {key: `incident ${incident.id}`}},
        h("span", {class: "row-state"}, over ? badge("plain", "Over", {sign: "good"}) : badge(incident.fault === "user" ? "broken" : "attention", "Lasts")),
        h("span", {class: "row-main"}, h("b", {}, incident.tracker === null ? "trackerwatch itself" : name(incident.tracker, incident.tracker_id)), ` for ${format.length(incident.lasted_seconds)}: `, secret("figure", incident.text)),
        h("span", {class: "muted small row-age"}, age(incident.since))),
    h("div", {class: "row-details stack tight"},
        h("p", {}, "From ", at(incident.since), over ? [" to ", at(incident.ended_at)] : " on", `. ${FAULTS[incident.fault]}. ${format.plural(incident.polls_lost, "poll")} lost.`),
        incident.within !== null && h("p", {class: "muted small"}, "While trackerwatch itself was offline, so it says nothing about the site."),
        h("p", {class: "muted small"}, incident.announced_at === null ? "It was not announced." : ["Announced ", age(incident.announced_at), "."]),
        incident.deliveries?.length > 0 && h("ul", {class: "small"}, incident.deliveries.map(each => h("li", {},
            h("a", {href: `deliveries?id=${each.id}`}, name(each.target, each.target_id, "Target")), `: ${sentenceOf(each)}`))))));
}
