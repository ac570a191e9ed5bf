/// What happened on all accounts, who was told of it, and why somebody was not.

import {api, query} from "./api.js";
import {find, h} from "./dom.js";
import {explainer} from "./events-explain.js";
import {inShort, lookOf, titleOf} from "./events.js";
import {filters} from "./filters.js";
import {age, at, name, nameOption} from "./figures.js";
import {live} from "./live.js";
import {paged} from "./paged.js";
import {badge, empty} from "./parts.js";
import {secret} from "./privacy.js";
import {shell} from "./shell.js";
import {fate} from "./verdicts.js";

const SEVERITIES = {urgent: "Urgent", warning: "Warning", good: "Good", info: "Information"};

shell("Events");
const [trackers, types] = await Promise.all([api.get("trackers"), api.get("event-types")]).catch(() => [[], []]);
const chosen = filters({
    tracker: {label: "Tracker", options: [["", "any tracker"], ...trackers.map(each => nameOption(each))]},
    event: {label: "Event", options: [["", "any event"], ...types.map(each => [each.key, each.title])]},
    severity: {label: "Severity", options: [["", "any severity"], ...Object.entries(SEVERITIES).map(([key, text]) => [key, text.toLowerCase()])]},
}, () => list.start());
const room = h("div");
find("#content").append(h("div", {class: "stack"}, explainer(trackers, types), chosen.node, room));
const list = paged(room, before => api.get("events" + query({...chosen.values(), before})), items => h("ul", {class: "rows"}, items.map(row)), () =>
    empty("news", "Nothing has happened", Object.values(chosen.values()).some(Boolean) ? "Choose another tracker, event or severity above."
        : "When a poll finds something worth telling, it is listed here, with who was told of it."));
await list.start();
live.on(["event", "delivery"], list.refresh);

function row(event) {
    return h("li", {}, h("details", {class: "row-fold"}, h("summary", {dataset: {key: `event ${event.id}`}},
        h("span", {class: "row-state"}, badge(lookOf(event.severity), SEVERITIES[event.severity])),
        h("span", {class: "row-main"}, event.tracker !== null && [h("a", {href: `tracker?id=${event.tracker}`}, name(event.tracker_name, event.tracker)), " "], h("b", {}, titleOf(event.event)), " ",
            h("span", {class: "muted"}, secret("figure", inShort(event)))),
        h("span", {class: "muted small row-age"}, age(event.at))),
    h("div", {class: "row-details stack tight"}, h("p", {class: "small muted"}, at(event.at)), event.text && h("p", {class: "wrap"}, secret("figure", event.text)),
        h("ul", {class: "fates"}, (event.targets ?? []).map(fate)), event.targets?.length === 0 && h("p", {class: "muted"}, "There was no target to tell."))));
}
