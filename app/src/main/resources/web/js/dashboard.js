/// Every account at a glance.

import {api} from "./api.js";
import {arrangeTools, draggable, keepOrder, moved} from "./arrange.js";
import {find, h, kept} from "./dom.js";
import {feed} from "./events.js";
import * as format from "./format.js";
import {icon} from "./icons.js";
import {inPlace} from "./inplace.js";
import {live} from "./live.js";
import {chips, empty, loaded, ordered, table, toast, way} from "./parts.js";
import {shell} from "./shell.js";
import {totals} from "./totals.js";
import {COLUMNS, trackerCard, weight} from "./tracker-look.js";
import {troubles} from "./troubles.js";

const SORTS = {order: "Your order", needs: "What needs attention", name: "Name", margin: "Ratio above minimum", ratio: "Ratio", buffer: "Buffer",
    seeding: "Seeding", uploaded: "Uploaded", read: "Oldest reading"};
const DOWNWARD = new Set(["needs", "seeding", "uploaded", "buffer"]);

/// So many events stand beside the cards without a click.
const FRONT = 10;

const room = find("#content");
const look = {view: "cards", sort: "order", down: false, filter: "all", ...kept.get("dashboard", {}), words: "", arranging: false};
let overview = null;

shell("Dashboard");
loaded(room, load, draw);
live.on(["poll", "event", "delivery", "target", "tracker", "health"], async () => {
    if (!look.arranging) { // nothing moves under the hand that puts it in order
        draw(await load().catch(() => overview));
    }
});

async function load() {
    overview = await api.get("dashboard");
    return overview;
}

const frame = h("div", {class: "stack"});
const spread = h("div");
const list = h("section", {ariaLabel: "Trackers", class: "stack"});
const rows = h("div", {id: "list"});

function draw() {
    inPlace(room, [["frame", null, () => frame]]);
    if (overview.trackers.length === 0) {
        inPlace(frame, [trouble(), ["nothing", null, nothing]]);
        return;
    }
    inPlace(frame, [trouble(), ["totals", [overview.totals, overview.trackers.map(each => each.hidden || each.attention)],
        () => totals(overview, () => set({filter: "needs"}))], ["spread", null, () => spread]]);
    spread.className = `overview ${look.view === "table" ? "flat" : ""}`;
    inPlace(spread, [["list", null, () => list], ["aside", overview.events, aside]]);
    const {words: _, ...chosen} = look;
    inPlace(list, [["bar", [chosen, ...counts()], bar], ["rows", null, () => rows]]);
    drawRows();
}

/// Of the loops only whether they beat: when they did last changes all the time.
const trouble = () => ["trouble", [overview.daemon.trouble, Object.values(overview.daemon.loops).map(loop => loop.fresh || loop.at), overview.targets], () => troubles(overview)];

function set(changes) {
    Object.assign(look, changes);
    const {view, sort, down, filter} = look;
    kept.set("dashboard", {view, sort, down, filter: filter === "hidden" ? "all" : filter});
    draw();
}

/// How many are hidden, and how many need attention.
function counts() {
    return [each => each.hidden, each => !each.hidden && each.attention.length > 0].map(which => overview.trackers.filter(which).length);
}

function bar() {
    const [hidden, inNeed] = counts();
    const filters = {all: "All", needs: `Need attention ${format.count(inNeed)}`, ...(hidden > 0 ? {hidden: `Hidden ${format.count(hidden)}`} : {})};
    const sort = h("select", {class: "input", ariaLabel: "Sort by", dataset: {key: "sort"}, onchange: event =>
        set({sort: event.target.value, down: DOWNWARD.has(event.target.value)})},
    Object.entries(SORTS).map(([key, text]) => h("option", {value: key}, text)));
    sort.value = look.sort in SORTS ? look.sort : "order";
    return h("div", {class: "bar"},
        h("input", {type: "search", class: "input", placeholder: "Find", ariaLabel: "Find a tracker", value: look.words, dataset: {key: "find"},
            oninput: event => {
                look.words = event.target.value;
                drawRows();
            }}),
        chips("Show", filters, look.filter, filter => set({filter, arranging: false})), sort,
        chips("As", {cards: "Cards", table: "Table"}, look.view, view => set({view, arranging: false})),
        h("button", {type: "button", class: "button small", ariaPressed: look.arranging, dataset: {key: "arrange"}, onclick: () =>
            set({arranging: !look.arranging, view: "cards", sort: "order", filter: "all"})}, icon(look.arranging ? "good" : "grip"), look.arranging ? "Done" : "Arrange"));
}

function drawRows() {
    const all = shown();
    const order = {key: look.sort, down: look.down};
    inPlace(rows, [all.length === 0 ? ["none", [look.words, look.filter], none]
        : look.view === "table" ? ["table", [all, order], () => table("Trackers", COLUMNS, all, {order, choose: ({key, down}) => set({sort: key, down})})]
            : ["cards", null, () => h("div", {class: "trackers"})]]);
    const cards = rows.querySelector(".trackers");
    if (cards) {
        inPlace(cards, all.map(tracker => [tracker.id, [tracker, look.arranging && index(tracker.id), all.length], () => trackerCard(tracker, look.arranging ? tools(tracker) : null)]));
        draggable(cards, look.arranging, (from, to) => put(index(from), index(to)));
    }
}

function none() {
    return h("p", {class: "muted"}, look.words ? `No tracker's name has “${look.words}” in it.`
        : look.filter === "needs" ? "Nothing needs your attention." : "Nothing to show here.");
}

function shown() {
    const words = look.words.trim().toLowerCase();
    const found = overview.trackers.filter(each => (look.filter === "hidden" ? each.hidden : look.arranging || !each.hidden)
        && (look.filter !== "needs" || each.attention.length > 0)
        && (words === "" || `${each.name} ${each.site.name ?? ""}`.toLowerCase().includes(words)));
    const column = COLUMNS.find(each => each.key === look.sort);
    return look.sort === "needs" ? ordered(found, weight, look.down) : column?.sort ? ordered(found, column.sort, look.down) : found;
}

const index = id => overview.trackers.findIndex(each => each.id === id);

function tools(tracker) {
    const at = index(tracker.id);
    return arrangeTools(tracker, {first: at === 0, last: at === overview.trackers.length - 1, move: by => put(at, at + by), hide: hidden => hide(tracker, hidden)});
}

async function put(from, to) {
    overview.trackers = moved(overview.trackers, from, to);
    draw();
    if (!await keepOrder(overview.trackers)) {
        draw(await load());
    }
}

async function hide(tracker, hidden) {
    try {
        overview.trackers[index(tracker.id)].hidden = (await api.patch(`trackers/${tracker.id}`, {hidden})).hidden;
        draw();
    } catch (problem) {
        toast(problem.message, "broken");
    }
}

function aside() {
    return h("aside", {class: "stack"}, h("section", {class: "card"}, h("header", {class: "row apart"}, h("h2", {}, "Events"), h("a", {class: "small", href: "events"}, "All")),
        overview.events.length === 0 ? h("p", {class: "muted"}, "Nothing has happened yet. What does is listed here, and told to your targets.")
            : [feed(overview.events.slice(0, FRONT)), overview.events.length > FRONT && h("details", {class: "folded older"}, h("summary", {dataset: {key: "older"}}, "Older"),
                feed(overview.events.slice(FRONT)))]));
}

function nothing() {
    return empty("mark", "No tracker yet", "Add the first account: search its site, paste the credential, and see it tested before it is kept.",
        way("Add a tracker", "catalog", {kind: "main", sign: "plus"}));
}
