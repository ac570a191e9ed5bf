/// Adds an account, changes it, pauses or removes it. The catalog's page has the form in it; a tracker's page opens it as a
/// dialog:
///
///     editTracker(tracker, changed => …);       // `null` after it was removed
///     await removeTracker(tracker);             // asks first; whether it is gone

import {api} from "./api.js";
import {h} from "./dom.js";
import {blamed, careful, dialog, submitted, sure} from "./forms.js";
import {name} from "./figures.js";
import {button, note, progress, toast} from "./parts.js";
import {trackerFields} from "./tracker-fields.js";
import {trialResult} from "./tracker-trial.js";

/// A form in the page that adds an account, after trying it if one likes.
/// @param done is called with the tracker as it was added
export function addForm(entry, done) {
    const form = trackerFields(entry, null);
    const called = entry.kind === "engine" ? "the site" : entry.name;
    const outcome = h("div", {class: "stack", ariaLive: "polite"});
    const body = () => ({site: entry.slug, ...form.body()});
    const trial = entry.manual ? null : button("Test it", async () => {
        outcome.replaceChildren(progress(`Asking ${called}. That may take up to a minute; nothing is kept.`));
        try {
            form.fields().forEach(each => each.fail(""));
            outcome.replaceChildren(trialResult(entry, await api.post("trackers/test", body())));
        } catch (problem) {
            outcome.replaceChildren();
            if (problem.fields?.length > 0) {
                blamed(form.fields(), problem);
            } else {
                outcome.replaceChildren(note("broken", problem.message));
            }
        }
    });
    return submitted(form.fields, h("div", {class: "stack"}, form.node, outcome), "Add it", async () => {
        outcome.replaceChildren(entry.manual ? "" : progress(`Asking ${called} whether that opens it, unless it was just tested. That may take up to a minute.`));
        try {
            done(await api.post("trackers", body()));
        } finally {
            outcome.replaceChildren();
        }
    }, {more: [trial].filter(Boolean)});
}

export async function editTracker(tracker, done) {
    const entry = await api.get(`catalog/${encodeURIComponent(tracker.definition)}`);
    const form = trackerFields(entry, tracker);
    const outcome = h("div", {class: "stack", ariaLive: "polite"});
    const again = tracker.mode === "paused" || tracker.mode === "stopped";
    const finish = changed => {
        box.close();
        changed?.remarks?.forEach(each => toast(each, "attention"));
        done(changed);
    };
    const act = what => async () => {
        finish(await api.post(`trackers/${tracker.id}/${what}`));
        toast(what === "pause" ? "Paused. It is not polled until you resume it." : "It is polled again.");
    };
    const box = dialog(["Edit ", name(tracker.name, tracker.id)], submitted(form.fields, h("div", {class: "stack"}, form.node, outcome), "Save", async () => {
        const changes = form.body();
        if (Object.keys(changes).length === 0) {
            box.close();
            return;
        }
        if (["secret", "cookie", "password", "username", "url", "second_factor"].some(key => key in changes)) {
            outcome.replaceChildren(progress("Asking the site whether that opens it. That may take up to a minute."));
        }
        try {
            finish(await api.patch(`trackers/${tracker.id}`, changes));
            toast("Saved.");
        } finally {
            outcome.replaceChildren();
        }
    }, {more: [button("Cancel", () => box.close()), tracker.mode === "manual" ? null : again ? button("Resume", act("resume")) : button("Pause", act("pause")),
        button("Remove", async () => {
            if (await removeTracker(tracker)) {
                finish(null);
            }
        })].filter(Boolean)}));
    box.classList.add("wide");
    careful(box);
    form.first.input.focus();
}

export async function removeTracker(tracker) {
    const wanted = await sure("Remove this tracker?", "What opens it and everything that was read of it, its history too, go with it. That can't be undone. To keep the history, pause it instead.", "Remove it");
    if (wanted) {
        await api.delete(`trackers/${tracker.id}`);
        toast("Removed.");
    }
    return wanted;
}
