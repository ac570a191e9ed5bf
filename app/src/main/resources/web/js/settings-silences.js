/// Times in which nothing is told: of a tracker, at a target, of an event, or of all.

import {api} from "./api.js";
import {h, show} from "./dom.js";
import {radios} from "./choices.js";
import {dialog, field, submitted} from "./forms.js";
import {at, name, nameOption} from "./figures.js";
import {badge, button} from "./parts.js";
import {titleOf} from "./events.js";

const MODES = {hold: "told afterwards", drop: "never told"};
const LENGTHS = [["3600", "1 hour"], ["7200", "2 hours"], ["28800", "8 hours"], ["86400", "1 day"], ["259200", "3 days"], ["604800", "1 week"], ["2592000", "30 days"]];

export async function silences() {
    const room = h("div", {class: "stack"});
    await draw(room);
    return room;
}

async function draw(room) {
    const lasting = (await api.get("silences")).filter(each => each.lasts);
    show(room, h("p", {class: "muted"}, "Of a tracker while its staff work on it, at a target, or of one event. Even what is urgent is not told meanwhile."),
        lasting.length === 0 ? h("p", {}, "Nothing is silenced.") : h("ul", {class: "entries"}, lasting.map(each => h("li", {},
            h("div", {}, what(each), " ", badge("plain", MODES[each.mode], {sign: "pause"}),
                h("p", {class: "small muted wrap"}, "until ", at(each.until), each.reason && ` · ${each.reason}`)),
            button("End it", async () => {
                await api.delete(`silences/${each.id}`);
                await draw(room);
            }, {kind: "small"})))),
        h("div", {}, button("Silence something", () => add(room), {sign: "plus"})));
}

function what(silence) {
    return h("span", {}, silence.event === null ? "Everything" : titleOf(silence.event), silence.tracker === null ? "" : [" of ", name(silence.tracker, silence.tracker_id)],
        silence.target === null ? "" : [" at ", name(silence.target, silence.target_id, "Target")]);
}

async function add(room) {
    const [trackers, targets, types] = await Promise.all(["trackers", "targets", "event-types"].map(path => api.get(path)));
    const pick = (name, label, all, list) => field({name, label, type: "select", value: "", options: [["", all], ...list]});
    const tracker = pick("tracker_id", "Of", "all trackers", trackers.map(each => nameOption(each)));
    const target = pick("target_id", "At", "all targets", targets.map(each => nameOption(each, "Target")));
    const event = pick("event", "Event", "all", types.map(each => [each.key, each.title]));
    const length = field({name: "until", label: "For", type: "select", value: "7200", options: LENGTHS});
    const mode = radios({name: "mode", label: "What happens meanwhile is", value: "hold", options: Object.entries(MODES)});
    const reason = field({name: "reason", label: "Why, for yourself", maxlength: "200"});
    const fields = [tracker, target, event, length, mode, reason];
    const number = each => each.value() === "" ? null : Number(each.value());
    const box = dialog("Silence something", submitted(fields, h("div", {class: "fields"}, fields.map(each => each.node)), "Silence it", async () => {
        await api.post("silences", {tracker_id: number(tracker), target_id: number(target), event: event.value() || null, mode: mode.value(),
            until: new Date(Date.now() + Number(length.value()) * 1000).toISOString(), reason: reason.value() || null});
        box.close();
        await draw(room);
    }, {more: [button("Cancel", () => box.close())]}));
    tracker.input.focus();
}
