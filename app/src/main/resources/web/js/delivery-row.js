/// A message on its way: one line, and below it, when opened, every attempt with its answer.

import {api} from "./api.js";
import {h} from "./dom.js";
import {titleOf} from "./events.js";
import {age, at, name} from "./figures.js";
import * as format from "./format.js";
import {badge, button, loaded, toast} from "./parts.js";

const STATES = {
    delivered: ["good", "Delivered"], accepted: ["good", "Accepted"], sending: ["news", "Being sent"], waiting: ["attention", "Waiting"], dead: ["broken", "Given up"],
    cancelled: ["plain", "Called off"],
};

/// @param open    ids of those that are unfolded
/// @param changed is called after something was done about it
export function deliveryRow(delivery, open, changed) {
    const [kind, text] = STATES[delivery.state];
    const details = h("div", {class: "row-details"});
    const row = h("details", {class: "row-fold", open: open.has(delivery.id), ontoggle: () => {
        if (row.open) {
            open.add(delivery.id);
            unfold(details, delivery, changed);
        } else {
            open.delete(delivery.id);
        }
    }}, h("summary", {dataset: {key: `delivery ${delivery.id}`}}, h("span", {class: "row-state"}, badge(kind, text)),
        h("span", {class: "row-main"}, h("b", {}, about(delivery)), delivery.tracker && [" at ", name(delivery.tracker, delivery.tracker_id)], delivery.tracker ? ", to " : " to ", name(delivery.target, delivery.target_id, "Target")),
        h("span", {class: "muted small row-age"}, age(delivery.created_at))), details);
    return h("li", {}, row);
}

/// "hit-and-run (reminder)", "test".
function about({about: words}) {
    const [, key, kind] = /^([^ ]+)(?: \((.*)\))?$/.exec(words) ?? [null, words, null];
    return titleOf(key) + (kind ? `, ${kind}` : "");
}

/// What the command line says of it, without the commands.
export const sentenceOf = ({sentence}) => format.capital(sentence.replace(/ \((?:target|tracker|trackerwatch) [^)]*\)/, ""));

function unfold(details, delivery, changed) {
    return loaded(details, () => api.get(`deliveries/${delivery.id}`), full => details.replaceChildren(h("div", {class: "stack tight"},
        h("p", {class: "wrap"}, sentenceOf(full)),
        full.next_at && h("p", {class: "muted small"}, "Next attempt ", age(full.next_at), "."),
        full.uncertain && h("p", {class: "muted small"}, "It may have arrived already: an attempt ended without an answer."),
        full.log.length === 0 ? h("p", {class: "muted small"}, "No attempt yet.") : h("ol", {class: "attempts"}, full.log.map(attempt)),
        h("div", {class: "row"}, actions(full, changed)))));
}

function attempt(each) {
    const facts = [each.status === null ? "no answer" : `status ${each.status}`, each.latency_seconds === null ? null : `${Math.round(each.latency_seconds * 1000)} ms`].filter(Boolean).join(", ");
    return h("li", {}, h("p", {}, `${each.attempt}. `, at(each.at), `: ${each.outcome}, ${facts}`, each.reason && `. ${each.reason}`),
        (each.answer || each.headers) && h("details", {class: "folded small"}, h("summary", {}, "The answer"), h("pre", {class: "request"}, [each.headers, each.answer].filter(Boolean).join("\n\n"))));
}

function actions(delivery, changed) {
    const act = (what, told) => async () => {
        await api.post(`deliveries/${delivery.id}/${what}`);
        toast(told);
        await changed();
    };
    const over = ["dead", "cancelled", "delivered", "accepted"].includes(delivery.state);
    return [over && button("Send it again", act("redeliver", "It is queued."), {kind: "small"}),
        delivery.state === "dead" && button("Let it be", act("acknowledge", "It is off the list of what was given up."), {kind: "small", title: "Takes it off the list of what was given up; it stays in the log"}),
        delivery.state === "waiting" && button("Call it off", act("cancel", "It is called off."), {kind: "small"})];
}
