/// What stands above everything else on the dashboard: trackerwatch itself does not run as it should, or alerts can't be
/// told.

import {h} from "./dom.js";
import {name} from "./figures.js";
import {note} from "./parts.js";
import {secret} from "./privacy.js";

export function troubles({health, targets}) {
    const notes = [...ofItself(health), ...targets.map(ofTarget)];
    return notes.length === 0 ? null : h("div", {class: "stack tight"}, notes);
}

function ofItself(health) {
    return health.problems.map(text => note("broken", h("p", {}, text)));
}

function ofTarget(target) {
    const kind = target.state === "refused" ? "broken" : "attention";
    const what = target.state === "refused" ? " takes no messages any more." : target.state === "resting" ? " can't be reached; it is tried again by itself."
        : " fails.";
    return note(kind, h("p", {}, h("a", {href: `targets#target-${target.id}`}, name(target.name, target.id, "Target")), what,
        target.waiting > 0 ? ` ${target.waiting} ${target.waiting === 1 ? "message waits" : "messages wait"} for it.` : ""),
    target.reason ? h("p", {class: "small muted"}, secret("figure", target.reason)) : null);
}
