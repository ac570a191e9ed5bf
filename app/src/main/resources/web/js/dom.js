/// Builds what a page shows. Text from trackers is untrusted: everything goes in as text nodes and attributes, and no
/// page ever parses HTML.
///
///     h("p", {class: "muted", title: "…"}, "read ", h("b", {}, name))
///     h("button", {onclick: poll, ariaLabel: "Poll now", disabled: busy}, icon("poll"))

import {held} from "./carry.js";

const SVG = "http://www.w3.org/2000/svg";

/// An element. What `props` may have: `class`, `dataset`, `style` (an object; goes through the CSSOM, which the page's
/// policy allows), `on…` handlers, `aria…` in camel case, and any attribute. `null`, `undefined` and `false` are left
/// out (but `ariaPressed: false` says so), `true` is an attribute without a value. Children: nodes, texts, numbers, lists; nothing is left out likewise.
export function h(tag, props = {}, ...children) {
    return fill(document.createElement(tag), props, children);
}

/// The same for drawings.
export function svg(tag, props = {}, ...children) {
    return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
    for (const [name, value] of Object.entries(props)) {
        const aria = /^aria[A-Z]/.test(name);
        if (value === null || value === undefined || (value === false && !aria)) {
            continue;
        }
        if (name === "dataset") {
            Object.assign(element.dataset, value);
        } else if (name === "style") {
            for (const [property, each] of Object.entries(value)) {
                element.style.setProperty(property, each);
            }
        } else if (name.startsWith("on")) {
            element.addEventListener(name.slice(2), value);
        } else if (aria) {
            element.setAttribute("aria-" + name.slice(4).toLowerCase(), String(value));
        } else if (name === "value") {
            element.value = value;
        } else {
            element.setAttribute(name, value === true ? "" : value);
        }
    }
    add(element, children);
    return element;
}

/// Appends children as `h` takes them.
export function add(element, ...children) {
    for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false) {
            element.append(...child instanceof Node ? [child] : words(String(child)));
        }
    }
    return element;
}

/// Text; an option of the command line in it is not broken at its hyphens.
function words(text) {
    return text.split(/((?<![\w-])--[a-z][a-z-]+)/).map((each, i) => i % 2 === 1 ? h("span", {class: "whole"}, document.createTextNode(each)) : each).filter(each => each !== "");
}

/// Shows these children instead of what is there. Focus, folds and scrolling stay as they were where something with the
/// same `data-key` is there again, so a page may be drawn anew under the hands of who reads it.
export function show(element, ...children) {
    const hands = held(element);
    const fresh = document.createDocumentFragment();
    add(fresh, children);
    element.replaceChildren(fresh);
    hands(element);
    return element;
}

/// What must be there.
export function find(selector, within = document) {
    const found = within.querySelector(selector);
    if (!found) {
        throw new Error("The page has no " + selector);
    }
    return found;
}

/// Words for those who listen rather than look.
export function aloud(text) {
    return h("span", {class: "aloud"}, text);
}

/// What stands after the `?` of the page's own address.
export function asked(name) {
    return new URLSearchParams(location.search).get(name);
}

/// The number that should stand there: `null` where nothing does, `undefined` where it is no number of anything.
export function askedId(name) {
    const text = asked(name);
    return text === null ? null : /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined;
}

/// Keeps it there too, without a new entry in the browser's history. `null` takes it out.
export function ask(name, value) {
    const address = new URL(location.href);
    if (value === null) {
        address.searchParams.delete(name);
    } else {
        address.searchParams.set(name, value);
    }
    history.replaceState(null, "", address);
}

/// What a browser remembers for this page: how lists are sorted, what is hidden. Never anything of the accounts.
export const kept = {
    get(name, otherwise) {
        try {
            return JSON.parse(localStorage.getItem("trackerwatch." + name)) ?? otherwise;
        } catch {
            return otherwise;
        }
    },
    set(name, value) {
        try {
            localStorage.setItem("trackerwatch." + name, JSON.stringify(value));
        } catch {
            // a browser that keeps nothing forgets it with the page
        }
    },
};
