/// Spans of time that charts show, and changes out of values.

import * as format from "./format.js";

export const RANGES = {"24h": "24 h", "7d": "7 d", "30d": "30 d", "90d": "90 d", "1y": "1 y", "all": "All"};

const RANGE_WORDS = {"24h": "in 24 h", "7d": "in 7 d", "30d": "in 30 d", "90d": "in 90 d", "1y": "in a year", "all": "in all"};

/// How much a total grew in each hour: the last known value of each against the last known one before it. For a day only;
/// the API tells what was gained each day of longer spans.
/// @param times seconds since 1970
/// @returns {{times: number[], values: (number|null)[][]}} one list for each of `totals`
export function hourly(times, totals) {
    const hours = [...new Set(times.map(hour))];
    return {times: hours, values: totals.map(values => grown(values, times, hours))};
}

const hour = second => Math.floor(second / 3600) * 3600;

function grown(values, times, hours) {
    const last = new Map();
    values.forEach((value, i) => value !== null && last.set(hour(times[i]), value));
    let before = null;
    return hours.map(each => {
        const now = last.get(each) ?? null;
        const change = before === null || now === null ? null : now - before;
        before = now ?? before;
        return change;
    });
}

/// A line goes on over the time between two readings, `undefined` instead of null, and breaks where nothing was known for
/// longer than that. What is read so seldom that most is null, by hand each other week for one, has no other gaps.
export function bridged(values) {
    const places = values.flatMap((value, i) => value === null ? [] : [i]);
    const gaps = places.slice(1).map((place, i) => place - places[i]).sort((a, b) => a - b);
    const long = gaps.filter(gap => gap > 2);
    const seldom = places.length * 2 < values.length && long.length > 1 && long.at(-1) < long[0] * 2;
    const usual = seldom ? long.at(-1) : (gaps[Math.floor(gaps.length / 2)] ?? 1) + 1;
    const lines = [...values];
    places.slice(1).forEach((place, i) => place - places[i] <= usual && lines.fill(undefined, places[i] + 1, place));
    return lines;
}

/// Each value against the first that is known. The API tells two for each part of the time: where both of one part are all
/// there is, and the same, it was read once, and no change is known.
export function changes(values) {
    const places = values.flatMap((value, i) => typeof value === "number" ? [i] : []);
    const once = places.length > 0 && Math.floor(places[0] / 2) === Math.floor(places.at(-1) / 2) && values[places[0]] === values[places.at(-1)];
    return values.map(value => typeof value !== "number" ? value : once ? null : value - values[places[0]]);
}

/// So much of a span may be missing at its beginning, and it is still that span in words.
const SLACK = 1 / 20;

/// Whether what is known since then is known of all of the span.
/// @param {{from: number, to: number}} span in seconds, as `since`
export const isWhole = ({from, to}, since) => since - from <= (to - from) * SLACK;

/// "in 30 d"; or since when, where less is known than was asked for. Of long spans days are kept (UTC), of short ones moments.
export function within(range, span, since) {
    const moment = new Date(since * 1000).toISOString();
    return range !== "all" && isWhole(span, since) ? RANGE_WORDS[range] : `since ${["1y", "all"].includes(range) ? format.day(moment.slice(0, 10)) : format.moment(moment)}`;
}

/// The words of a span of which nothing says that it is not known whole.
export const inAll = range => RANGE_WORDS[range];

/// The API counts days of UTC. A chart shows such a day where the reader has the same date.
export function sameDate(second) {
    return new Date(new Date(second * 1000).toISOString().slice(0, 10) + "T00:00:00").getTime() / 1000;
}

/// And back to its date, as CSV has it.
export function dateOf(second) {
    const date = new Date(second * 1000);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, "0")).join("-");
}
