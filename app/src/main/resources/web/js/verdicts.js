/// What became of an event at a target, in words.

import {sentenceOf} from "./delivery-row.js";
import {h} from "./dom.js";
import {age, at, name} from "./figures.js";
import {badge} from "./parts.js";

const WORDS = {
    told: ["good", "Told"], held: ["attention", "Held back", "by the cooldown, since it was told of this a short while ago"], quiet: ["attention", "Held back", "by its quiet hours"],
    silenced: ["attention", "Held back", "by a silence"], dropped: ["plain", "Not told", "a silence drops it"], "below-severity": ["plain", "Not told", "it wants to hear only of graver things"],
    "not-subscribed": ["plain", "Not told", "it has not subscribed to this event"], "out-of-scope": ["plain", "Not told", "it is told about other trackers only"],
    "below-threshold": ["plain", "Not told", "its own threshold was not reached"], paused: ["plain", "Not told", "it was paused"],
    "never-announced": ["plain", "Not told", "it was never told of the beginning either"], doubted: ["attention", "Kept", "to see whether other sites fail, too"],
    offline: ["attention", "Kept", "because trackerwatch itself was offline"], flapping: ["plain", "Not told", "it goes up and down; that is told instead"],
    "added-later": ["plain", "Not told", "this target was added later"],
};

/// @param each `{target, target_id, verdict, held_until?, released_at, delivery?, delivery_id?}`
export function fate(each) {
    const [kind, text, why] = WORDS[each.verdict] ?? ["plain", each.verdict];
    const delivery = each.delivery?.id ?? each.delivery_id;
    return h("li", {class: "row"}, badge(kind, text, {sign: kind === "plain" ? "pause" : kind}), h("span", {}, name(each.target, each.target_id, "Target"), why ? `: ${why}` : "",
        each.held_until && [", until ", at(each.held_until)], each.released_at && [". Let go ", age(each.released_at)], each.delivery?.sentence && `: ${sentenceOf(each.delivery)}`),
    delivery && h("a", {href: `deliveries?id=${delivery}`}, "its delivery"));
}
