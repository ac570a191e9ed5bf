/// What a site said when it was tried: the figures as they would be kept, or why there are none.

import {h} from "./dom.js";
import {figure} from "./figures.js";
import * as format from "./format.js";
import {facts, note} from "./parts.js";

const SIZES = ["uploaded", "downloaded", "buffer", "real_uploaded", "real_downloaded", "seed_size"];
const RATIOS = ["ratio", "real_ratio", "required_ratio"];
const SPANS = ["average_seed_time", "total_seed_time"];
const FIRST = ["username", "class", "uploaded", "downloaded", "ratio", "buffer", "seeding", "bonus"];
const NOT_FIGURES = new Set(["site", "at", "asked_before", "outcome", "failure", "doubtful", "user_id"]);

export function trialResult(entry, trial) {
    if (trial.outcome === "failed") {
        return note("broken", h("p", {}, trial.failure.detail), h("p", {class: "muted small"}, "Nothing is kept."));
    }
    const told = Object.entries(trial).filter(([key, value]) => !NOT_FIGURES.has(key) && value !== null);
    const order = key => FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length;
    told.sort(([a], [b]) => order(a) - order(b));
    return note("good", h("p", {}, `${entry.kind === "engine" ? "The site" : entry.name} can be read${trial.asked_before ? ", as it said a moment ago" : ""}. These are your figures there:`),
        facts(told.map(([key, value]) => [label(key), shown(key, value)])));
}

export const label = key => key.startsWith("x_") ? format.words(key.slice(2)) : format.words(key);

function shown(key, value) {
    return typeof value === "boolean" ? (value ? "yes" : "no") : SIZES.includes(key) ? figure("bytes", value) : RATIOS.includes(key) ? figure("ratio", value)
        : SPANS.includes(key) ? figure("length", value) : typeof value === "number" ? figure("amount", value)
            : figure("text", /^\d{4}-\d\d-\d\dT/.test(value) ? format.moment(value) : value);
}
