/// Figures as elements: unknown is said to be unknown, moments tell their age and are kept up to date, everything that
/// would give an account away is masked by the privacy eye.

import {aloud, h} from "./dom.js";
import * as format from "./format.js";
import {secret} from "./privacy.js";

/// "—", with why.
export function unknown(why = "not known") {
    return h("span", {class: "muted", title: why}, h("span", {ariaHidden: "true"}, format.UNKNOWN), aloud(why));
}

const FORMS = {
    bytes: value => [format.bytes(value), `${format.count(value)} bytes`],
    ratio: value => [format.ratio(value), value === "infinite" ? "infinite: nothing downloaded" : value === "none"
        ? "none: nothing uploaded or downloaded" : String(value)],
    count: value => [format.count(value), null],
    amount: value => [format.amount(value), String(value)],
    length: value => [format.length(value), `${format.count(value)} seconds`],
    text: value => [String(value), null],
};

/// A figure of an account.
/// @param {"bytes"|"ratio"|"count"|"amount"|"length"|"text"} form
/// @param why it may be unknown
export function figure(form, value, why) {
    if (value === null || value === undefined) {
        return unknown(why);
    }
    const [text, title] = FORMS[form](value);
    return secret("figure", text, undefined, {title});
}

/// The name of one of the user's trackers or targets. Masked, it is "Tracker 3".
export function name(text, id, what = "Tracker") {
    return secret("name", text, id === undefined || id === null ? what : `${what} ${id}`);
}

/// The same as an option of a select.
export function nameOption({id, name: text}, what = "Tracker") {
    return secret("name", text, `${what} ${id}`, {tag: "option", value: id});
}

/// "12 min ago", with the full moment as title; `keepAges` keeps it true.
export function age(moment, why = "never") {
    return moment === null || moment === undefined ? unknown(why)
        : h("time", {datetime: moment, title: format.full(moment), dataset: {age: ""}}, format.ago(moment));
}

/// A moment that stays what it is.
export function at(moment, form = format.moment) {
    return moment === null || moment === undefined ? unknown() : h("time", {datetime: moment, title: format.full(moment)}, form(moment));
}

/// Keeps every age on the page true. Called once, by the shell.
export function keepAges() {
    setInterval(() => document.querySelectorAll("time[data-age]").forEach(each => {
        const text = format.ago(each.dateTime);
        if (each.textContent !== text) {
            each.textContent = text;
        }
    }), 20_000);
}
