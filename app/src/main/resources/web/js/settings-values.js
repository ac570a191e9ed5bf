/// Settings of one line each, with their words and what they may be.

import {api} from "./api.js";
import {h} from "./dom.js";
import {secretField} from "./choices.js";
import {blame, field, submitted} from "./forms.js";
import * as format from "./format.js";
import {toast} from "./parts.js";
import {onceShown} from "./once.js";

/// What says who may come in, and what is saved how; the rest is how is watched.
const COMING = /^(allowed-hosts|trusted-proxies|auth-header.*|base-path|oidc-.*)$/;

const SAVING = /^backup-/;

export const watching = settings => list(settings.filter(each => !COMING.test(each.key) && !SAVING.test(each.key)));

/// @param saved is called when one of them was changed
export const saving = (settings, saved) => list(settings.filter(each => SAVING.test(each.key)), saved);

/// @param oidc as the API answers it; null where it doesn't
export function coming(settings, oidc) {
    return [list(settings.filter(each => COMING.test(each.key))), oidc && h("div", {class: "stack"},
        h("h3", {}, "Identity provider"),
        h("p", {class: "muted small"}, "Enter this there as redirect URI:"), onceShown(oidc.redirect), clientSecret(oidc))].filter(Boolean);
}

function list(settings, saved = () => null) {
    return h("div", {}, settings.map(each => h("div", {class: "setting"}, each.set !== undefined ? sealed(each) : each.on !== undefined && /^on or off/.test(each.allowed) ? onOrOff(each) : line(each, saved))));
}

/// "oidc-client-id" → "OIDC client ID".
const title = key => format.words(key).replace(/\boidc\b/i, "OIDC").replace(/\bid\b/, "ID").replace(/\burl\b/, "address");

function line(setting, done) {
    const value = field({name: "value", label: title(setting.key), value: setting.value ?? "", needed: true, autocomplete: "off", spellcheck: "false",
        hint: `${setting.meaning} Allowed is ${setting.allowed}.`});
    return submitted([value], value.node, "Save", async () => {
        const saved = await api.put(`settings/${setting.key}`, {value: value.value()});
        value.input.value = saved.value;
        toast(`${title(setting.key)} is ${saved.value} now.`);
        await done();
    }, {kind: "small"});
}

/// Takes effect at once, like any switch.
function onOrOff(setting) {
    const box = h("input", {type: "checkbox", role: "switch", onchange: async () => {
        blame(box, fault, "");
        try {
            const saved = await api.put(`settings/${setting.key}`, {value: box.checked ? "on" : "off"});
            toast(`${title(setting.key)} is ${saved.value} now.`);
        } catch (problem) {
            box.checked = !box.checked;
            blame(box, fault, problem.message);
        }
    }});
    const fault = h("p", {class: "fault"});
    box.checked = setting.on;
    return h("div", {class: "field"}, h("label", {class: "choice"}, box, h("span", {}, title(setting.key), h("span", {class: "hint"}, setting.meaning))), fault);
}

function sealed(setting) {
    const value = secretField({name: "value", label: title(setting.key), isSet: setting.set, forgets: true,
        hint: `${setting.meaning} Allowed is ${setting.allowed}.`});
    return submitted([value], value.node, "Save", async () => {
        if (value.value() !== undefined) {
            await api.put(`settings/${setting.key}`, {value: value.value() ?? "none"});
            toast(`${title(setting.key)} is ${value.value() === null ? "forgotten" : "kept, sealed"}.`);
        }
    }, {kind: "small"});
}

function clientSecret(oidc) {
    const secret = secretField({name: "secret", label: "Client secret", isSet: oidc.client_secret_set, forgets: true});
    return submitted([secret], secret.node, "Save", async () => {
        if (secret.value() !== undefined) {
            await api.put("oidc/client-secret", {secret: secret.value()});
            toast("The client secret is " + (secret.value() === null ? "forgotten." : "kept, sealed."));
        }
    }, {kind: "small"});
}
