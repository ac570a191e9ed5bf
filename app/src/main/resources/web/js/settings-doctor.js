/// What may be wrong around the program. Looked at when one asks for it: all of the database is read for that.

import {api} from "./api.js";
import {h, show} from "./dom.js";
import {age} from "./figures.js";
import * as format from "./format.js";
import {badge, button, note, progress} from "./parts.js";
import {secret} from "./privacy.js";

const LEVELS = {ok: ["good", "well"], warning: ["attention", "warning"], broken: ["broken", "broken"]};
const WORST = {ok: ["good", "All is well."], warning: ["attention", "Nothing is broken, but look at this."], broken: ["broken", "Something is broken."]};

export function doctor() {
    const found = h("div", {class: "stack", ariaLive: "polite"});
    return [h("p", {class: "muted"}, "Looks at everything around the program: the database and its backups, the key, the disk, the clock, the loops, who is asked and who is told."
        + " It changes nothing and asks nothing of any network. With a large database it takes some seconds."),
    h("div", {class: "row"}, button("Look now", () => look(found), {kind: "small"})), found];
}

async function look(room) {
    show(room, progress("It is looked at …"));
    try {
        const told = await api.get("doctor");
        const [kind, words] = WORST[told.status];
        show(room, note(kind, h("p", {}, h("b", {}, words), h("span", {class: "muted"}, " Looked at ", age(told.examined_at), "."))),
            ...list(told.checks.flatMap(check => check.findings.map(each => ({...each, name: check.name})))));
    } catch (fault) {
        show(room, note("broken", fault.message));
    }
}

/// What is broken comes first, and what is well is folded away.
function list(findings) {
    const of = level => findings.filter(each => each.status === level).map(finding);
    const well = of("ok");
    return [h("ul", {class: "entries"}, of("broken"), of("warning")),
        well.length === 0 ? "" : h("details", {class: "folded"}, h("summary", {}, `${format.plural(well.length, "thing is", "things are")} well`), h("ul", {class: "entries"}, well))];
}

function finding({name, status, text, remedy}) {
    const [kind, word] = LEVELS[status];
    return h("li", {}, h("div", {}, h("div", {class: "row"}, h("b", {}, format.words(name)), badge(kind, word)), h("p", {class: "small wrap"}, secret("figure", text)),
        remedy && h("p", {class: "small wrap muted"}, secret("figure", remedy))));
}
