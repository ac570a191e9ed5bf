/// The password, and a code where a second factor is set up; then back to where one wanted to go.

import {api} from "./api.js";
import {asked, find, h} from "./dom.js";
import {field, nameless, revealing, submitted} from "./forms.js";
import {loaded, progress, way} from "./parts.js";
import {bareShell} from "./shell.js";

bareShell();
const content = find("#content");
content.append(progress("Asking how to sign in"));
await loaded(content, () => Promise.all([api.get("setup"), api.get("session")]), ([setup, session]) => {
    if (!setup.password_set) {
        location.replace("setup");
    } else if (session.signed_in) {
        enter();
    } else {
        draw(session.ways);
    }
});

/// Only ever to a page of our own: whoever sends a link here may have written what stands behind `then`.
function enter() {
    const then = asked("then");
    location.replace(then !== null && /^[a-z][a-z-]*(\?[^#]*)?$/.test(then) ? then : "./");
}

function draw(ways) {
    const byPassword = ways.includes("password") ? passwordForm() : null;
    content.replaceChildren(h("section", {class: "card entry"},
        byPassword?.node,
        byPassword && ways.includes("oidc") && h("p", {class: "or"}, "or"),
        ways.includes("oidc") && way("Sign in with your provider", api.address("oidc/start"), {kind: "wide"})));
    byPassword?.focus();
}

function passwordForm() {
    const password = revealing(field({name: "password", label: "Password", type: "password", needed: true, autocomplete: "current-password"}));
    const code = field({name: "code", label: "Code", needed: true, autocomplete: "one-time-code", autocapitalize: "off", spellcheck: "false",
        hint: "The six digits of your authenticator app, or one of your recovery codes."});
    code.node.hidden = true;
    code.input.required = false;
    const node = submitted([password, code], h("div", {class: "fields"}, nameless(), password.node, code.node), "Sign in", async () => {
        try {
            await api.post("session", {password: password.input.value, ...(code.node.hidden ? {} : {code: code.value()})}, {stay: true});
        } catch (problem) {
            if (!asksForCode(problem)) {
                throw problem;
            }
            code.node.hidden = false;
            code.input.required = true;
            password.node.hidden = true;
            code.input.focus();
            return;
        }
        enter();
    });
    const asksForCode = problem => code.node.hidden && problem.status === 401 && problem.fields?.some(each => each.name === "code");
    return {node, focus: () => password.input.focus()};
}
