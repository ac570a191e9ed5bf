/// How a target is spared: gravity, quiet hours, gathering, reminders, digest.

import {h} from "./dom.js";
import {checks} from "./choices.js";
import {field, tick} from "./forms.js";
import * as format from "./format.js";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const LEAST = [["info", "Everything"], ["good", "All but mere information"], ["warning", "Warnings and what is urgent"], ["urgent", "Only what is urgent"]];
const USUAL = {least: "info", quiet: null, batch: true, reminders: true, digest: null};

/// @param now what is set; null for a new target
export function calm(now) {
    const set = now ?? USUAL;
    const least = field({name: "calm.least", label: "Tell", type: "select", value: set.least, options: LEAST, needed: true});
    const quiet = tick({name: "calm.quiet", label: "Quiet hours", value: set.quiet !== null, hint: "What is urgent passes. By the clock of trackerwatch's machine."});
    const hours = quietFields(set.quiet);
    const batch = tick({name: "calm.batch", label: "Gather", value: set.batch,
        hint: "Messages wait a little for others and arrive as one: 3 s if urgent, 20 s, 5 min for mere information."});
    const reminders = tick({name: "calm.reminders", label: "Remind", value: set.reminders, hint: "What still stands is told again from time to time."});
    const digest = digestFields(set.digest);
    const follow = () => hours.node.hidden = !quiet.value();
    quiet.input.addEventListener("change", follow);
    follow();
    return {
        node: h("div", {class: "fields"}, least.node, quiet.node, hours.node, batch.node, reminders.node, digest.node),
        fields: [least, ...hours.fields, quiet, batch, reminders, ...digest.fields],
        body: () => ({least: least.value(), quiet: quiet.value() ? hours.body() : null, batch: batch.value(), reminders: reminders.value(), digest: digest.body()}),
    };
}

function quietFields(set) {
    const from = field({name: "calm.quiet.from", label: "From", type: "time", value: set?.from ?? "23:00", needed: true});
    const to = field({name: "calm.quiet.to", label: "To", type: "time", value: set?.to ?? "07:00", needed: true});
    const mode = field({name: "calm.quiet.mode", label: "Meanwhile", type: "select", value: set?.mode ?? "hold", needed: true,
        options: [["hold", "hold it and tell it when they end"], ["silent", "tell it without a sound"]]});
    const days = checks({name: "calm.quiet.days", label: "Beginning on", value: set?.days ?? DAYS, needed: true,
        options: DAYS.map(day => [day, format.capital(day).slice(0, 3)])});
    return {
        node: h("div", {class: "fields within"}, h("div", {class: "fields two"}, from.node, to.node), mode.node, days.node),
        fields: [from, to, mode, days],
        body: () => ({from: from.value(), to: to.value(), mode: mode.value(), days: days.value()}),
    };
}

function digestFields(set) {
    const rhythm = field({name: "calm.digest", label: "Digest", type: "select", value: set === null ? "off" : set.day === null ? "daily" : "weekly", needed: true,
        hint: "A summary of all its trackers.", options: [["off", "none"], ["daily", "each day"], ["weekly", "each week"]]});
    const day = field({name: "calm.digest.day", label: "On", type: "select", value: set?.day ?? "monday", needed: true, options: DAYS.map(each => [each, format.capital(each)])});
    const at = field({name: "calm.digest.at", label: "At", type: "time", value: set?.at ?? "08:00", needed: true});
    const more = h("div", {class: "fields two within"}, day.node, at.node);
    const follow = () => {
        more.hidden = rhythm.value() === "off";
        day.node.hidden = rhythm.value() !== "weekly";
    };
    rhythm.input.addEventListener("change", follow);
    follow();
    return {
        node: h("div", {class: "fields"}, rhythm.node, more),
        fields: [rhythm, day, at],
        body: () => rhythm.value() === "off" ? null : {at: at.value(), day: rhythm.value() === "weekly" ? day.value() : null},
    };
}

/// In words, for the card; null where it is as usual.
export function calmWords(set) {
    const quiet = set.quiet && `${set.quiet.from} to ${set.quiet.to}${set.quiet.days.length === 7 ? "" : `, ${set.quiet.days.map(day => format.capital(day).slice(0, 3)).join(" ")}`}`
        + (set.quiet.mode === "silent" ? ", silently" : "");
    return {
        least: set.least === "info" ? null : LEAST.find(([key]) => key === set.least)[1],
        quiet,
        digest: set.digest && (set.digest.day === null ? `each day at ${set.digest.at}` : `each ${format.capital(set.digest.day)} at ${set.digest.at}`),
        rest: [set.batch ? null : "not gathered", set.reminders ? null : "no reminders"].filter(Boolean).join(", ") || null,
    };
}
