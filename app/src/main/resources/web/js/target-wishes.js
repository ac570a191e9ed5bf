/// What a target is told of: which events, from how much on, how often, and about which trackers.

import {h} from "./dom.js";
import {checks, radios} from "./choices.js";
import {blame} from "./forms.js";
import {name} from "./figures.js";
import {EXAMPLES, parsed, written} from "./units.js";

/// @param types as `event-types` answers them
/// @param target what is set now; null for a new one
/// @return {{node, fields, body()}}; `body()` throws nothing: what is no number is said at its field and makes it null
export function wishes(types, trackers, target) {
    const rows = types.map(type => eventRow(type, target));
    const which = radios({name: "events", label: "Events", value: target && !target.default_events ? "these" : "default", changed: setWhich, options: [
        ["default", "What is on by default", "New kinds of event that come with an update are told, too."], ["these", "Those ticked below"]]});
    const scope = radios({name: "tracker_ids", label: "Trackers", value: target && !target.all_trackers ? "these" : "all", changed: setScope, options: [
        ["all", "All, later ones too"], ["these", "Only these"]]});
    const chosen = checks({name: "tracker_ids", label: "", value: target?.tracker_ids ?? [], options: trackers.map(each => [each.id, name(each.name, each.id)])});

    function setWhich(value) {
        rows.forEach(row => row.lock(value === "default"));
    }

    function setScope(value) {
        chosen.node.hidden = value === "all";
    }

    setWhich(which.value());
    setScope(scope.value());
    const node = h("div", {class: "fields"}, scope.node, chosen.node, which.node, h("ul", {class: "event-rows"}, rows.map(row => row.node)));
    return {
        node,
        fields: [which, scope, ...rows.flatMap(row => row.fields)],
        body: () => ({
            events: which.value() === "default" ? null : rows.filter(row => row.ticked()).map(row => row.key),
            tracker_ids: scope.value() === "all" ? null : chosen.value().map(Number),
            thresholds: told(rows, "threshold", target?.thresholds),
            cooldown_seconds: told(rows, "cooldown", target?.cooldown_seconds),
        }),
    };
}

/// Only what is set, and null for what was and is not any more.
function told(rows, part, before = {}) {
    const all = rows.map(row => [row.key, row[part]()]).filter(([key, value]) => value !== null || before[key] !== undefined);
    return Object.fromEntries(all);
}

function eventRow(type, target) {
    const box = h("input", {type: "checkbox"});
    box.checked = target && !target.default_events ? target.events.includes(type.key) : type.by_default;
    const picked = box.checked;
    const threshold = type.threshold && limit(type.threshold.unit, {name: `thresholds.${type.key}`, label: "From", several: type.threshold.several,
        title: type.threshold.allowed, own: type.threshold.default, set: target?.thresholds[type.key]});
    const cooldown = limit("span", {name: `cooldown_seconds.${type.key}`, label: "At most every", title: "0 for no limit",
        own: [type.cooldown_seconds], set: target?.cooldown_seconds[type.key] === undefined ? undefined : [target.cooldown_seconds[type.key]]});
    const node = h("li", {}, h("label", {class: "choice"}, box, h("span", {}, type.title, h("span", {class: "hint"}, type.about))),
        h("details", {class: "folded small"}, h("summary", {}, h("span", {class: "aloud"}, `${type.title}: `), summary(type, target)),
            h("div", {class: "row limits"}, threshold?.node, cooldown.node)));
    return {
        node, key: type.key, fields: [threshold, cooldown].filter(Boolean),
        ticked: () => box.checked,
        threshold: () => threshold ? threshold.value() : null,
        cooldown: () => cooldown.value()?.[0] ?? null,
        lock(byDefault) {
            box.disabled = byDefault;
            box.checked = byDefault ? type.by_default : picked;
        },
    };
}

function summary(type, target) {
    const from = type.threshold && (target?.thresholds[type.key] ?? type.threshold.default);
    const every = target?.cooldown_seconds[type.key] ?? type.cooldown_seconds;
    return [from?.length && `from ${from.map(each => written(type.threshold.unit, each)).join(", ")}`,
        every > 0 ? `at most every ${written("span", every)}` : "each time"].filter(Boolean).join(" · ");
}

/// One number, or several, with what it is by itself as placeholder. `value()` is a list, or null where nothing is typed.
function limit(unit, {name, label, title, own, set, several = false}) {
    const input = h("input", {class: "input short", name, title, autocomplete: "off", placeholder: own.map(each => written(unit, each)).join(", ") || EXAMPLES[unit],
        value: (set ?? []).map(each => written(unit, each)).join(", ")});
    const fault = h("span", {class: "fault"});
    return {
        name, input, fail: text => blame(input, fault, text),
        node: h("label", {class: "field"}, h("span", {class: "muted"}, label), input, fault),
        value: () => {
            const parts = input.value.split(several ? /[,;]/ : /;/).map(each => each.trim()).filter(Boolean);
            return parts.length === 0 ? null : parts.map(each => parsed(unit, each) ?? wrong(each, unit, name));
        },
    };
}

/// Found before anything is sent, and said like what the API finds.
function wrong(text, unit, name) {
    const detail = `“${text}” can't be read. Write it like ${EXAMPLES[unit]}.`;
    throw Object.assign(new Error(detail), {fields: [{name, detail}]});
}
