/// All accounts together, and how that changed within a week.

import {h} from "./dom.js";
import * as format from "./format.js";
import {figure} from "./figures.js";
import {badge} from "./parts.js";
import {secret} from "./privacy.js";

/// @param showNeeds shows the trackers that need attention
export function totals({totals: sum, trackers}, showNeeds) {
    const inNeed = trackers.filter(each => !each.hidden && each.attention.length > 0);
    const broken = inNeed.filter(each => each.attention.some(one => one.level === "broken"));
    return h("dl", {class: "totals"},
        total("Uploaded", figure("bytes", sum.uploaded.value), below(sum.uploaded, format.bytes)),
        total("Downloaded", figure("bytes", sum.downloaded.value), below(sum.downloaded, format.bytes)),
        total("Ratio of all", figure("ratio", sum.ratio.value), below(sum.ratio, format.ratio)),
        total("Buffer", figure("bytes", sum.buffer.value), below(sum.buffer, format.bytes)),
        total("Seeding", figure("count", sum.seeding.value), below(sum.seeding, format.count)),
        total("Need attention", h("button", {type: "button", class: "plain-figure", onclick: showNeeds, title: "Show them"}, format.count(inNeed.length)),
            inNeed.length === 0 ? badge("good", "No tracker does") : broken.length === 0 ? badge("attention", "Look at them")
                : badge("broken", `${format.count(broken.length)} broken`)));
}

function total(term, value, more) {
    return h("div", {class: "card total"}, h("dt", {}, term), h("dd", {}, value), h("p", {}, more));
}

/// What a week changed, and of how many accounts that and the sum are: a sum of some is no sum of all.
function below({value, change, change_counted: known, unknown: missing, counted}, form) {
    return value === null ? "" : [week(change, form), known < counted && change !== null ? h("span", {class: "whole"}, ` at ${format.count(known)} of them`) : null,
        missing === 0 ? null : h("span", {class: "block", title: "The others do not report it, or were never read"}, `${format.count(counted)} of ${format.plural(counted + missing, "account")}`)];
}

function week(change, form) {
    return change === null ? "no change in 7 d known yet" : h("span", {class: "whole"}, secret("figure", format.change(change, form)), " in 7 d");
}
