/// What a reader did to something that is drawn anew under his hands: where the focus is, what is unfolded, how far it is
/// scrolled, what is typed into a field that belongs to no form.
///
///     const hands = held(old);
///     old.replaceWith(fresh);
///     hands(fresh);

const SCROLLING = ".long, .table-room, .picture-room, [data-scrolls]";

/// @return gives all that was held there to what stands in its place
export function held(element) {
    const focus = focusIn(element);
    const folds = new Map([...element.querySelectorAll("details")].map((each, index) => [foldName(each, index), each.open]));
    const scrolls = [...element.querySelectorAll(SCROLLING)].map(each => [each.scrollTop, each.scrollLeft]);
    const typed = new Map([...element.querySelectorAll("input[data-key]")].filter(each => each.value !== each.defaultValue).map(each => [each.dataset.key, each.value]));
    return fresh => {
        fresh.querySelectorAll("details").forEach((each, index) => each.open = folds.get(foldName(each, index)) ?? each.open);
        fresh.querySelectorAll("input[data-key]").forEach(each => typed.has(each.dataset.key) && type(each, typed.get(each.dataset.key)));
        [...fresh.querySelectorAll(SCROLLING)].forEach((each, index) => scrolls[index] && ([each.scrollTop, each.scrollLeft] = scrolls[index]));
        focus(fresh);
    };
}

/// A fold is known by the key of what opens it, else by its place.
const foldName = (fold, index) => fold.querySelector(":scope > summary")?.dataset.key ?? index;

function type(input, text) {
    if (input.value !== text) {
        input.value = text;
        input.dispatchEvent(new Event("input"));
    }
}

/// The focus goes to what has the same `data-key`.
function focusIn(element) {
    const before = document.activeElement;
    const key = element.contains(before) ? before.closest("[data-key]")?.dataset.key : undefined;
    const marked = before instanceof HTMLInputElement && before.type === "search" ? [before.selectionStart, before.selectionEnd] : null;
    return fresh => {
        const now = key === undefined ? null : fresh.querySelector(`[data-key="${CSS.escape(key)}"]`);
        now?.focus({preventScroll: true});
        if (now instanceof HTMLInputElement && now.type === "search" && marked !== null) {
            now.setSelectionRange(...marked);
        }
    };
}
