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
        total("Uploaded", figure("bytes", sum.uploaded), week(sum.week.uploaded, format.bytes)),
        total("Downloaded", figure("bytes", sum.downloaded), week(sum.week.downloaded, format.bytes)),
        total("Ratio of all", figure("ratio", sum.ratio), week(sum.week.ratio, format.ratio)),
        total("Buffer", figure("bytes", sum.buffer), week(sum.week.buffer, format.bytes)),
        total("Seeding", figure("count", sum.seeding), week(sum.week.seeding, format.count)),
        total("Need attention", h("button", {type: "button", class: "plain-figure", onclick: showNeeds, title: "Show them"}, format.count(inNeed.length)),
            inNeed.length === 0 ? badge("good", "All is well") : broken.length === 0 ? badge("attention", "Look at them")
                : badge("broken", `${format.count(broken.length)} broken`)));
}

function total(term, value, more) {
    return h("div", {class: "card total"}, h("dt", {}, term), h("dd", {class: "cut"}, value), h("p", {}, more));
}

function week(value, form) {
    return value === null || value === undefined ? unknown("no week to compare with yet")
        : [secret("figure", format.change(value, form)), " in 7 d"];
}
