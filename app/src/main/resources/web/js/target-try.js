/// A target is tried: shown as its channel will show it and as the request that would go out, or sent a test.

import {api} from "./api.js";
import {h} from "./dom.js";
import {blamed, field} from "./forms.js";
import {capital, moment} from "./format.js";
import {button, note, progress} from "./parts.js";

/// @param target what is saved of it; null for a new one
/// @param body   gives what stands in the form; null to try what is saved
/// @param fields of that form, for what is wrong with it
export function tryPanel(types, target, body, fields) {
    const event = field({name: "event", label: "Try it with", type: "select", value: "",
        options: [["", "a plain message"], ...types.map(each => [each.key, each.title])]});
    const outcome = h("div", {class: "stack", ariaLive: "polite"});
    const path = what => body === null ? `targets/${target.id}/${what}` : `targets/${what}`;
    const form = () => ({...(body === null ? {} : body()), ...(body !== null && target !== null ? {id: target.id} : {}),
        ...(event.value() === "" ? {} : {event: event.value()})});

    async function attempt(what, words, draw) {
        outcome.replaceChildren(progress(words));
        try {
            fields?.().forEach(each => each.fail(""));
            const answer = await api.post(path(what), form());
            outcome.replaceChildren(...draw(answer));
            outcome.scrollIntoView({block: "nearest"});
        } catch (problem) {
            outcome.replaceChildren();
            if (fields && problem.fields?.length > 0) {
                blamed(fields(), problem);
            } else {
                outcome.replaceChildren(note("broken", problem.message));
            }
            outcome.scrollIntoView({block: "nearest"});
        }
    }

    return h("section", {class: "try stack"}, h("div", {class: "row try-bar"}, event.node,
        button("Preview", () => attempt("preview", "Drawing it", drawn), {sign: "eye"}),
        button("Send a test", () => attempt("test", "Sending it and waiting for the answer", tested), {sign: "bell"})), outcome);
}

function tested(result) {
    const facts = [`status ${result.status}`, result.latency_seconds !== null && `${Math.round(result.latency_seconds * 1000)} ms`].filter(Boolean).join(", ");
    return [note(result.arrived ? "good" : "broken", h("p", {}, capital(result.sentence)), result.status && h("p", {class: "muted small"}, `Answered with ${facts}.`),
        result.answer && h("details", {class: "folded small"}, h("summary", {}, "The answer"), h("pre", {class: "request"}, readable(result.answer))))];
}

function drawn(preview) {
    const headers = Object.entries(preview.headers).map(([key, value]) => `${key}: ${value}`).join("\n");
    return [embed(preview.rendering), ...preview.remarks.map(each => note("attention", each)),
        h("details", {class: "folded"}, h("summary", {}, "The exact request"), h("pre", {class: "request small"}, `${preview.method} ${preview.url}\n${headers}\n\n${readable(preview.body)}`))];
}

/// Roughly as the channel shows it.
function embed(message) {
    return h("figure", {class: "embed", ariaLabel: "As the channel will show it", style: {"--stripe": message.colour}},
        h("div", {class: "stack tight"}, h("b", {class: "wrap"}, message.title), h("p", {class: "wrap"}, message.text),
            message.fields.length > 0 && h("dl", {class: "embed-fields"}, message.fields.map(each => h("div", {}, h("dt", {}, each.name), h("dd", {class: "wrap"}, each.value)))),
            h("p", {class: "small muted"}, `${message.footer} · ${moment(message.at)}`)));
}

function readable(body) {
    try {
        return JSON.stringify(JSON.parse(body), null, 2);
    } catch {
        return body;
    }
}
