/// What was sent to whom: where each message stands, what every attempt came to, and what can be done about it.

import {api, query} from "./api.js";
import {ask, asked, askedId, find, h} from "./dom.js";
import {deliveryRow} from "./delivery-row.js";
import {nameOption} from "./figures.js";
import {filters} from "./filters.js";
import {sure} from "./forms.js";
import {inPlace} from "./inplace.js";
import {live} from "./live.js";
import {plural} from "./format.js";
import {paged} from "./paged.js";
import {button, empty, note, toast, way} from "./parts.js";
import {shell} from "./shell.js";

const STATES = [["", "any state"], ["waiting", "waiting"], ["sending", "being sent"], ["delivered", "delivered"], ["accepted", "accepted"], ["dead", "given up"], ["cancelled", "called off"]];

shell("Deliveries");
const [targets, trackers] = await Promise.all([api.get("targets"), api.get("trackers")]).catch(() => [[], []]);
const chosen = filters({
    target: {label: "Target", options: [["", "any target"], ...targets.map(each => nameOption(each, "Target"))]},
    tracker: {label: "Tracker", options: [["", "any tracker"], ...trackers.map(each => nameOption(each))]},
    state: {label: "State", options: STATES},
}, everything);
const open = new Set([askedId("id")]);
const room = h("div");
const again = h("div", {class: "row"});
const single = h("div");
find("#content").append(h("div", {class: "stack"}, h("div", {class: "row apart"}, chosen.node, again), single, room));
const list = paged(room, fetched,
    items => h("ul", {class: "rows"}, items.map(each => deliveryRow(each, open, list.refresh))), nothing);
if (askedId("id")) {
    single.append(note("plain", h("div", {class: "row"}, "This is the one that was linked to.", button("Show all", everything, {kind: "small"}))));
}
await Promise.all([list.start(), offer()]);
live.on(["delivery", "health"], () => Promise.all([list.refresh(), offer()]));

/// Only where something was given up is there something to send again.
async function offer() {
    const {items} = await api.get("deliveries" + query({state: "dead", limit: 1})).catch(() => ({items: []}));
    inPlace(again, items.length === 0 ? [] : [["again", null, () => button("Send the given-up ones again", all, {kind: "small"})]]);
}

async function fetched(before) {
    const id = askedId("id");
    return id === undefined ? {items: [], next: null} : api.get("deliveries" + query({...chosen.values(), id, before}));
}

async function everything() {
    ask("id", null);
    single.replaceChildren();
    await list.start();
}

/// Of the target that is chosen, or of all.
async function all() {
    const target = chosen.values().target;
    const dead = (await api.get("deliveries/dead")).filter(each => target === null || String(each.target_id) === target);
    if (dead.length === 0) {
        toast("None is given up here that you have not seen to.", "news");
        return;
    }
    if (await sure("Send the given-up ones again?", `${plural(dead.length, "message")} will be queued once more, and say when what they tell of happened.`, "Send them", {kind: "main"})) {
        const since = dead.map(each => each.created_at).sort()[0];
        const {deliveries} = await api.post("deliveries/redeliver", {since, ...(target === null ? {} : {target_id: Number(target)})});
        toast(`${plural(deliveries.length, "message is", "messages are")} queued.`);
        await Promise.all([list.refresh(), offer()]);
    }
}

function nothing() {
    return asked("id") !== null ? empty("bell", "No such delivery", "There is none of this number. Old ones are removed after a while.", button("Show all", everything, {kind: "main"})) : Object.values(chosen.values()).some(Boolean) ? empty("bell", "None of that kind", "Choose another target, tracker or state above.")
        : empty("bell", "Nothing was sent yet", "When something happens on an account, each target is told, and what came of it is listed here. Send a test to see it work.",
            way("To the targets", "targets", {kind: "main"}));
}
