/// Fields and forms. A form is built from fields; its values go to the API as they are, and what the API finds wrong is
/// said at the field it names (`fields[].name` of a problem), which is where the focus goes.
///
///     const name = field({name: "name", label: "Name", hint: "Your own word for it.", needed: true});
///     const form = submitted([name.node], "Save", async () => api.post("trackers", {name: name.value()}));

import {h} from "./dom.js";
import {icon} from "./icons.js";
import {busy, toast} from "./parts.js";

let made = 0;

/// One field: `{node, input, name, value(), fail(text)}`.
/// @param {{name: string, label: string, type?: "text"|"password"|"number"|"url"|"date"|"time"|"area"|"select", value?: any,
///          hint?: any, needed?: boolean, options?: ([string, string] | Node)[], secret?: boolean}} given
///        `required` differs from `needed` where something is there already; `options` are pairs of value and text, or
///        option elements; `secret` keeps password managers and spelling away
export function field({name, label, type = "text", value = "", hint, needed = false, required = needed, options = [], secret = false, ...props}) {
    const id = `field-${++made}`;
    const common = {class: "input", id, name, ariaDescribedby: hint ? `${id}-hint ${id}-fault` : `${id}-fault`, required, ...props,
        ...(secret ? {autocomplete: "off", spellcheck: "false", autocapitalize: "off"} : {})};
    const input = type === "area" ? h("textarea", {...common, value}) : type === "select"
        ? h("select", common, options.map(each => each instanceof Node ? each : h("option", {value: each[0]}, each[1]))) : h("input", {...common, type, value});
    if (type === "select") {
        input.value = value;
    }
    const fault = h("p", {class: "fault", id: `${id}-fault`});
    const node = h("div", {class: "field"}, h("label", {for: id}, label, needed || type === "select" ? null : h("span", {class: "muted small"}, " (optional)")),
        input, hint && h("p", {class: "hint", id: `${id}-hint`}, hint), fault);
    return {node, input, name, value: () => input.value.trim(), fail: text => blame(input, fault, text)};
}

/// A box to tick: `{node, input, name, value(), fail(text)}`.
export function tick({name, label, value = false, hint, ...props}) {
    const id = `field-${++made}`;
    const input = h("input", {type: "checkbox", id, name, ariaDescribedby: `${id}-fault`, ...props});
    input.checked = value;
    const fault = h("p", {class: "fault", id: `${id}-fault`});
    const node = h("div", {class: "field"}, h("label", {class: "choice"}, input, h("span", {}, label, hint && h("span", {class: "hint"}, hint))), fault);
    return {node, input, name, value: () => input.checked, fail: text => blame(input, fault, text)};
}

/// Puts a button beside a password's field that shows what is typed.
export function revealing(given) {
    const button = h("button", {type: "button", class: "tool", ariaLabel: "Show it", title: "Show it", ariaPressed: false, onclick: () => {
        const shown = given.input.type === "password";
        given.input.type = shown ? "text" : "password";
        button.setAttribute("aria-pressed", String(shown));
        button.replaceChildren(icon(shown ? "shut" : "eye"));
    }}, icon("eye"));
    const room = h("div", {class: "beside"});
    given.input.replaceWith(room);
    room.append(given.input, button);
    return given;
}

/// Password managers want a name to keep a password by, and there is none here.
export const nameless = () => h("input", {type: "text", autocomplete: "username", value: "trackerwatch", hidden: true});

/// Says at a field what is wrong with it; nothing with an empty text.
export function blame(input, fault, text) {
    fault.replaceChildren(...(text ? [icon("broken"), h("span", {}, text)] : []));
    if (text) {
        input.setAttribute("aria-invalid", "true");
    } else {
        input.removeAttribute("aria-invalid");
    }
}

/// Says what is wrong at the fields that it names, and in a toast what belongs to none of them.
/// @param fields as `field` and `tick` give them; a problem's `calm.quiet.from` is said at the field of that name, or at
///        the nearest one around it
export function blamed(fields, problem) {
    fields.forEach(each => each.fail(""));
    const told = (problem.fields ?? []).map(({name, detail}) => {
        const at = fields.find(each => each.name === name) ?? fields.find(each => name.startsWith(each.name + "."));
        at?.fail(detail);
        return at;
    }).filter(Boolean);
    if (told.length === 0) {
        toast(problem.message, "broken");
    } else {
        reveal(told[0].input);
    }
}

/// Puts the focus on a field, wherever it is folded away.
export function reveal(input) {
    for (let around = input.closest("details"); around; around = around.parentElement.closest("details")) {
        around.open = true;
    }
    input.focus();
}

/// A form around content, whose main button sends it. `send` is async; while it is under way the button is busy.
/// @param given the fields whose faults it shows; or what gives them, where they change while one types
export function submitted(given, content, text, send, {more = [], kind = "main"} = {}) {
    const go = h("button", {type: "submit", class: `button ${kind}`}, text);
    const form = h("form", {novalidate: true, onsubmit: event => {
        event.preventDefault();
        busy(go, async () => {
            const fields = typeof given === "function" ? given() : given;
            fields.forEach(each => each.fail(""));
            const missing = fields.filter(each => each.input.required && !each.value());
            if (missing.length > 0) {
                missing.forEach(each => each.fail("This is needed."));
                reveal(missing[0].input);
                return;
            }
            try {
                await send();
            } catch (problem) {
                blamed(fields, problem);
            }
        });
    }}, content, h("div", {class: "actions"}, go, more));
    return form;
}

/// A dialog that is shown at once, and gone when it is closed. `close()` of what it returns closes it.
export function dialog(title, ...children) {
    const id = `dialog-${++made}`;
    const element = h("dialog", {"aria-labelledby": id}, h("h2", {id}, title), children);
    element.addEventListener("close", () => element.remove());
    document.body.append(element);
    element.showModal();
    return element;
}

/// Keeps what was typed into a dialog from being lost by one Escape.
export function careful(element) {
    let touched = false;
    let warned = false;
    element.addEventListener("input", () => touched = true);
    element.addEventListener("cancel", event => {
        if (touched && !warned) {
            event.preventDefault();
            warned = true;
            toast("Escape once more throws away what you typed.", "attention");
        }
    });
}

/// Asks before what can't be undone. Resolves to whether it is wanted.
export function sure(title, text, action, {kind = "broken"} = {}) {
    return new Promise(resolve => {
        const element = dialog(title, h("p", {}, text), h("form", {method: "dialog"}, h("div", {class: "actions end"},
            h("button", {class: "button", value: ""}, "Cancel"), h("button", {class: `button ${kind}`, value: "yes"}, action))));
        element.addEventListener("close", () => resolve(element.returnValue === "yes"));
    });
}
