/// What pages are put together from; css/parts.css gives the looks.

import {h} from "./dom.js";
import {icon} from "./icons.js";
import {isPrivate} from "./privacy.js";

/// One word about a state, with its sign.
/// @param {"good"|"attention"|"broken"|"news"|"plain"} kind
export function badge(kind, text, {sign = kind, title} = {}) {
    return h("span", {class: `badge ${kind}`, title}, sign && sign !== "plain" ? icon(sign) : null, h("span", {class: "cut"}, text));
}

/// A button. `working` may be async: the button is busy until it is done, and what goes wrong is said in a toast.
export function button(text, working, {kind = "", sign = null, ...props} = {}) {
    const element = h("button", {type: "button", class: `button ${kind}`, ...props}, sign && icon(sign), text);
    element.addEventListener("click", () => busy(element, working));
    return element;
}

/// A link that looks like a button.
export function way(text, href, {kind = "", sign = null, ...props} = {}) {
    return h("a", {class: `button ${kind}`, href, ...props}, sign && icon(sign), text);
}

/// Keeps a button from being pressed again while its work is under way. It is not disabled, which would lose the focus.
export async function busy(element, working) {
    if (element.getAttribute("aria-busy") === "true") {
        return;
    }
    element.setAttribute("aria-busy", "true");
    try {
        await working();
    } catch (fault) {
        toast(fault.message, "broken");
    } finally {
        element.removeAttribute("aria-busy");
    }
}

/// One of a few: `chips("Range", {day: "24 h", week: "7 d"}, "week", choose)`.
export function chips(label, choices, chosen, choose) {
    const room = h("div", {class: "chips", role: "group", ariaLabel: label});
    for (const [key, text] of Object.entries(choices)) {
        room.append(h("button", {type: "button", ariaPressed: key === chosen, dataset: {key: `${label} ${key}`}, onclick: () => {
            room.querySelectorAll("button").forEach(each => each.setAttribute("aria-pressed", String(each.dataset.key === `${label} ${key}`)));
            choose(key);
        }}, text));
    }
    return room;
}

export function card(title, ...children) {
    return h("section", {class: "card"}, title && h("h2", {}, title), children);
}

/// What saves a drawing. A table of raw figures can't be masked, so there is none while the privacy eye is shut; a picture
/// is drawn with the mask.
export function saveTools(title, csv, png) {
    const tool = (text, label, onclick) => h("button", {type: "button", class: "button plain small", ariaLabel: label, title: label, dataset: {key: label}, onclick}, icon("save"), text);
    return h("div", {class: "row"}, tool("CSV", `Save “${title}” as CSV`, () => isPrivate()
        ? toast("The file would hold names and figures, which are hidden now. Show them again (the eye above) to save it.", "attention") : csv()),
    tool("PNG", `Save “${title}” as a picture`, png));
}

/// A paragraph that stands out.
export function note(kind, ...children) {
    return h("div", {class: `note ${kind}`}, icon(kind === "plain" ? "news" : kind), h("div", {}, children));
}

/// Instead of a list that holds nothing: why that is, and what to do.
export function empty(sign, title, text, ...actions) {
    return h("div", {class: "empty"}, icon(sign), h("h2", {}, title), text && h("p", {}, text), h("div", {class: "row"}, actions));
}

/// `facts([["Buffer", figure(…)], …])`
export function facts(pairs) {
    return h("dl", {class: "facts"}, pairs.filter(Boolean).map(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]));
}

/// A table. Columns: `{key, title, cell: row => node, number?, sort?: row => value, hint?}`. `order` is `{key, down}`; the
/// heads of columns that can be sorted by are buttons, which call `choose(order)`.
export function table(label, columns, rows, {order = {}, choose, rowProps = () => ({})} = {}) {
    const head = column => {
        const sorted = order.key === column.key;
        return h("th", {scope: "col", class: column.number ? "number" : null, title: column.hint,
            "aria-sort": sorted ? (order.down ? "descending" : "ascending") : null},
        !column.sort || !choose ? column.title : h("button", {type: "button", dataset: {key: `sort ${column.key}`},
            onclick: () => choose({key: column.key, down: sorted ? !order.down : Boolean(column.number)})},
        column.title, sorted ? h("span", {ariaHidden: "true"}, order.down ? "↓" : "↑") : null));
    };
    return h("div", {class: "table-room", tabindex: "0", role: "region", ariaLabel: label}, h("table", {class: "table"},
        h("thead", {}, h("tr", {}, columns.map(head))),
        h("tbody", {}, rows.map(row => h("tr", rowProps(row), columns.map(column =>
            h("td", {class: column.number ? "number" : null}, column.cell(row))))))));
}

/// For sorting: unknown comes last whichever way, ∞ is more than any number, "none" less than any.
export function ordered(rows, value, down) {
    const rank = each => each === "infinite" ? Infinity : each === "none" ? -Infinity : each;
    return [...rows].sort((a, b) => {
        const [x, y] = [rank(value(a)), rank(value(b))];
        if (x === null || x === undefined || y === null || y === undefined) {
            return (x === null || x === undefined) - (y === null || y === undefined);
        }
        const sign = typeof x === "string" ? x.localeCompare(String(y)) : x === y ? 0 : x < y ? -1 : 1;
        return down ? -sign : sign;
    });
}

/// While something long is under way.
export function progress(text) {
    return h("div", {class: "stack tight", role: "status"}, h("p", {class: "muted"}, text), h("div", {class: "progress"}));
}

/// Says something in passing; also read aloud. What is broken stays until it is closed. While a dialog is open nothing
/// outside it can be seen or read, so it is said there.
export function toast(text, kind = "good") {
    const host = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
    const room = host.querySelector(":scope > .toasts") ?? host.appendChild(h("div", {class: "toasts", role: "status", ariaLive: "polite"}));
    const told = note(kind, text);
    told.append(h("button", {type: "button", class: "tool", ariaLabel: "Close", onclick: () => told.remove()}, icon("close")));
    room.append(told);
    if (kind !== "broken") {
        setTimeout(() => told.remove(), 6_000);
    }
}

/// Loads what a region shows and draws it; says what went wrong in its place, with a way to try again.
export async function loaded(region, load, draw) {
    region.setAttribute("aria-busy", "true");
    try {
        await draw(await load());
    } catch (fault) {
        if (fault.name !== "AbortError") {
            region.replaceChildren(note("broken", h("p", {}, fault.message), button("Try again", () => loaded(region, load, draw), {kind: "small"})));
        }
    } finally {
        region.removeAttribute("aria-busy");
    }
}
