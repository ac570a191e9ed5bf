/// What can be done with one tracker: poll it now, pause it, resume it, type its figures in, change it.

import {api} from "./api.js";
import * as format from "./format.js";
import {sure} from "./forms.js";
import {button, toast} from "./parts.js";

/// @param again draws the page anew
export function trackerActions(tracker, again) {
    const act = (action, done) => async () => {
        await api.post(`trackers/${tracker.id}/${action}`);
        toast(done);
        await again();
    };
    const edit = button("Edit", async () => (await import("./tracker-form.js")).editTracker(tracker, changed => changed === null ? location.assign("./") : again()), {sign: "hand"});
    if (tracker.mode === "manual") {
        return [button("Type figures in", async () => (await import("./tracker-record.js")).recordFigures(tracker, () => again()), {sign: "plus", kind: "main"}), edit];
    }
    return [button("Poll now", () => poll(tracker, false, again), {sign: "poll"}),
        tracker.mode === "active" ? button("Pause", act("pause", "Paused. Nothing is asked of it until you resume it."), {sign: "pause"})
            : button("Resume", act("resume", "It is polled again."), {sign: "play"}), edit];
}

async function poll(tracker, force, again) {
    const came = await api.post(`trackers/${tracker.id}/poll`, force ? {force: true} : {});
    if (came.outcome === "too-early" && came.force_allowed && !force) {
        if (await sure("Poll it all the same?", `It was asked a short while ago; its site may be asked again ${format.ago(came.allowed_at)}. Asking more often than that is noticed by some sites.`,
            "Poll now", {kind: "main"})) {
            await poll(tracker, true, again);
        }
        return;
    }
    toast(words(came), came.outcome === "read" ? "good" : "attention");
    await again();
}

function words({outcome, failure, allowed_at: allowed}) {
    switch (outcome) {
        case "read": return "Read.";
        case "failed": return failure.detail;
        case "too-early": return `Its site may be asked again ${format.ago(allowed)}.`;
        case "paused": return "It is paused. Resume it first.";
        case "stopped": return "Its credential was refused. Give it a new one with Edit.";
        case "disk-full": return "The disk is full, so no tracker is asked. Free 16 MiB or more.";
        case "manual": return "Its site is never asked.";
        default: return "No answer yet. What comes of it is shown when it is there.";
    }
}
