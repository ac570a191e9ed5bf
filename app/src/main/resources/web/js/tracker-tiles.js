/// The figures on top of a tracker's page, each with what it changed in the chosen span.

import {h} from "./dom.js";
import * as format from "./format.js";
import {figure} from "./figures.js";
import {masked, secret} from "./privacy.js";
import {within} from "./ranges.js";
import {minimum, ratio, untold} from "./tracker-look.js";

/// @param {{tracker: object, values: object, range: string}} all `values` as readSeries gives them
export function tiles({tracker, values, range}) {
    const {known} = tracker;
    const tell = (form, value) => figure(form, value, untold(tracker));
    const grown = (field, form) => known[field] === null ? null : change(values.change[field], form, range, values);
    const bonus = masked(tracker.site.bonus_name ?? "Bonus", "Bonus");
    return h("dl", {class: "totals"},
        tile("Ratio", ratio(tracker), minimum(tracker)),
        tile("Uploaded", tell("bytes", known.uploaded), grown("uploaded", format.bytes)),
        tile("Downloaded", tell("bytes", known.downloaded), grown("downloaded", format.bytes)),
        tile(bufferOf(known), tell("bytes", known.buffer), grown("buffer", format.bytes)),
        tile("Seeding", tell("count", known.seeding), known.seed_size !== null ? figure("bytes", known.seed_size) : grown("seeding", format.count)),
        tile(bonus, tell("amount", known.bonus), grown("bonus", format.amount)));
}

/// Where a site tells none it is the difference, which says less than a formula of the site's own would.
function bufferOf({buffer, uploaded, downloaded}) {
    return buffer !== null && buffer === uploaded - downloaded ? h("span", {title: "uploaded − downloaded"}, "Buffer", h("span", {class: "aloud"}, ", uploaded − downloaded")) : "Buffer";
}

/// A change takes two readings: of one, no change is known, which is not the same as none.
function change(grown, form, range, span) {
    return grown === undefined ? "no change known yet" : [secret("figure", format.change(grown.by, form)), ` ${within(range, span, grown.since)}`];
}

function tile(term, value, more) {
    return h("div", {class: "card total"}, h("dt", {class: "wrap"}, term), h("dd", {}, value), h("p", {}, more ?? ""));
}
