/// The charts of one tracker: each figure over the chosen span, as it was or by its change, with what happened on the time
/// axis.

import {chart, markLegend} from "./chart.js";
import {h} from "./dom.js";
import {lookOf} from "./events.js";
import * as format from "./format.js";
import {inPlace} from "./inplace.js";
import {masked} from "./privacy.js";
import {hourly} from "./ranges.js";

/// @param room where they stand, or shall
/// @param values as readSeries gives them; @param days the same with mode `per_day`, where that is shown
/// @param {{tracker: object, range: string, way: "value"|"change"}} shown
export function trackerCharts(room, values, days, shown) {
    const told = Object.keys(CHARTS).filter(key => !CHARTS[key].seldom || known(values, "seed_points"));
    inPlace(room, [["charts", null, () => h("div", {class: "charts"})], ["legend", null, markLegend]]);
    inPlace(room.firstChild, told.map(key => [key, one(key, values, days, shown), chart]));
}

const known = (series, field) => (series.values[field] ?? []).some(value => value !== null);

/// `stands` is what goes up and down by itself, so its change a day says nothing; `seldom` what only
/// belongs to sites with seed points.
const CHARTS = {
    transfer: {title: "Uploaded and downloaded", form: "bytes", fields: [["uploaded", "Uploaded", "up"], ["downloaded", "Downloaded", "down"]], wide: true},
    ratio: {title: "Ratio", form: "ratio", fields: [["ratio", "Ratio", "accent"]], stands: true},
    buffer: {title: "Buffer", form: "bytes", fields: [["buffer", "Buffer", "up"]]},
    seeding: {title: "Seeding and leeching", form: "count", fields: [["seeding", "Seeding", "up"], ["leeching", "Leeching", "down"]], stands: true, draw: "steps"},
    bonus: {title: "Bonus", form: "amount", fields: [["bonus", "Bonus", "news"]]},
    points: {title: "Seed points", form: "amount", fields: [["seed_points", "Seed points", "news"]], seldom: true},
    size: {title: "Seed size", form: "bytes", fields: [["seed_size", "Seed size", "up"]], stands: true, seldom: true, wide: true},
};

export const FIELDS = Object.values(CHARTS).flatMap(kind => kind.fields.map(([field]) => field));

/// Those whose change a day says something.
export const TOTALS = Object.values(CHARTS).filter(kind => !kind.stands).flatMap(kind => kind.fields.map(([field]) => field));

/// What one of them shows, as chart.js takes it.
function one(key, values, days, {tracker, range, way}) {
    const kind = CHARTS[key];
    const title = key === "bonus" ? masked(tracker.site.bonus_name ?? kind.title, kind.title) : kind.title;
    const named = label => key === "bonus" ? title : label;
    const fields = kind.fields.filter(([field]) => known(values, field));
    const common = {title, name: `${tracker.name} ${title}`, form: kind.form, wide: kind.wide, together: `tracker ${way}`, span: [values.from, values.to], none: none(key, tracker),
        bands: bands(values.marks.outages, values.to), pins: values.marks.events.map(pin)};
    if (way === "change" && !kind.stands && fields.length > 0) {
        const grown = range === "24h" ? hourly(values.times, fields.map(([field]) => values.values[field]))
            : {times: days.times, values: fields.map(([field]) => days.values[field])};
        return {...common, title: `${title}, each ${range === "24h" ? "hour" : "day"}`, times: grown.times, draw: fields.length > 1 ? "mirror" : "bars", daily: range !== "24h",
            together: "tracker bars", lines: fields.map(([field, label, paint], i) => ({key: field, label: named(label), paint, values: grown.values[i]}))};
    }
    const lines = fields.map(([field, label, paint]) => ({key: field, label: named(label), paint, values: values.values[field], filled: fields.length === 1 && kind.draw !== "steps"}));
    if (key === "ratio" && tracker.required_ratio && lines.length > 0) {
        lines.push({key: "required_ratio", label: "Minimum", paint: "attention", dashed: true, values: values.times.map(() => tracker.required_ratio.value)});
    }
    return {...common, together: "tracker", times: values.times, draw: kind.draw, lines};
}

function none(key, tracker) {
    return key === "ratio" && tracker.known.ratio === "infinite" ? "The ratio is infinite: nothing was downloaded."
        : tracker.mode === "manual" ? "Nothing was filled in for this time." : tracker.reading === null ? "Not read yet." : "Not reported by this tracker in this time.";
}

function bands(outages, end) {
    return outages.map(each => ({from: each.from, to: each.to ?? end, look: each.own ? "attention" : "broken",
        text: `${each.own ? "trackerwatch was offline" : "Outage"}: ${format.words(each.reason)}`}));
}

const pin = event => ({at: event.at, look: lookOf(event.severity), text: event.title});
