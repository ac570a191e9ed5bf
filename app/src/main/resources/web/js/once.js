/// What is shown this once, with a button that copies it.

import {h} from "./dom.js";
import {dialog} from "./forms.js";
import {button, toast} from "./parts.js";

/// @param node the text as it is shown; `text` itself where there is none
export function onceShown(text, node = h("code", {}, text)) {
    const copy = button("Copy", async () => {
        try {
            await navigator.clipboard.writeText(text);
            copy.lastChild.textContent = "Copied";
        } catch {
            getSelection().selectAllChildren(node); // a page without HTTPS may not touch the clipboard
            toast("It is marked now; press Ctrl+C to copy it.", "news");
        }
    }, {kind: "small"});
    return h("div", {class: "once"}, node, copy);
}

/// A dialog that shows a secret, and is left when one has it.
export function shownOnce(title, words, ...content) {
    const box = dialog(title, h("div", {class: "stack"}, h("p", {}, words), content,
        h("div", {class: "actions end"}, button("I have it", () => box.close(), {kind: "main"}))));
    box.addEventListener("cancel", event => event.preventDefault()); // Escape is pressed too easily for what can't be shown again
    return box;
}
