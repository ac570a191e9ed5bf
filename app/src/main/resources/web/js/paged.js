/// A long list, newest first, fetched page by page: `{"items": […], "next": cursor}`. What is new is put in front when the
/// page hears of it, without taking away what was fetched.
///
///     const list = paged(room, cursor => api.get("deliveries" + query({…, before: cursor})), items => table(…), () => empty(…));
///     list.refresh();

import {h, show} from "./dom.js";
import {loaded} from "./parts.js";

/// @param fetch of a page by its cursor, `null` for the first
/// @param draw  gives what shows all of these
/// @param none  gives what is shown instead of none
export function paged(room, fetch, draw, none) {
    let items = [];
    let next = null;

    function paint() {
        show(room, items.length === 0 ? none() : [draw(items), next !== null && h("div", {class: "more"},
            h("button", {type: "button", class: "button", dataset: {key: "more"}, onclick: event => more(event.currentTarget)}, "Show older ones"))]);
    }

    async function more(button) {
        button.setAttribute("aria-busy", "true");
        await loaded(room, () => fetch(next), page => {
            items = [...items, ...page.items];
            next = page.next;
            paint();
        });
    }

    return {
        /// From the start, as after another filter was chosen.
        start: () => loaded(room, () => fetch(null), page => {
            ({items, next} = page);
            paint();
        }),

        /// What changed of those on the first page, and what is new.
        async refresh() {
            const page = await fetch(null).catch(() => null);
            if (page !== null) {
                const fresh = new Set(page.items.map(each => each.id));
                const first = items.findLastIndex(each => fresh.has(each.id));
                const older = first < 0 ? [] : items.slice(first + 1).filter(each => !fresh.has(each.id));
                items = [...page.items, ...older];
                next = older.length === 0 ? page.next : next;
                paint();
            }
        },

        paint,
    };
}
