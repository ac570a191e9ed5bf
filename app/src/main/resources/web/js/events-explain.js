/// "Why was I (not) told?": asks why a rule did or did not find anything at the last poll, or at one before.

import {api, query} from "./api.js";
import {h} from "./dom.js";
import {field, submitted} from "./forms.js";
import {at, nameOption} from "./figures.js";
import {note, progress} from "./parts.js";
import {secret} from "./privacy.js";
import {fate} from "./verdicts.js";

export function explainer(trackers, types) {
    const tracker = field({name: "tracker", label: "Of tracker", type: "select", options: trackers.map(each => nameOption(each)), value: trackers[0]?.id ?? ""});
    const event = field({name: "event", label: "About", type: "select", options: types.map(each => [each.key, each.title]), value: types[0]?.key ?? ""});
    const moment = field({name: "at", label: "At", type: "datetime-local", hint: "The last poll until then; the latest if empty."});
    const outcome = h("div", {class: "explained", ariaLive: "polite"});
    const fields = [tracker, event, moment];
    return h("details", {class: "card folded", open: location.hash === "#why"}, h("summary", {}, "Why was I (not) told?"),
        submitted(fields, h("div", {class: "fields two"}, fields.map(each => each.node)), "Explain", async () => {
            outcome.replaceChildren(progress("Looking at its polls again"));
            try {
                outcome.replaceChildren(answered(await api.get("events/explain" + query({tracker: tracker.value(), event: event.value(),
                    at: moment.value() === "" ? null : new Date(moment.value()).toISOString()}))));
            } catch (problem) {
                outcome.replaceChildren();
                throw problem;
            }
        }), outcome);
}

function answered(answer) {
    return note(answer.fires ? "good" : "plain", h("p", {}, h("b", {}, answer.fires ? "It happened. " : "It did not happen. "), secret("figure", answer.explanation)),
        answer.poll?.at && h("p", {class: "muted small"}, "At the poll of ", at(answer.poll.at), "."),
        answer.limit?.why && h("p", {class: "muted small"}, `On this tracker it ${answer.limit.why}.`),
        answer.last_event === null ? h("p", {class: "muted small"}, "It never happened on this tracker before.")
            : h("div", {}, h("p", {class: "muted small"}, "The last time, ", at(answer.last_event.at), ":"), answer.targets.length === 0 ? h("p", {}, "Nobody was told: there was no target, or it was removed since.") : h("ul", {class: "fates"}, answer.targets.map(fate))));
}
