/// One account: its figures now, over time, and what they are held against.

import {api, query} from "./api.js";
import {ask, asked, askedId, find, h, kept} from "./dom.js";
import {feed} from "./events.js";
import * as format from "./format.js";
import {age, at, name} from "./figures.js";
import {inPlace} from "./inplace.js";
import {live} from "./live.js";
import {badge, chips, empty, loaded, toast, way} from "./parts.js";
import {isPrivate, secret} from "./privacy.js";
import {RANGES} from "./ranges.js";
import {shell, title} from "./shell.js";
import {readSeries} from "./series.js";
import {trackerActions} from "./tracker-actions.js";
import {classCard, figuresCard, ratioCard, staleNote} from "./tracker-cards.js";
import {FIELDS, TOTALS, trackerCharts} from "./tracker-charts.js";
import {lastRead, stateBadge} from "./tracker-look.js";
import {tiles} from "./tracker-tiles.js";

const id = askedId("id") ?? null;
const room = find("#content");
const look = {range: "30d", way: "value", ...kept.get("tracker", {})};
look.range = asked("range") in RANGES ? asked("range") : look.range;

let drawn = null;

/// What stays while its parts are brought up to date. The tracker is one object, so that a button knows it as it is now.
const current = {};
const frame = h("div", {class: "stack"});
const charts = h("div", {class: "stack tight"});
const cards = h("div", {class: "tracker-cards"});
const lists = h("div", {class: "tracker-lists"});
const filled = [];

shell(null);
loaded(room, load, draw);
live.on(["poll", "event", "tracker"], happened => {
    if (drawn !== null && (happened.length === 0 || happened.some(({name: what, data}) => (what === "tracker" ? data.id : data.tracker) === id))) {
        load().then(draw, fault => toast(fault.message, "broken"));
        filled.forEach(refill => refill());
    }
});

async function load() {
    if (id === null || (drawn === null && (await api.get("trackers" + query({id}))).length === 0)) {
        return null; // asked like this, nothing is complained of in the browser's console
    }
    const {range, way: shown} = look;
    const daily = shown === "change" && range !== "24h";
    try {
        const [tracker, values, days, classes] = await Promise.all([api.get(`trackers/${id}`), readSeries(id, range, FIELDS),
            daily ? readSeries(id, range, TOTALS, "per_day") : null, readSeries(id, "all", ["ratio"]).then(series => series.classes)]);
        return {tracker, values, days, classes, range, way: shown};
    } catch (problem) {
        if (problem.status === 404) {
            return null;
        }
        throw problem;
    }
}

/// The address names none, or one that was removed.
function unheardOf() {
    title("No such tracker");
    inPlace(room, [["none", null, () => empty("mark", "No such tracker", "There is none of this address. It may have been removed, or the link was cut short.",
        way("To the dashboard", "./", {kind: "main"}))]]);
}

/// What a site calls its bonus tells which it is, so it is masked too; drawing anew is how texts of charts are.
addEventListener("privacy", () => drawn !== null && draw(drawn));

function draw(all) {
    if (all === null) {
        unheardOf();
        return;
    }
    if (drawn !== null && (all.range !== look.range || all.way !== look.way)) {
        return; // another choice was made meanwhile, and is on its way
    }
    const {tracker, values, classes} = drawn = all;
    title(tracker.name);
    Object.assign(current, tracker);
    inPlace(find(".head"), [["name", tracker, () => h("div", {class: "stack tight"}, naming(tracker))],
        ["actions", tracker.mode, () => h("div", {class: "row"}, trackerActions(current, async () => draw(await load())))]]);
    inPlace(room, [["frame", null, () => frame]]);
    inPlace(frame, [["stale", [tracker.failure, tracker.failures, tracker.reading, tracker.due_at, tracker.state], () => staleNote(tracker)],
        ["tiles", [tracker, all.range, values.change], () => tiles(all)], ["controls", look, controls],
        ["charts", null, () => charts], ["cards", null, () => cards], ["lists", null, () => lists]]);
    trackerCharts(charts, values, all.days, {tracker, range: all.range, way: all.way});
    inPlace(cards, [["ratio", tracker, ratioCard], ["class", [tracker, classes], () => classCard(tracker, classes)], ["figures", tracker, figuresCard]]);
    if (filled.length === 0) {
        filled.push(list("Events", "events", happenings), list("Outages", "incidents", outages));
    }
}

/// Lists come by themselves: the charts need not wait for them.
function list(title, path, of) {
    const place = h("div", {class: "long", tabindex: "0", role: "region", ariaLabel: title});
    lists.append(h("section", {class: "card"}, h("h2", {}, title), place));
    const fetched = () => api.get(path + query({tracker: id, limit: 50}));
    const fill = ({items}) => inPlace(place, [["items", items, of]]);
    loaded(place, fetched, fill);
    return () => fetched().then(fill, () => null); // what was shown stays
}

function naming(tracker) {
    const site = tracker.url ?? tracker.site.url;
    return [h("div", {class: "row"}, h("h1", {}, name(tracker.name, tracker.id)), stateBadge(tracker)),
        h("p", {class: "row small"}, site && !isPrivate() ? h("a", {href: safe(site), rel: "noreferrer noopener", target: "_blank"}, tracker.site.name ?? site) : null,
            tracker.site.engine && h("span", {}, tracker.site.engine), h("span", {}, lastRead(tracker, tracker.reading?.at)),
            tracker.due_at && tracker.mode === "active" ? h("span", {}, "next poll ", age(tracker.due_at)) : null)];
}

function protocol(address) {
    return URL.canParse(address) ? new URL(address).protocol : null;
}

/// Only addresses of the web are links, whatever a definition or a user wrote.
const safe = address => ["http:", "https:"].includes(protocol(address)) ? address : null;

function controls() {
    const choose = changes => {
        Object.assign(look, changes);
        kept.set("tracker", look);
        ask("range", look.range);
        load().then(draw, fault => toast(fault.message, "broken"));
    };
    return h("div", {class: "bar"}, chips("Range", RANGES, look.range, range => choose({range})),
        chips("Show", {value: "Value", change: look.range === "24h" ? "Per hour" : "Per day"}, look.way, chosen => choose({way: chosen})));
}

function happenings(events) {
    return events.length === 0 ? h("p", {class: "muted"}, "Nothing has happened to this account yet.") : feed(events, {named: false});
}

function outages(incidents) {
    return incidents.length === 0 ? h("p", {class: "muted"}, current.mode === "manual" ? "None: its site is never asked." : current.polled_at === null ? "Not polled yet." : "None yet: every poll was answered.")
        : h("ol", {class: "feed"}, incidents.map(each => h("li", {}, each.ended_at ? badge("plain", "over") : badge("broken", "lasts"),
            h("div", {}, h("div", {class: "row apart"}, h("b", {}, format.length(each.lasted_seconds)), h("small", {class: "muted"}, at(each.since))),
                h("p", {class: "small muted wrap"}, secret("figure", each.text))))));
}
