/// A drawing of the page's own on a canvas, in a card with CSV and PNG as chart.js has them: for what is no course over time.
///
///     picture({title: "Share", height: 240, columns: () => […], paint: (ctx, width, colour, mark) => …, label: () => "…"})
///
/// `rest` tells of all of it, `at` tells what is under a point, shown while the pointer is there; `step` moves a mark by
/// arrow keys and tells likewise. The mark is an object that lasts as long as the drawing stands. What needs more width than
/// there is (`least`) scrolls, its end first, and is drawn anew with `mark.from` and `mark.to`, between which it is seen;
/// `legend` gives `[colour, text]` of what stands under it and doesn't.

import {h} from "./dom.js";
import {colour} from "./library.js";
import {saveTools} from "./parts.js";
import {saveCsv, savePng} from "./save.js";

const shown = new Set();
for (const change of ["theme", "privacy"]) {
    addEventListener(change, () => shown.forEach(view => draw(view, true)));
}

const views = new WeakMap();

const USUAL = {at: () => null, step: () => null, rest: () => "", least: 280, legend: () => []};

/// @param before a picture that stands there; of the same title it is brought up to date and given back
export function picture(wanted, before = null) {
    const given = {...USUAL, ...wanted};
    const old = views.get(before);
    if (old?.given.title === given.title) {
        old.given = given;
        draw(old, true);
        return before;
    }
    return made(given);
}

function made(given) {
    const canvas = h("canvas", {class: "picture"});
    const told = h("p", {class: "chart-legend muted", ariaLive: "polite"});
    const room = h("div", {class: "picture-room", tabindex: "0", role: "img", ariaLabel: given.label(), dataset: {key: `picture ${given.title}`}}, canvas);
    const keys = h("p", {class: "picture-legend muted small"});
    const view = {given, canvas, told, room, keys, mark: {}, width: 0};
    room.addEventListener("keydown", key => step(view, key));
    canvas.addEventListener("pointermove", event => told.textContent = view.given.at(event.offsetX, event.offsetY, view.mark) ?? view.given.rest());
    canvas.addEventListener("pointerleave", () => told.textContent = view.given.rest());
    room.addEventListener("scroll", () => draw(view), {passive: true});
    new ResizeObserver((_, watch) => room.isConnected ? draw(view) : watch.disconnect()).observe(room);
    shown.add(view);
    const card = h("section", {class: "card chart"}, h("header", {class: "row apart"}, h("h3", {}, given.title),
        saveTools(given.title, () => saveCsv(view.given.title, view.given.columns()), () => savePng(view.given.title, view.given.title, view.given.legend(), canvas))),
    room, keys, told);
    views.set(card, view);
    return card;
}

function step(view, key) {
    const by = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[key.key];
    if (by) {
        key.preventDefault();
        view.told.textContent = view.given.step(...by, view.mark) ?? "";
        draw(view);
    }
}

/// @param anew what is told now is told no more
function draw(view, anew = false) {
    const {given, canvas, told, room, keys} = view;
    if (!room.isConnected) {
        shown.delete(view);
        return;
    }
    const width = Math.max(given.least, room.clientWidth);
    canvas.width = width * devicePixelRatio;
    canvas.height = given.height(width) * devicePixelRatio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${given.height(width)}px`;
    if (view.width !== width) {
        view.width = width;
        room.scrollLeft = room.scrollWidth;
    }
    Object.assign(view.mark, {from: room.scrollLeft, to: room.scrollLeft + room.clientWidth});
    const ctx = canvas.getContext("2d");
    ctx.scale(devicePixelRatio, devicePixelRatio);
    ctx.font = "12px system-ui, sans-serif";
    ctx.textBaseline = "middle";
    given.paint(ctx, width, colour, view.mark);
    room.setAttribute("aria-label", given.label());
    told.textContent = anew ? given.rest() : told.textContent || given.rest();
    keys.replaceChildren(...given.legend().map(([paint, text]) => h("span", {class: "chart-key"}, h("i", {style: {"background-color": paint}}), text)));
}
