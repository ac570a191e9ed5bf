/// The copies of the database: the last one, the next one, where they lie, and one more at once.

import {api} from "./api.js";
import {h, show} from "./dom.js";
import {age, figure} from "./figures.js";
import * as format from "./format.js";
import {badge, button, facts, note, toast} from "./parts.js";
import {secret} from "./privacy.js";
import {saving} from "./settings-values.js";

const OCCASIONS = {"asked-for": "asked for", scheduled: "made by itself", upgrade: "made before an upgrade"};

export async function backups() {
    const room = h("div", {class: "stack"});
    const [settings] = await Promise.all([api.get("settings"), draw(room)]);
    return [room, saving(settings, () => draw(room))];
}

async function draw(room) {
    const told = await api.get("backups");
    const [last] = told.items;
    show(room, told.trouble && note("broken", h("p", {}, h("b", {}, "The last one that was due failed. "), secret("figure", told.trouble)), h("p", {class: "small muted"}, "It first failed ", age(told.failing_since), ", and is tried again each hour.")),
        facts([["Last", last ? [age(last.made_at), h("span", {class: "muted"}, `, ${OCCASIONS[last.occasion]}`)] : "none yet"],
            last && ["Its size", figure("bytes", last.bytes)],
            last && ["Verified", [badge("good", "read back whole"), h("span", {class: "muted"}, " when it was made")]],
            ["Next", next(told)],
            ["Where", secret("figure", told.folder, undefined, {class: "mono"})],
            ["There are", told.items.length === 0 ? "none" : [`${format.count(told.items.length)}, `, figure("bytes", told.items.reduce((sum, each) => sum + each.bytes, 0)), " in all"]]]),
        h("div", {class: "row"}, button("Back up now", () => make(room), {kind: "small"})),
        h("p", {class: "small muted"}, told.items.some(each => each.with_key) ? "Those made with --with-key hold the key: keep them as you keep passwords."
            : "The key is not in them. Keep a copy of it elsewhere: without it the credentials in a backup can't be read.", " A backup is restored on the command line: trackerwatch restore."));
}

function next({every_seconds: every, next_at: due, failing_since: failing}) {
    return every === null ? h("span", {class: "attention"}, "never by itself: “Backup every” is off")
        : due === null ? "ten minutes after the start" : Date.parse(due) <= Date.now() ? (failing ? "is tried again" : "due now") : [age(due), h("span", {class: "muted"}, `, each ${format.length(every)}`)];
}

async function make(room) {
    const {bytes, trackers, events} = await api.post("backups");
    toast(["Made and read back whole: ", secret("figure", `${format.bytes(bytes)}, ${format.plural(trackers, "tracker")}, ${format.plural(events, "event")}`), "."]);
    await draw(room);
}
