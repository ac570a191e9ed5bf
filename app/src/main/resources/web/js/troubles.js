/// What stands above everything else on the dashboard: trackerwatch itself does not run as it should, or alerts can't be
/// told.

import {h} from "./dom.js";
import {age, name} from "./figures.js";
import {note} from "./parts.js";
import {secret} from "./privacy.js";

export function troubles({daemon, targets}) {
    const notes = [...ofItself(daemon), ...targets.toSorted((one, other) => (one.state !== "refused") - (other.state !== "refused")).map(ofTarget)];
    return notes.length === 0 ? null : h("div", {class: "stack tight"}, notes);
}

const LOOPS = {poll: ["No tracker is polled.", "The loop that polls"], delivery: ["No alert is sent.", "The loop that sends"]};

function ofItself({loops, trouble}) {
    return trouble !== null ? [note("broken", h("p", {}, h("b", {}, trouble)))] : Object.entries(loops).filter(([, loop]) => !loop.fresh).map(([key, loop]) => note("broken", h("p", {}, h("b", {}, LOOPS[key][0]), ` ${LOOPS[key][1]} `,
        loop.at === null ? "has not gone round yet." : ["last went round ", age(loop.at), "."], " If this stays, start trackerwatch anew and look at its log.")));
}

function ofTarget(target) {
    const kind = target.state === "refused" ? "broken" : "attention";
    const what = target.state === "refused" ? " takes no messages any more." : target.state === "resting" ? " can't be reached; it is tried again by itself."
        : " fails.";
    return note(kind, h("p", {}, h("a", {href: `targets#target-${target.id}`}, name(target.name, target.id, "Target")), what,
        target.waiting > 0 ? ` ${target.waiting} ${target.waiting === 1 ? "message waits" : "messages wait"} for it.` : ""),
    target.reason ? h("p", {class: "small muted"}, secret("figure", [target.reason, target.advice].filter(Boolean).join(" "))) : null);
}
