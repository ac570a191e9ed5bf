/// The first run: the password, then what to do first.

import {api} from "./api.js";
import {find, h} from "./dom.js";
import {field, nameless, revealing, submitted} from "./forms.js";
import {plural} from "./format.js";
import {loaded, progress, way} from "./parts.js";
import {bareShell, shell} from "./shell.js";

const LEAST = 10;

/// The link that the log shows brings it along, where neither a server nor a proxy sees it; nor shall the history keep it.
const brought = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
history.replaceState(null, "", location.pathname + location.search);
addEventListener("hashchange", () => location.reload());

bareShell();
const content = find("#content");
content.append(progress("Asking how far it is set up"));
await loaded(content, () => Promise.all([api.get("setup"), api.get("session")]), async ([setup, session]) => {
    if (!setup.password_set) {
        draw(setup);
    } else if (session.signed_in) {
        await next();
    } else {
        location.replace("sign-in?then=setup");
    }
});

function draw(setup) {
    const code = setup.code_needed && field({name: "code", label: "Setup code", value: brought, needed: true, secret: true,
        hint: "trackerwatch printed it when it started, with a link that fills it in (in a container: “docker compose logs trackerwatch”). It shows that it is you who installed it."});
    const password = revealing(field({name: "password", label: "New password", type: "password", needed: true, autocomplete: "new-password",
        hint: `At least ${LEAST} characters. A few words in a row are fine.`}));
    const again = field({name: "again", label: "Once more", type: "password", needed: true, autocomplete: "new-password"});
    const fields = [code, password, again].filter(Boolean);
    const form = submitted(fields, h("div", {class: "fields"}, nameless(), fields.map(each => each.node)), "Set the password", async () => {
        if (password.input.value.length < LEAST) {
            return refuse(password, `This has ${password.input.value.length} characters; at least ${LEAST} are needed.`);
        }
        if (again.input.value !== password.input.value) {
            return refuse(again, "The two are not the same.");
        }
        await api.post("setup", {password: password.input.value, ...(code ? {code: code.value()} : {})}, {stay: true});
        await next();
    });
    content.replaceChildren(h("section", {class: "card entry stack"},
        h("p", {}, "Choose the password that opens this page. It watches over keys and cookies of your accounts, so make it one that you use nowhere else."),
        form, h("p", {class: "muted small"}, `trackerwatch ${setup.version}`)));
    fields.find(each => each.value() === "").input.focus();
}

function refuse(field, text) {
    field.fail(text);
    field.input.focus();
}

/// What is left to do, with what was done already ticked off.
async function next() {
    const [trackers, targets] = await Promise.all([api.get("trackers"), api.get("targets").catch(() => [])]);
    find("main").classList.add("wide");
    shell(null, {isLive: false});
    find("h1").textContent = "What to do first";
    find("h1").tabIndex = -1;
    content.replaceChildren(h("section", {class: "card entry stack"}, h("ol", {class: "steps"},
        step(true, "Password", "Set. You can change it, and add a second factor, under Settings."),
        step(trackers.length > 0, "Add a tracker", trackers.length > 0 ? `${plural(trackers.length, "account")} so far.`
            : "Search for the site, paste its API key or cookie, and see what it tells of your account before anything is saved.",
        way(trackers.length > 0 ? "Add another" : "Search the sites", "catalog", {kind: trackers.length > 0 ? "" : "main", sign: "plus"})),
        step(targets.length > 0, "Add a target", targets.length > 0 ? `${plural(targets.length, "target")} so far.`
            : "Where you want to be told: paste a webhook's address, of Discord for one, and press “Send a test”.",
        way(targets.length > 0 ? "Add another" : "Paste an address", "targets?add", {kind: trackers.length > 0 && targets.length === 0 ? "main" : "", sign: "bell"}))),
    h("div", {class: "row"}, way("To the dashboard", "./", {kind: trackers.length > 0 && targets.length > 0 ? "main" : ""}))));
    find("h1").focus();
}

function step(done, title, text, ...actions) {
    return h("li", {class: done ? "done" : null}, h("div", {}, h("h2", {}, title), h("p", {}, text),
        actions.length > 0 && h("div", {class: "row"}, actions)));
}
