/// Draws a page part by part, and afterwards only those parts whose content changed: while one card is brought up to date,
/// a chart keeps its cursor, a list its place, a menu stays open.
///
///     inPlace(room, [["totals", overview.totals, totals], ["chart", series, (given, before) => chart(given, before)]]);
///
/// A part is `[key, given, draw]`: what it shows all comes out of `given`, which can be written as JSON. `draw(given, before)`
/// gives an element, or null for nothing; `before` is the one that stands there, which it may bring up to date and give back.

import {held} from "./carry.js";
import {isPrivate} from "./privacy.js";

const rooms = new WeakMap();

export function inPlace(room, parts) {
    const before = rooms.get(room) ?? new Map();
    const now = new Map(parts.filter(Boolean).map(([key, given, draw]) => [key, drawn(before.get(key), given, draw)]));
    rooms.set(room, now);
    arrange(room, [...now.values()].map(each => each.element).filter(Boolean));
    return room;
}

function drawn(before, given, draw) {
    const told = JSON.stringify([isPrivate(), given]);
    if (before?.told === told) {
        return before;
    }
    const old = before?.element ?? null;
    const element = draw(given, old);
    if (old?.isConnected && element && element !== old) {
        const hands = held(old);
        old.replaceWith(element);
        hands(element);
    }
    return {told, element};
}

/// Nothing is moved that stands where it belongs: an element that is moved loses its focus.
function arrange(room, elements) {
    const wanted = new Set(elements);
    [...room.childNodes].filter(each => !wanted.has(each)).forEach(each => each.remove());
    elements.forEach((each, index) => {
        if (room.children[index] !== each) {
            const hands = held(each);
            room.insertBefore(each, room.children[index] ?? null);
            hands(each);
        }
    });
}
