/// Keys of programs that ask the API.

import {api} from "./api.js";
import {h, show} from "./dom.js";
import {radios} from "./choices.js";
import {dialog, field, submitted, sure} from "./forms.js";
import {age} from "./figures.js";
import {badge, button} from "./parts.js";
import {onceShown, shownOnce} from "./once.js";

export async function keys() {
    const room = h("div", {class: "stack"});
    await draw(room);
    return room;
}

async function draw(room) {
    const all = await api.get("keys");
    show(room, h("p", {class: "muted"}, "A program sends its key in the header X-Api-Key: Homepage, Home Assistant, a script of your own. Give each its own, and only reading where that is enough."),
        all.length === 0 ? h("p", {}, "There is none yet.") : h("ul", {class: "entries"}, all.map(key => h("li", {},
            h("div", {}, h("b", {}, key.name), " ", badge("plain", key.access === "full" ? "everything" : "reads"),
                h("p", {class: "small muted"}, "made ", age(key.made), key.used === null ? ", never used" : [", used ", age(key.used)])),
            button("Take it back", () => remove(room, key), {kind: "small", ariaLabel: `Take back ${key.name}`})))),
        h("div", {}, button("Make a key", () => make(room), {sign: "plus"})));
}

function make(room) {
    const name = field({name: "name", label: "For what", needed: true, hint: "Your word for who gets it, such as “homepage”.", maxlength: "60", autocomplete: "off"});
    const access = radios({name: "access", label: "What it may do", value: "read", options: [["read", "Read"], ["full", "Everything", "Change and remove, too."]]});
    const box = dialog("Make a key", submitted([name, access], h("div", {class: "fields"}, name.node, access.node), "Make it", async () => {
        const made = await api.post("keys", {name: name.value(), access: access.value()});
        box.close();
        shownOnce(`The key for ${made.name}`, "Copy it now: it is not shown again.", onceShown(made.key));
        await draw(room);
    }, {more: [button("Cancel", () => box.close())]}));
    name.input.focus();
}

async function remove(room, key) {
    if (await sure(`Take back the key “${key.name}”?`, "Programs that use it get no answer any more.", "Take it back")) {
        await api.delete(`keys/${key.id}`);
        await draw(room);
    }
}
