/// Where alerts go: a card each, and the dialogs that add, change and try them.

import {api} from "./api.js";
import {ask, asked, askedId, find, h, show} from "./dom.js";
import {dialog, sure} from "./forms.js";
import {name} from "./figures.js";
import {live} from "./live.js";
import {button, empty, loaded, toast} from "./parts.js";
import {shell} from "./shell.js";
import {targetCard} from "./target-card.js";
import {targetForm} from "./target-form.js";
import {tryPanel} from "./target-try.js";

const room = find("#content");
const state = {targets: [], kinds: [], types: [], trackers: []};

shell("Targets");
find(".head").append(button("Add a target", () => open(null), {kind: "main", sign: "plus"}));
await loaded(room, load, draw);
live.on(["delivery", "health"], refresh);
openAsked();

async function load() {
    [state.targets, state.kinds, state.types, state.trackers] = await Promise.all(["targets", "target-kinds", "event-types", "trackers"].map(path => api.get(path)));
}

async function refresh() {
    state.targets = await api.get("targets").catch(() => state.targets);
    draw();
}

function draw() {
    show(room, state.targets.length === 0
        ? empty("bell", "No target yet", "Alerts need somewhere to go. In Discord: channel settings → Integrations → Webhooks → Copy Webhook URL, then paste it here. Telegram, ntfy, e-mail and others work as well.",
            button("Add a target", () => open(null), {kind: "main", sign: "plus"}))
        : h("div", {class: "targets"}, state.targets.map(each => targetCard(each, state.types, actions(each)))));
}

function actions(target) {
    const key = word => ({dataset: {key: `${word} ${target.id}`}, kind: "small"});
    const paused = target.state === "paused";
    const stuck = target.state === "resting" || target.state === "refused";
    return [
        button("Test", () => attempt(target), key("test")),
        button("Edit", () => open(target), key("edit")),
        paused || stuck ? button(paused ? "Resume" : "Try again now", () => act(target, "resume"), key("resume")) : null,
        paused ? null : button("Pause", () => act(target, "pause"), key("pause")),
        button("Remove", () => remove(target), key("remove")),
    ];
}

function open(target) {
    targetForm(state, target, refresh).addEventListener("close", () => {
        ask("add", null);
        ask("edit", null);
    });
}

/// `targets?add` and `targets?edit=3` open the form at once.
function openAsked() {
    if (asked("add") !== null) {
        open(null);
    } else if (asked("edit") !== null) {
        const target = state.targets.find(each => each.id === askedId("edit"));
        target ? open(target) : toast("There is no such target. It may have been removed; here are all there are.", "attention");
    }
    if (/^#target-\d+$/.test(location.hash)) {
        document.querySelector(location.hash)?.scrollIntoView();
    }
}

function attempt(target) {
    const box = dialog(["Try ", name(target.name, target.id, "Target")], tryPanel(state.types, target, null, null),
        h("div", {class: "actions end"}, button("Close", () => box.close())));
    box.classList.add("wide");
}

async function act(target, what) {
    await api.post(`targets/${target.id}/${what}`);
    await refresh();
}

async function remove(target) {
    if (await sure("Remove this target?", "Its address, its queue and the log of its deliveries go with it. The webhook or token itself still exists at the service; delete it there, too, if you need it no more.", "Remove it")) {
        await api.delete(`targets/${target.id}`);
        toast("Removed.");
        await refresh();
    }
}
