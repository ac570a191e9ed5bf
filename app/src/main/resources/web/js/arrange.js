/// Puts cards in the user's own order: by dragging, or by the buttons that each card has meanwhile, with the keyboard.

import {api} from "./api.js";
import {h} from "./dom.js";
import {icon} from "./icons.js";
import {toast} from "./parts.js";

/// Buttons of one card: earlier, later, hide or show.
/// @param {{move: (by: number) => void, hide: (hidden: boolean) => void, first: boolean, last: boolean}} given
export function arrangeTools(tracker, {move, hide, first, last}) {
    const tool = (key, label, sign, onclick, disabled) =>
        h("button", {type: "button", class: "tool", ariaLabel: label, title: label, dataset: {key: `${key} ${tracker.id}`}, disabled, onclick}, icon(sign));
    return h("div", {class: "row"},
        tool("earlier", "Move earlier", "up", () => move(-1), first), tool("later", "Move later", "down", () => move(1), last),
        tracker.hidden ? tool("hide", "Show on the dashboard", "shut", () => hide(false)) : tool("hide", "Hide from the dashboard", "eye", () => hide(true)));
}

/// The list with one of it further on or back.
export function moved(list, from, to) {
    const others = list.filter((_, i) => i !== from);
    return [...others.slice(0, to), list[from], ...others.slice(to)];
}

/// Keeps the order; what can't be kept is said, and the page goes on with what the API has.
export async function keepOrder(trackers) {
    try {
        await api.put("trackers/order", {ids: trackers.map(each => each.id)});
        return true;
    } catch (problem) {
        toast(problem.message, "broken");
        return false;
    }
}

/// Lets the cards of `room` be dragged onto each other, or no more. `drop(from, to)` is told their ids.
export function draggable(room, may, drop) {
    let held = null;
    const card = event => event.target.closest("[data-id]");
    room.querySelectorAll("[data-id]").forEach(each => each.toggleAttribute("draggable", may) && each.setAttribute("draggable", "true"));
    room.ondragstart = event => {
        held = card(event)?.dataset.id ?? null;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", held); // Firefox drags nothing without
    };
    room.ondragover = event => {
        event.preventDefault();
        room.querySelectorAll(".moved").forEach(each => each.classList.remove("moved"));
        card(event)?.classList.add("moved");
    };
    room.ondrop = event => {
        event.preventDefault();
        const onto = card(event)?.dataset.id;
        if (held !== null && onto !== undefined && onto !== held) {
            drop(Number(held), Number(onto));
        }
    };
    room.ondragend = () => room.querySelectorAll(".moved").forEach(each => each.classList.remove("moved"));
}
