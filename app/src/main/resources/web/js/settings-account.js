/// The password and the second factor.

import {api} from "./api.js";
import {h, show} from "./dom.js";
import {dialog, field, nameless, revealing, submitted} from "./forms.js";
import {age} from "./figures.js";
import {plural} from "./format.js";
import {badge, button, note, toast} from "./parts.js";
import {onceShown, shownOnce} from "./once.js";

export async function account() {
    const room = h("ul", {class: "entries"});
    await draw(room);
    return room;
}

async function draw(room) {
    const known = await api.get("account");
    show(room, 
        h("li", {}, h("div", {}, h("b", {}, "Password"), h("p", {class: "small muted"}, "changed ", age(known.password_changed))),
            button("Change it", () => changePassword(room, known), {kind: "small"})),
        h("li", {}, h("div", {}, h("b", {}, "Second factor"), " ", known.second_factor ? badge("good", "on") : badge("plain", "off"),
            h("p", {class: "small muted"}, known.second_factor ? `A code of your authenticator app is asked for. ${plural(known.recovery_codes_left, "recovery code")} left.`
                : "With it, the password alone opens nothing: a code of an authenticator app is asked for as well."),
            known.second_factor && known.recovery_codes_left < 3 && note("attention", "Make new recovery codes before the last is used.")),
        h("div", {class: "row"}, known.second_factor
            ? [button("New recovery codes", () => newCodes(room, known), {kind: "small"}), button("Turn it off", () => turnOff(room, known), {kind: "small"})]
            : button("Set it up", () => setUp(room, known), {kind: "small"}))));
}

const currentPassword = name => revealing(field({name, label: "Your password", type: "password", needed: true, autocomplete: "current-password"}));

/// Nothing where none is asked for.
const presentCode = known => known.second_factor
    ? [field({name: "code", label: "Code", needed: true, autocomplete: "one-time-code", hint: "The six digits that your app shows now, or a recovery code."})] : [];

const typed = code => code.length ? {code: code[0].value()} : {};

function changePassword(room, known) {
    const code = presentCode(known);
    const current = currentPassword("current");
    const password = revealing(field({name: "password", label: "New password", type: "password", needed: true, autocomplete: "new-password", hint: "At least 10 characters. All other browsers are signed out."}));
    const box = dialog("Change the password", submitted([current, ...code, password], h("div", {class: "fields"}, nameless(), current.node, code.map(each => each.node), password.node), "Change it", async () => {
        await api.put("account/password", {current: current.input.value, password: password.input.value, ...typed(code)}, {stay: true});
        box.close();
        toast("The new password holds from now on.");
        await draw(room);
    }, {more: [button("Cancel", () => box.close())]}));
    current.input.focus();
}

/// Asks for the password, and the code where there is one, before `act` is done with them.
function proved(known, title, words, action, act, kind = "main") {
    const code = presentCode(known);
    const password = currentPassword("password");
    const box = dialog(title, submitted([password, ...code], h("div", {class: "fields"}, h("p", {}, words), nameless(), password.node, code.map(each => each.node)), action, async () => {
        await act({password: password.input.value, ...typed(code)});
        box.close();
    }, {kind, more: [button("Cancel", () => box.close())]}));
    password.input.focus();
}

function setUp(room, known) {
    proved(known, "Set up a second factor", "You need an authenticator app on your phone.", "Go on", async proof =>
        confirm(room, await api.post("account/second-factor", proof, {stay: true})));
}

function confirm(room, proposed) {
    const code = field({name: "code", label: "Code", needed: true, inputmode: "numeric", autocomplete: "one-time-code", hint: "The six digits that the app shows now."});
    const box = dialog("Scan the picture", h("div", {class: "stack"},
        h("img", {class: "qr", alt: "QR code of the key; it stands below as text, too", src: "data:image/svg+xml," + encodeURIComponent(proposed.picture)}),
        h("p", {class: "muted small"}, "Where no camera is, type this key into the app:"), onceShown(proposed.secret),
        submitted([code], code.node, "Confirm", async () => {
            const {recovery_codes: codes} = await api.post("account/second-factor/confirm", {code: code.value()}, {stay: true});
            box.close();
            recovery(codes);
            await draw(room);
        }, {more: [button("Cancel", () => box.close())]})));
    code.input.focus();
}

function newCodes(room, known) {
    proved(known, "Make new recovery codes", "The former ones are worth nothing then.", "Make them", async proof => {
        const {recovery_codes: codes} = await api.post("account/second-factor/recovery-codes", proof, {stay: true});
        recovery(codes);
        await draw(room);
    });
}

function recovery(codes) {
    shownOnce("Recovery codes", "Each is good once, in place of a code, on the day your phone is lost. Print them or keep them in a password manager: they are not shown again.",
        onceShown(codes.join("\n"), h("ul", {class: "codes"}, codes.map(each => h("li", {}, each)))));
}

function turnOff(room, known) {
    proved(known, "Turn the second factor off?", "The password alone is enough again then.", "Turn it off", async proof => {
        await api.post("account/second-factor/off", proof, {stay: true});
        await draw(room);
    }, "broken");
}
