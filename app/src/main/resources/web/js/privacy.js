/// The privacy eye: names and figures masked, for screenshots. What is masked is not in the document at all, neither as
/// text nor as title, so a copy of the page holds it no more than its picture does. Remembered by the browser.
///
///     h("h2", {}, secret("name", tracker.name, `Tracker ${tracker.id}`))
///     h("td", {}, secret("figure", format.bytes(n)))
///
/// What draws on a canvas listens for the `privacy` event of the window and asks `isPrivate()`.

import {h, kept} from "./dom.js";

const DOTS = "•••••";

/// What stands behind each mask; forgotten with its element.
const behind = new WeakMap();

let on = kept.get("private", false);

export const isPrivate = () => on;

/// An element that shows `text`, or `instead` while the eye is shut. `title` is masked with it.
export function secret(kind, text, instead = DOTS, {title = null, tag = "span", ...props} = {}) {
    const element = h(tag, {dataset: {secret: kind}, ...props});
    behind.set(element, {text, instead, title});
    paint(element);
    return element;
}

/// The text itself, where no element can be: in a canvas, a file's name, the window's title.
export const masked = (text, instead = DOTS) => on ? instead : text;

export function setPrivate(shut) {
    on = shut;
    kept.set("private", shut);
    document.querySelectorAll("[data-secret]").forEach(paint);
    dispatchEvent(new Event("privacy"));
}

function paint(element) {
    const {text, instead, title} = behind.get(element);
    element.textContent = on ? instead : text;
    if (title !== null && !on) {
        element.title = title;
    } else {
        element.removeAttribute("title");
    }
}
