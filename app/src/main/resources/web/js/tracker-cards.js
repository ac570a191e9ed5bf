/// What the tracker page says beside its charts: the ratio that must be kept, the way to the next class, everything else
/// that is known, and what is not.

import {h} from "./dom.js";
import {titleOf} from "./events.js";
import * as format from "./format.js";
import {age, at, figure, unknown} from "./figures.js";
import {icon} from "./icons.js";
import {card, facts, note} from "./parts.js";
import {secret} from "./privacy.js";
import {untold} from "./tracker-look.js";

const SOURCES = {user: "set by you", site: "demanded of this account", definition: "the site's rule"};

/// The required ratio, how much may be downloaded until it is reached, and what a download would do.
export function ratioCard(tracker) {
    const {required_ratio: required, known} = tracker;
    return card("Ratio to keep",
        required === null ? h("p", {class: "muted"}, "No minimum is known for this tracker. Set your own with Edit, and you are warned before it is reached.")
            : facts([["Minimum", [figure("ratio", required.value), h("span", {class: "muted small"}, ` ${SOURCES[required.source]}`)]],
                ["Now", figure("ratio", known.ratio, untold(tracker))],
                [required.downloadable !== null && required.downloadable < 0 ? "To upload until then" : "May still be downloaded", allowance(tracker)]]),
        known.uploaded !== null && known.downloaded !== null ? whatIf(tracker) : null);
}

/// Below the minimum it is told what has to be uploaded: the missing ratio of what was downloaded.
function allowance({required_ratio: {value, downloadable}, known}) {
    if (downloadable === null) {
        return unknown("needs uploaded and downloaded, which are not both known");
    }
    return downloadable >= 0 ? h("b", {}, figure("bytes", downloadable))
        : h("b", {class: "broken"}, figure("bytes", Math.max(0, Math.ceil(value * known.downloaded) - known.uploaded)));
}

function whatIf({known, required_ratio: required}) {
    const answer = h("output", {class: "small"});
    const input = h("input", {class: "input short", type: "number", min: "0", step: "1", inputmode: "decimal", ariaLabel: "GiB to download", dataset: {key: "what-if"}, size: 6, oninput: () => {
        const gib = Number(input.value);
        const after = known.uploaded / (known.downloaded + gib * 2 ** 30);
        const low = required !== null && after < required.value;
        answer.className = `small ${low ? "broken" : "muted"}`;
        answer.replaceChildren(...(gib > 0 ? [low ? icon("broken") : "", "the ratio would be ", figure("ratio", after), low ? ", below the minimum" : ""] : []));
    }});
    return h("p", {class: "row what-if"}, h("span", {class: "muted small"}, "After downloading"), input, h("span", {class: "muted small"}, "GiB"), answer);
}

const SIZES = new Set(["uploaded", "downloaded", "buffer", "real_uploaded", "real_downloaded", "seed_size"]);
const RATIOS = new Set(["ratio", "real_ratio", "required_ratio"]);
const SPANS = new Set(["average_seed_time", "total_seed_time", "account_age"]);
const MOMENTS = new Set(["vip_until", "joined", "last_seen", "key_expires"]);
const WORDS = {real_ratio: "Real ratio", vip_until: "VIP until", can_download: "May download", account_age: "Account age"};

export const wordsOf = key => WORDS[key] ?? format.words(key.replace(/^x_/, ""));

/// What a single site says beyond what all say is text, a yes or no too.
const YES_NO = new Map([["true", "yes"], ["false", "no"]]);

/// A figure by its name, as an element.
export function figureOf(key, value) {
    return key.startsWith("x_") && YES_NO.has(value) ? figure("text", YES_NO.get(value)) : typeof value === "boolean" ? figure("text", value ? "yes" : "no") : SIZES.has(key) ? figure("bytes", value) : RATIOS.has(key) ? figure("ratio", value)
        : SPANS.has(key) ? figure("length", value) : MOMENTS.has(key) ? secret("figure", format.day(value), undefined, {title: format.full(value)})
            : typeof value === "number" ? figure("amount", value) : figure("text", value);
}

