/// All accounts together over time, as the API gives them, in the shape that charts take.

import {api, query} from "./api.js";
import {sameDate} from "./ranges.js";

const PAINTS = ["c-a", "c-b", "c-c", "c-d", "c-e", "c-f", "c-g", "c-h", "c-i", "c-j"];

/// The same tracker has the same colour in every chart; those in the front of the user's order have one of their own.
export const paintOf = index => PAINTS[Math.min(index, PAINTS.length - 1)];

const seconds = moment => Date.parse(moment) / 1000;

/// What was uploaded and downloaded each day.
/// @returns `times` (seconds, the beginning of each day) and `trackers: [{id, name, paint, uploaded, downloaded}]`
export async function readVolume(range) {
    const told = await api.get("fleet/volume" + query({range}));
    return {times: told.at.map(sameDate), trackers: told.trackers.map((each, i) => ({id: each.tracker, name: each.name, paint: paintOf(i), uploaded: each.uploaded, downloaded: each.downloaded}))};
}

/// One figure of each tracker.
export async function readComparison(range, field) {
    const told = await api.get("fleet/series" + query({range, field}));
    return {times: told.at, from: seconds(told.from), to: seconds(told.to),
        trackers: told.trackers.map((each, i) => ({id: each.tracker, name: each.name, paint: paintOf(i), values: each.values}))};
}

export const sum = values => values.reduce((all, value) => all + (value ?? 0), 0);
