/// All accounts together, and how that changed within a week.

import {h} from "./dom.js";
import * as format from "./format.js";
import {figure, unknown} from "./figures.js";
import {badge} from "./parts.js";
import {secret} from "./privacy.js";

/// @param showNeeds shows the trackers that need attention
export function totals({totals: sum, trackers}, showNeeds) {
    const inNeed = trackers.filter(each => !each.hidden && each.attention.length > 0);
    const broken = inNeed.filter(each => each.attention.some(one => one.level === "broken"));
    return h("dl", {class: "totals"},
        total("Uploaded", figure("bytes", sum.uploaded.value), week(sum.uploaded, format.bytes)),
        total("Downloaded", figure("bytes", sum.downloaded.value), week(sum.downloaded, format.bytes)),
        total("Ratio of all", figure("ratio", sum.ratio.value), week(sum.ratio, format.ratio)),
        total("Buffer", figure("bytes", sum.buffer.value), week(sum.buffer, format.bytes)),
        total("Seeding", figure("count", sum.seeding.value), week(sum.seeding, format.count)),
        total("Need attention", h("button", {type: "button", class: "plain-figure", onclick: showNeeds, title: "Show them"}, format.count(inNeed.length)),
            inNeed.length === 0 ? badge("good", "All is well") : broken.length === 0 ? badge("attention", "Look at them")
                : badge("broken", `${format.count(broken.length)} broken`)));
}

function total(term, value, more) {
    return h("div", {class: "card total"}, h("dt", {}, term), h("dd", {}, value), h("p", {}, more));
}

/// Says too how many accounts are left out, since a sum of some is no sum of all.
function week({change, unknown: missing, counted}, form) {
    const by = change === null ? unknown("no week to compare with yet") : [secret("figure", format.change(change, form)), " in 7 d"];
    return missing === 0 ? by : [by, h("span", {title: `${format.plural(missing, "account")} of ${counted + missing} not counted: not reported there`}, ` · of ${counted}`)];
}
