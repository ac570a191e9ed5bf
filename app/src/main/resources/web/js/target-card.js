/// A target in the list: how it goes, what can be done about it, and what it is told of.

import {h} from "./dom.js";
import {age, at, name} from "./figures.js";
import * as format from "./format.js";
import {badge, facts, note} from "./parts.js";
import {calmWords} from "./target-calm.js";
import {kindName} from "./target-kinds.js";
import {written} from "./units.js";

const STATES = {
    good: ["good", "Good"], failing: ["attention", "Failing"], resting: ["attention", "Resting"], refused: ["broken", "Refused"], paused: ["plain", "Paused", "pause"],
};

/// @param types as `event-types` answers them
/// @param actions buttons
export function targetCard(target, types, actions) {
    const [kind, text, sign = kind] = STATES[target.state];
    return h("article", {class: "card target", id: `target-${target.id}`},
        h("header", {class: "row apart"}, h("h2", {class: "cut"}, name(target.name, target.id, "Target")), badge(kind, text, {sign})),
        h("p", {class: "muted small"}, kindName(target.kind)),
        trouble(target),
        facts([
            ["Events", events(target, types)],
            target.all_trackers ? ["Trackers", "all"] : ["Trackers", target.trackers.length === 0 ? "none: its trackers were removed"
                : h("span", {}, target.trackers.flatMap((each, index) => [index > 0 && ", ", name(each, target.tracker_ids[index])]))],
            ...set(target, types),
            target.hide_tracker_name && ["Privacy", "trackers are not named"],
            target.fallback && ["If it can't be reached", h("span", {}, name(target.fallback, target.fallback_id, "Target"), " says so")],
            ["Queue", queue(target)],
        ]),
        h("div", {class: "row target-actions"}, actions));
}

/// The error in plain words, and what to do.
function trouble(target) {
    if (target.state === "good") {
        return null;
    }
    return note(target.state === "refused" ? "broken" : target.state === "paused" ? "plain" : "attention",
        target.reason && h("p", {}, target.reason), target.advice && h("p", {class: target.reason ? "muted small" : null}, target.advice),
        target.since && h("p", {class: "muted small"}, "It began ", age(target.since),
            target.rests_until && [". Tried again ", age(target.rests_until)], "."));
}

function events(target, types) {
    const titles = key => types.find(each => each.key === key)?.title ?? format.words(key);
    return target.default_events ? h("span", {title: types.filter(each => each.by_default).map(each => each.title).join(", ")}, "what is on by default")
        : target.events.length === 0 ? "none" : target.events.length > 4 ? h("span", {title: target.events.map(titles).join(", ")}, `${target.events.length} chosen`)
            : target.events.map(titles).join(", ");
}

/// What differs from the usual.
function set(target, types) {
    const title = key => types.find(each => each.key === key)?.title ?? format.words(key);
    const unit = key => types.find(each => each.key === key)?.threshold?.unit ?? "amount";
    const {least, quiet, digest, rest} = calmWords(target.calm);
    const limits = [...Object.entries(target.thresholds).map(([key, values]) => `${title(key)} from ${values.map(each => written(unit(key), each)).join(", ")}`),
        ...Object.entries(target.cooldown_seconds).map(([key, length]) => length === 0 ? `${title(key)} each time` : `${title(key)} at most every ${written("span", length)}`)];
    return [limits.length > 0 && ["Limits", limits.map(each => h("span", {class: "line"}, each))], least && ["Tells", least], quiet && ["Quiet", quiet],
        digest && ["Digest", digest], rest && ["Manner", rest]];
}

function queue(target) {
    const link = text => h("a", {href: `deliveries?target=${target.id}`, dataset: {key: `queue ${target.id}`}}, text);
    const held = target.held > 0 && h("span", {}, `${format.plural(target.held, "alert")} held back, `, target.held === 1 ? "until " : "the first until ", at(target.held_until));
    return target.waiting === 0 ? held ? h("span", {}, held, " ", link("Deliveries")) : link("nothing waits")
        : h("span", {}, link(`${format.plural(target.waiting, "message waits", "messages wait")}`), ", ", h("span", {class: "whole"}, "oldest ", age(target.oldest_waiting)), held && ["; ", held]);
}