/// The present class, the steps to the next one, and those before.
/// @param history `{at, class}` from the first that is known on
export function classCard(tracker, history) {
    const next = tracker.next_class;
    return card("Class", h("p", {}, figure("text", tracker.known.class, untold(tracker))),
        next ? [h("h3", {}, "Next: ", secret("figure", next.name)), steps(next.needs), next.any_of.length === 0 ? null : [h("p", {class: "small muted"},
            next.needs.length > 0 ? "and one of" : "One of"), next.any_of.map(each => h("div", {class: "either"}, steps(each)))]]
            : h("p", {class: "small muted"}, "No class above this one is known, or the site's classes are not."),
        history.length < 2 ? null : [h("h3", {}, "So far"), h("ol", {class: "stack tight small"}, history.toReversed().map(each => h("li", {class: "row apart"},
            secret("figure", each.class), h("span", {class: "muted"}, "since ", at(new Date(each.at * 1000).toISOString(), format.day)))))]);
}

const STEPS = {met: ["good", "met"], unmet: ["todo", "missing"], unknown: ["news", "not known"]};

function steps(list) {
    return h("ul", {class: "steps"}, list.map(({figure: key, needed, known, missing, state}) => h("li", {},
        h("span", {class: STEPS[state][0]}, icon(STEPS[state][0])), h("span", {}, wordsOf(key)),
        h("span", {class: "number"}, known === null ? unknown("not known") : figureOf(key, known), h("span", {class: "muted"}, " of ", figureOf(key, needed))),
        h("span", {class: "aloud"}, STEPS[state][1]),
        missing !== null && state === "unmet" ? h("span", {class: "step-missing small muted"}, figureOf(key, missing), " to go") : null)));
}

const SHOWN_ABOVE = new Set(["uploaded", "downloaded", "ratio", "buffer", "seeding", "class", "username", "user_id", "bonus"]);

/// Everything else that is known, with its age where that is not the reading's; and what never is.
export function figuresCard(tracker) {
    const rows = Object.entries(tracker.known).filter(([key, value]) => value !== null && !SHOWN_ABOVE.has(key));
    return card("More figures",
        rows.length === 0 ? h("p", {class: "muted"}, "Nothing else is known.") : facts(rows.map(([key, value]) => [wordsOf(key), [figureOf(key, value), older(tracker, key)]])),
        tracker.not_reported === null || tracker.not_reported === undefined ? h("p", {class: "small muted"}, "Nobody knows how this site is read any more: its definition is gone.")
            : tracker.not_reported.length === 0 ? null : h("details", {class: "folded small"}, h("summary", {}, `${format.plural(tracker.not_reported.length, "figure")} ${tracker.mode === "manual" ? "that can't be typed in" : "not reported by this tracker"}`),
                h("p", {class: "muted"}, tracker.not_reported.map(wordsOf).join(", "), ". Unknown is not 0: no alert is ever drawn from it.")),
        limits(tracker.limits));
}

function older(tracker, key) {
    const told = tracker.known_at[key];
    return told && tracker.reading && Date.parse(tracker.reading.at) - Date.parse(told) > 60_000 ? h("span", {class: "small muted"}, " ", age(told)) : null;
}

function limits(list) {
    return !list || list.length === 0 ? null : h("details", {class: "folded small"}, h("summary", {}, `${format.plural(list.length, "alert")} limited here`),
        h("ul", {class: "stack tight"}, list.map(each => h("li", {}, h("b", {}, titleOf(each.event)), each.why ? ` ${each.why}` : ""))));
}

/// After a failure: what is shown is old, why, and what to do.
export function staleNote(tracker) {
    if (tracker.mode === "manual" && tracker.reading === null) {
        return note("news", h("p", {}, "Nothing is known of this account yet: its site is never asked, so its figures are typed in. Press “Type figures in”; do so again from time to time."));
    }
    if (tracker.failure === null) {
        return tracker.reading?.doubtful ? note("attention", h("p", {}, "The last reading can't be right after what was known before. It is kept; nothing is concluded from it until a second one agrees.")) : null;
    }
    const stopped = tracker.state === "stopped";
    return note(stopped ? "broken" : "attention",
        h("p", {}, h("b", {}, stopped ? "Nothing is asked any more. " : `${format.plural(tracker.failures, "poll")} failed in a row. `), secret("figure", tracker.failure.detail)),
        h("p", {class: "small muted"}, tracker.reading ? ["What is shown below was read ", age(tracker.reading.at), "."] : "It was never read.",
            stopped ? " Give it a new credential with Edit; it is then tried at once." : tracker.due_at ? [" Asked again ", age(tracker.due_at), "."] : ""));
}
