/// Fields beyond one line of text: one of a few, some of many, a secret that can only be replaced. They are used like those
/// of forms.js, `{node, input, name, value(), fail(text)}`.

import {h} from "./dom.js";
import {blame, field, revealing} from "./forms.js";

let made = 0;

/// One of a few, each with its words: `radios({name, label, options: [[value, text, hint]], value})`.
export function radios({name, label, options, value, changed = () => {}}) {
    const id = `choice-${++made}`;
    const inputs = options.map(([each]) => h("input", {type: "radio", name: id, value: each, ariaDescribedby: `${id}-fault`, onchange: () => changed(each)}));
    inputs.forEach(each => each.checked = each.value === value);
    const fault = h("p", {class: "fault", id: `${id}-fault`});
    const node = h("fieldset", {class: "field"}, h("legend", {}, label), options.map(([, text, hint], index) =>
        h("label", {class: "choice"}, inputs[index], h("span", {}, text, hint && h("span", {class: "hint"}, hint)))), fault);
    return {node, name, input: inputs[0], value: () => inputs.find(each => each.checked)?.value ?? null, fail: text => blame(inputs[0], fault, text)};
}

/// Some of many: `checks({name, label, options: [[value, text]], value: [], needed})`. `value()` is a list.
export function checks({name, label, options, value = [], hint, needed = false}) {
    const id = `choice-${++made}`;
    const inputs = options.map(([each]) => h("input", {type: "checkbox", value: each, ariaDescribedby: `${id}-fault`}));
    inputs.forEach(each => each.checked = value.map(String).includes(each.value));
    const fault = h("p", {class: "fault", id: `${id}-fault`});
    const node = h("fieldset", {class: "field"}, h("legend", {}, label, needed || label === "" ? null : h("span", {class: "aloud"}, " (any of them)")),
        hint && h("p", {class: "hint"}, hint), h("div", {class: "checks"}, options.map(([, text], index) =>
            h("label", {class: "choice"}, inputs[index], h("span", {}, text)))), fault);
    return {node, name, input: inputs[0] ?? node, value: () => inputs.filter(each => each.checked).map(each => each.value), fail: text => blame(inputs[0] ?? node, fault, text)};
}

/// What is never shown again. Where one is set, the field says so and stays empty; what is typed replaces it.
/// `value()` is `undefined` to leave it as it is, `null` to forget it, or the new one.
/// @param {{isSet?: boolean, forgets?: boolean, long?: boolean}} given
export function secretField({isSet = false, forgets = false, long = false, needed = false, label, ...given}) {
    const plain = field({...given, label, needed: needed || isSet, required: needed && !isSet, type: long ? "area" : "password", secret: true, ...(long ? {} : {autocomplete: "new-password"}),
        placeholder: isSet ? "set; type a new one to replace it" : null});
    const inner = long ? plain : revealing(plain);
    let gone = false;
    const forget = h("button", {type: "button", class: "button plain small", ariaPressed: false, onclick: () => {
        gone = !gone;
        inner.input.value = "";
        inner.input.disabled = gone;
        forget.setAttribute("aria-pressed", String(gone));
        forget.textContent = gone ? "Keep it after all" : "Forget it";
    }}, "Forget it");
    if (isSet && forgets) {
        inner.node.append(h("div", {class: "row"}, forget));
    }
    return {...inner, value: () => gone ? null : inner.value() === "" ? undefined : inner.value()};
}
