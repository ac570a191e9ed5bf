/// Which sites are known: search, look at one, add an account there. `catalog?site=aither` shows one at once.

import {api, query} from "./api.js";
import {ask, asked, find, h, show} from "./dom.js";
import {plural} from "./format.js";
import {button, empty, loaded, note} from "./parts.js";
import {entryPage, statusBadges} from "./catalog-entry.js";
import {shell} from "./shell.js";

const PAGE = 48;
const LET_ONE_TYPE_MS = 200;
const FILTERS = {
    status: [["", "any evidence"], ["proven", "proven"], ["modelled", "modelled"], ["untested", "untested"]],
    auth: [["", "opened by anything"], ["api-key", "API key"], ["cookie", "cookies"], ["login", "user name and password"], ["none", "by hand"]],
    kind: [["", "sites and engines"], ["site", "sites"], ["engine", "engines"]],
};

const room = find("#content");
const OPENERS = {"api-key": "API key", login: "password"};

const wanted = {q: asked("q") ?? "", status: "", auth: "", kind: "", limit: PAGE};
let timer = null;
let asking = null;

shell("Add a tracker");
addEventListener("popstate", route);
await route();

async function route() {
    const slug = asked("site");
    await (slug === null ? search() : entry(slug));
}

function go(slug) {
    history.pushState(null, "", "catalog" + query({q: wanted.q || null, site: slug}));
    scrollTo(0, 0);
    route();
}

async function entry(slug) {
    show(room, h("div", {class: "bones"}));
    await loaded(room, () => api.get(`catalog/${encodeURIComponent(slug)}`).catch(unheardOf), found => {
        if (found === null) {
            show(room, empty("mark", "No such site", "No site or engine of this address is known.", button("To the search", () => go(null), {kind: "main"})));
            return;
        }
        show(room, entryPage(found, () => go(null)));
        room.querySelector("h2").tabIndex = -1;
        room.querySelector("h2").focus({preventScroll: true});
    });
}

function unheardOf(problem) {
    if (problem.status !== 404) {
        throw problem;
    }
    return null;
}

async function search() {
    const list = h("div", {id: "found", ariaLive: "polite"});
    const words = h("input", {class: "input", type: "search", ariaLabel: "Name or address of the site", placeholder: "Name or address of your site", value: wanted.q, autocomplete: "off", oninput: () => {
        wanted.q = words.value;
        wanted.limit = PAGE;
        ask("q", wanted.q === "" ? null : wanted.q);
        clearTimeout(timer);
        timer = setTimeout(() => fill(list), LET_ONE_TYPE_MS);
    }});
    const pickers = Object.entries(FILTERS).map(([key, options]) => {
        const picker = h("select", {class: "input", ariaLabel: {status: "Evidence", auth: "What opens it", kind: "Kind"}[key], onchange: () => {
            Object.assign(wanted, {[key]: picker.value, limit: PAGE});
            fill(list);
        }}, options.map(([value, text]) => h("option", {value}, text)));
        picker.value = wanted[key];
        return picker;
    });
    show(room, h("div", {class: "stack"}, h("div", {class: "search"}, words, pickers), list, elsewhere()));
    words.focus();
    await fill(list);
}

async function fill(list) {
    asking?.abort();
    asking = new AbortController();
    const {signal} = asking;
    await loaded(list, () => api.get("catalog" + query({q: wanted.q || null, status: wanted.status || null, auth: wanted.auth || null, kind: wanted.kind || null, limit: wanted.limit}), {signal}),
        found => show(list, found.items.length === 0 ? nothing() : [
            h("p", {class: "muted small"}, plural(found.total, "entry", "entries"), wanted.q === "" && found.total > found.items.length ? "; type a name to find yours" : ""),
            h("ul", {class: "catalog"}, found.items.map(line)),
            found.total > found.items.length && h("div", {class: "more"}, h("button", {type: "button", class: "button", dataset: {key: "more"}, onclick: () => {
                wanted.limit = Math.min(1000, wanted.limit + 200);
                fill(list);
            }}, "Show more"))]));
}

function line(item) {
    return h("li", {class: "card"}, h("div", {class: "row apart"},
        h("h2", {}, h("a", {href: `catalog?site=${encodeURIComponent(item.slug)}`, dataset: {key: item.slug}, onclick: event => {
            if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
                event.preventDefault();
                go(item.slug);
            }
        }}, item.name)), h("div", {class: "row"}, statusBadges(item))),
    h("p", {class: "small muted cut"}, [item.engine, item.link?.replace(/^https?:\/\//, "").replace(/\/$/, ""), item.auth.map(each => OPENERS[each] ?? each).join(" or ")].filter(Boolean).join(" · ")),
    item.aliases.length > 0 && h("p", {class: "small muted cut"}, "also ", item.aliases.join(", ")));
}

function nothing() {
    return empty("mark", "No site of that name", "Try a part of its name, or its address. If it is not in the list, add it by its engine: look at the foot of its pages, where most name it, and search for that.");
}

/// For those who have their trackers in another program already.
function elsewhere() {
    return note("plain", h("p", {}, "You have them in Prowlarr or Jackett, or are signed in with a browser? On the machine that trackerwatch runs on:"),
        h("pre", {class: "small"}, "trackerwatch import prowlarr --preview\ntrackerwatch import jackett --preview\ntrackerwatch import cookies cookies.txt --preview"),
        h("p", {class: "small muted"}, "“--preview” only shows what could be added; each is tested before it is kept."));
}
