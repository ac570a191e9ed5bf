/// All accounts together over time, as the API gives them, in the shape that charts take.

import {api, query} from "./api.js";
import {bridged, sameDate} from "./ranges.js";
import {TEXTURES} from "./texture.js";

const PAINTS = ["c-a", "c-b", "c-c", "c-d", "c-e", "c-f", "c-g", "c-h", "c-i", "c-j"];

const seconds = moment => Date.parse(moment) / 1000;

/// The same tracker has the same colour and texture in every chart; those in the front of the user's order have a colour of
/// their own.
const painted = (tracker, index) => ({...tracker, paint: PAINTS[Math.min(index, PAINTS.length - 1)], texture: index % TEXTURES});

/// What each account gained each day, with what that was in all: of a long time several days are taken together.
/// @returns `{times, days, from, to, trackers: [{id, name, paint, total, since, values}]}`
export async function readDaily(range, field) {
    const told = await api.get("fleet/daily" + query({range, field}));
    return {times: told.at.map(sameDate), days: told.days, from: seconds(told.from), to: seconds(told.to), trackers: told.trackers.map(painted)};
}

/// What all gained together on each day of a year; null where nothing was read.
/// @returns {Promise<Map<string, number|null>>} by date
export async function readCalendar(field) {
    const told = await api.get("fleet/calendar" + query({range: "1y", field}));
    return new Map(told.at.map((second, i) => [new Date(second * 1000).toISOString().slice(0, 10), told.counted[i] > 0 ? told.values[i] : null]));
}

/// One figure of each account; a line breaks where nothing was known for longer than between two of its polls.
export async function readComparison(range, field) {
    const told = await api.get("fleet/compare" + query({range, field}));
    return {times: told.at, from: seconds(told.from), to: seconds(told.to), trackers: told.trackers.map(painted).map(each => ({...each, values: bridged(each.values)}))};
}
