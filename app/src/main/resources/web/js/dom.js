/// Builds what a page shows. Text from trackers is untrusted: everything goes in as text nodes and attributes, and no
/// page ever parses HTML.
///
///     h("p", {class: "muted", title: "…"}, "read ", h("b", {}, name))
///     h("button", {onclick: poll, ariaLabel: "Poll now", disabled: busy}, icon("poll"))

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
            element.append(child instanceof Node ? child : String(child));
        }
    }
    return element;
}

/// Shows these children instead of what is there. Focus stays where it was if something with the same `data-key` is
/// there again, so a page may be drawn anew under the hands of who uses the keyboard.
export function show(element, ...children) {
    const before = document.activeElement;
    const held = element.contains(before) ? before.closest("[data-key]")?.dataset.key : undefined;
    const fresh = document.createDocumentFragment();
    add(fresh, children);
    element.replaceChildren(fresh);
    if (held !== undefined) {
        const now = element.querySelector(`[data-key="${CSS.escape(held)}"]`);
        now?.focus({preventScroll: true});
        if (now instanceof HTMLInputElement && now.type === "search") {
            now.setSelectionRange(before.selectionStart, before.selectionEnd);
        }
    }
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
