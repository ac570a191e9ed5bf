/// Figures over time, as the API gives them, in the shape that charts take.

import {api, query} from "./api.js";
import {sameDate} from "./ranges.js";

const seconds = moment => Date.parse(moment) / 1000;

/// @returns `times` in seconds since 1970, `values` by field (numbers or null), `change` by field what it grew and since when, `infinite` by field the places where a value
///          is null because it is infinite, `marks` as the API tells them, `classes` from the first on
export async function readSeries(id, range, fields, mode = "value") {
    const told = await api.get(`trackers/${id}/series` + query({range, mode, fields: fields.join(",")}));
    return {times: mode === "per_day" ? told.at.map(sameDate) : told.at, from: seconds(told.from), to: seconds(told.to), values: told.fields, change: told.change, infinite: told.infinite, marks: told.marks,
        classes: told.classes};
}
