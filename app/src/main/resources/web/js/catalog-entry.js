/// A site, or an engine: what is known of it, what opens it, what will be read and which alerts can work; and the form that
/// adds an account there.

import {h} from "./dom.js";
import {titleOf} from "./events.js";
import {badge, button, facts, note, toast, way} from "./parts.js";
import {addForm} from "./tracker-form.js";
import {WAYS} from "./tracker-fields.js";
import {label} from "./tracker-trial.js";
import {written} from "./units.js";

const STATUS = {
    proven: ["good", "Proven", "Read right from a real answer of this site"],
    modelled: ["news", "Modelled", "Read as its engine is, which was read right elsewhere"],
    untested: ["plain", "Untested", "Nobody has tried it yet; test it before you add it"],
};
const WITH = {"api-key": "With an API key", cookie: "With cookies of a browser", login: "With user name and password"};
const SITE_STATUS = {stale: ["attention", "Not seen lately"], dead: ["broken", "Gone"]};
const WISHES = {"api-only": "Its staff want programs to use its API only.", ask: "Ask its staff before a program reads your figures.",
    discouraged: "Its staff would rather not have programs read it.", forbidden: "Its staff forbid programs."};

export function statusBadges(entry) {
    const [kind, text, title] = STATUS[entry.status];
    const site = SITE_STATUS[entry.site_status];
    return [badge(kind, text, {title}), site && badge(site[0], site[1]), entry.manual && badge("plain", "By hand", {sign: "hand", title: "No program may read it, so its figures are typed in"}),
        entry.kind === "engine" && badge("plain", "Engine")].filter(Boolean);
}

/// @param back leads to the search
export function entryPage(entry, back) {
    const form = h("section", {class: "card stack"}, h("h2", {}, `Add an account at ${entry.kind === "engine" ? "a site of this engine" : entry.name}`),
        entry.manual && note("attention", h("p", {}, "Its staff do not want programs to read it, so it is never asked: add it and type its figures in from time to time."), entry.note && h("p", {class: "muted small"}, entry.note)),
        addForm(entry, tracker => {
            form.replaceChildren(...added(tracker, back));
            form.querySelector("a").focus();
        }));
    return h("div", {class: "stack"}, h("div", {}, button("Back to the search", back, {kind: "plain", sign: "back"})),
        h("div", {class: "entry-columns"}, about(entry), form));
}

function about(entry) {
    return h("div", {class: "stack"}, h("section", {class: "card stack"}, h("div", {class: "row apart"}, h("h2", {}, entry.name), h("div", {class: "row"}, statusBadges(entry))),
        facts([["Engine", entry.engine], entry.aliases.length > 0 && ["Also called", entry.aliases.join(", ")], entry.links.length > 0 && ["Address", entry.links[0]],
            ["Opened by", entry.auth.map(each => WAYS[each]).join(", ") || "nothing: by hand"],
            entry.min_interval_seconds && !entry.manual && ["Asked at most every", written("span", entry.min_interval_seconds)],
            entry.min_ratio !== null && ["Minimum ratio", String(entry.min_ratio)]]),
        entry.evidence && h("p", {class: "muted small wrap"}, `Read right: ${entry.evidence}.`),
        !entry.manual && (WISHES[entry.user_stats] || entry.note) && note("attention", WISHES[entry.user_stats] && h("p", {}, WISHES[entry.user_stats]), entry.note && h("p", {class: "muted small wrap"}, entry.note))),
    entry.access.map(each => access(each, entry.access.length > 1)));
}

function access(given, several) {
    const limits = given.limits.filter(each => each.why);
    return h("section", {class: "card stack tight"}, h("h3", {}, given.credential === "none" ? "Typed in by hand" : several ? WITH[given.credential] : "What it brings"),
        given.hint && h("p", {class: "wrap"}, h("b", {}, "Where to find it: "), `${given.hint}.`),
        h("details", {class: "folded", open: !several}, h("summary", {}, `${given.fields.length} figures, ${given.events.length} kinds of alert`),
            h("h4", {class: "label small"}, "What can be read"), h("ul", {class: "words"}, given.fields.map(each => h("li", {}, label(each)))),
            h("h4", {class: "label small"}, "What you can be alerted of"), h("ul", {class: "words"}, given.events.map(each => h("li", {}, titleOf(each)))),
            limits.length > 0 && [h("h4", {class: "label small"}, "What can't work, or needs something"),
                h("ul", {class: "stack tight small muted"}, limits.map(each => h("li", {}, `${titleOf(each.event)} ${each.why.replace(/ \(--[a-z-]+\)/, "")}.`)))]));
}

function added(tracker, back) {
    tracker.remarks?.forEach(each => toast(each, "attention"));
    return [note("good", h("p", {}, tracker.mode === "manual" ? "Added. Type its figures in on its page." : tracker.reading ? "Added, and read for the first time." : "Added. It is read at its first poll.")),
        h("div", {class: "row"}, way("Look at it", `tracker?id=${tracker.id}`, {kind: "main"}), way("Where alerts go", "targets", {sign: "bell"}), button("Add another", back))];
}
