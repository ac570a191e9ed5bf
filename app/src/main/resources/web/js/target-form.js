/// The form of a target, new or not, in a dialog: its address, what it is told of, how it is spared; with a preview and a
/// test of what stands in the form, before anything is saved.

import {api} from "./api.js";
import {h} from "./dom.js";
import {secretField} from "./choices.js";
import {careful, dialog, field, submitted, tick} from "./forms.js";
import {name as shownName} from "./figures.js";
import {onceShown, shownOnce} from "./once.js";
import {button, toast} from "./parts.js";
import {masked} from "./privacy.js";
import {calm} from "./target-calm.js";
import {choicesOf, kindName, recogniser} from "./target-kinds.js";
import {tryPanel} from "./target-try.js";
import {wishes} from "./target-wishes.js";

/// @param given `{kinds, types, trackers, targets}` as the API answers them
/// @param target what is edited; null for a new one
/// @param done is called with the target as it was saved
/// @return the dialog
export function targetForm(given, target, done) {
    const {kinds, types, trackers, targets} = given;
    const url = secretField({name: "url", label: "Address", needed: true, isSet: target !== null, inputmode: "url",
        hint: "Paste the webhook's address, or what the service gave you. It is kept sealed and never shown again."});
    const kind = field({name: "kind", label: "Kind", type: "select", value: target?.kind ?? "", needed: target === null, disabled: target !== null,
        options: [["", "choose, or paste the address"], ...kinds.map(each => [each.kind, kindName(each.kind)])]});
    const name = field({name: "name", label: "Name", value: target?.name ?? "", needed: true, hint: "Your own word for it, such as “alerts”.", autocomplete: "off", maxlength: "60"});
    const wanted = wishes(types, trackers, target);
    const spared = calm(target?.calm ?? null);
    const hidden = tick({name: "hide_tracker_name", label: "Hide which tracker it is", value: target?.hide_tracker_name ?? false,
        hint: "Messages say “A tracker”, and nothing that gives it away."});
    const inside = tick({name: "allow_private", label: "The address may lead into my own network", value: target?.allow_private ?? false,
        hint: "For a service at home; then plain http is taken, too."});
    const check = tick({name: "check", label: "Ask the service about the address before saving", value: true, hint: "Nothing is posted. Without it, the address is taken on your word."});
    const fallback = field({name: "fallback_id", label: "If it can't be reached", type: "select", value: target?.fallback_id ?? "",
        options: [["", "every other target says so"], ...targets.filter(each => each.id !== target?.id).map(each => [each.id, `${masked(each.name, `Target ${each.id}`)} says so`])]});

    const choices = h("div", {class: "fields"});
    let chosen = {fields: [], body: () => ({options: {}, secrets: {}})};
    const show = key => {
        const known = kinds.find(each => each.kind === key);
        chosen = known ? choicesOf(known, target) : {fields: [], node: null, body: () => ({options: {}, secrets: {}})};
        choices.replaceChildren(...[known && h("p", {class: "hint small muted wrap"}, known.address), chosen.node, key === "webhook" && target !== null && rotation(target)].filter(Boolean));
        if (known && target === null && (name.value() === "" || kinds.some(each => each.kind === name.value()))) {
            name.input.value = key;
        }
    };
    let byHand = target !== null;
    const seen = recogniser(url.input, found => {
        if (target === null && found !== null && found !== kind.value()) {
            kind.input.value = found;
            show(found);
        }
    }, () => byHand);
    url.input.parentElement.after(seen.room);
    kind.input.addEventListener("change", () => {
        byHand = kind.value() !== "";
        seen.hush();
        show(kind.value());
    });
    show(kind.value());

    const body = () => ({
        ...(url.value() === undefined ? {} : {url: url.value()}), ...(target === null && kind.value() !== "" ? {kind: kind.value()} : {}), name: name.value(),
        ...chosen.body(), ...wanted.body(), calm: spared.body(), hide_tracker_name: hidden.value(), allow_private: inside.value(),
        fallback_id: fallback.value() === "" ? null : Number(fallback.value()), ...(check.value() ? {} : {check: false}),
    });
    const address = {...url, fail: text => {
        if (text) {
            seen.hush(); // a fault says it already
        }
        url.fail(text);
    }};
    const fields = () => [address, kind, name, ...chosen.fields, ...wanted.fields, ...spared.fields, hidden, inside, check, fallback];
    const trial = tryPanel(types, target, body, fields);

    const content = h("div", {class: "stack"},
        h("div", {class: "fields"}, url.node, h("div", {class: "fields two"}, kind.node, name.node), choices),
        section("What it is told of", target !== null, wanted.node),
        section("When it is left in peace", false, spared.node),
        section("Privacy, network, fallback", false, h("div", {class: "fields"}, hidden.node, inside.node, check.node, fallback.node)),
        trial);
    const box = dialog(target === null ? "Add a target" : ["Edit ", shownName(target.name, target.id, "Target")], submitted(fields, content, target === null ? "Add it" : "Save", async () => {
        const saved = target === null ? await api.post("targets", body()) : await api.patch(`targets/${target.id}`, body());
        box.close();
        toast([target === null ? "Added." : "Saved.", saved.remark].filter(Boolean).join(" "));
        done(saved);
        signingKey(saved);
    }, {more: [button("Cancel", () => box.close())]}));
    box.classList.add("wide");
    careful(box);
    (target === null ? url : name).input.focus();
    return box;
}

function section(title, open, ...children) {
    return h("details", {class: "folded part", open}, h("summary", {}, title), children);
}

/// Shown this once, if there is one.
function signingKey({signing_secret: key}) {
    if (key) {
        shownOnce("The key that signs", "Requests to this webhook are signed by this key, so that its receiver can tell they are trackerwatch's. Give it to the receiver now: it is not shown again.",
            onceShown(key));
    }
}

/// A new key to sign with; the former one signs beside it for a day, unless it leaked.
function rotation(target) {
    const rotate = atOnce => async () => signingKey(await api.post(`targets/${target.id}/rotate`, {at_once: atOnce}));
    return h("div", {class: "row"}, button("New signing key", rotate(false), {kind: "small", title: "The former one signs beside it for a day"}),
        button("New signing key, the former leaked", rotate(true), {kind: "small"}));
}
