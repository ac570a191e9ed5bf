/// The fields of an account: what it is called, where its site is, what opens it, and how often it is asked.

import {h} from "./dom.js";
import {radios, secretField} from "./choices.js";
import {capital} from "./format.js";
import {field, tick} from "./forms.js";
import {parsed, written} from "./units.js";

export const WAYS = {"api-key": "API key", cookie: "Cookies of a browser", login: "User name and password"};

/// What each way needs, under the names that the API has for it.
const OPENERS = {
    "api-key": () => [["secret", "API key"]],
    cookie: () => [["cookie", "Cookies"], ["user_agent", "User agent of that browser"]],
    login: access => [["password", "Password"], ...(access.second_factor === "none" ? [] : [["second_factor", "Second factor"]])],
};

const HINTS = {
    cookie: "In any form that a browser gives them: the header “Cookie: …”, an export of an add-on, or the table of the developer tools.",
    user_agent: "Some sites bind cookies to it. In that browser, search for “my user agent”.",
    second_factor: "The letters beside the site's QR code, or its otpauth address; a fixed second password where the site has that.",
};

/// @param entry as the catalog answers it
/// @param tracker what is changed; null for a new one
/// @return {{node, fields(), body()}}; `body()` holds only what is to be sent
export function trackerFields(entry, tracker) {
    const usable = entry.access.filter(each => each.credential !== "none");
    const opener = opening(usable, tracker);
    const engine = entry.kind === "engine";
    const name = field({name: "name", label: "Name", needed: true, value: tracker?.name ?? (engine ? "" : entry.name), hint: "Your own word for it.", maxlength: "60", autocomplete: "off"});
    const url = field({name: "url", label: "Address of the site", type: "url", needed: engine, value: tracker?.url ?? "", placeholder: entry.links[0] ?? "https://…",
        hint: engine ? "Many sites run on this engine; say where yours is." : "Only where it is another than the known one.", autocomplete: "off"});
    const username = field({name: "username", label: "Your user name there", value: tracker?.username ?? "", autocomplete: "off", autocapitalize: "off", spellcheck: "false"});
    const manner = schedule(entry, tracker);

    function follow() {
        const access = opener.access();
        const wanted = access !== null && (access.needs_username || access.credential === "login");
        username.node.hidden = !wanted;
        username.input.required = wanted && tracker === null;
    }

    opener.changed(follow);
    follow();
    const all = () => [name, url, ...(username.node.hidden ? [] : [username]), ...opener.fields(), ...manner.fields];
    return {
        node: h("div", {class: "fields"}, name.node, engine || tracker !== null ? url.node : null, opener.node, username.node, opener.secrets,
            h("details", {class: "folded part"}, h("summary", {}, "More"), h("div", {class: "fields"}, engine || tracker !== null ? null : url.node, manner.node))),
        fields: all,
        first: name,
        body: () => ({
            ...difference(tracker, {name: name.value(), url: url.value() || null, ...(username.node.hidden ? {} : {username: username.value() || null})}),
            ...opener.body(), ...difference(tracker, manner.values()), ...manner.rest(),
        }),
    };
}

/// Of a new one all that is there; of a known one what differs.
function difference(tracker, values) {
    return Object.fromEntries(Object.entries(values).filter(([key, value]) => tracker === null ? value !== null : value !== tracker[key]));
}

/// What opens it: which way, and the fields of that way.
function opening(usable, tracker) {
    const listeners = [];
    const known = usable.find(each => each.credential === tracker?.credential) ?? usable[0] ?? null;
    const way = usable.length > 1 ? radios({name: "way", label: "Opened by", value: known.credential, changed: draw,
        options: usable.map(each => [each.credential, WAYS[each.credential]])}) : null;
    const secrets = h("div", {class: "fields"});
    let chosen = known;
    let fields = [];

    function draw(key) {
        chosen = usable.find(each => each.credential === key) ?? null;
        const isSet = tracker !== null && tracker.credential === chosen?.credential;
        fields = chosen === null ? [] : OPENERS[chosen.credential](chosen).map(([name, label]) => name === "user_agent"
            ? field({name, label, hint: HINTS[name], autocomplete: "off", spellcheck: "false"})
            : secretField({name, label, isSet, needed: name !== "second_factor" && tracker === null, long: name === "cookie",
                hint: name === "second_factor" || chosen.hint === null ? HINTS[name] : `${capital(chosen.hint)}.`}));
        secrets.replaceChildren(...fields.map(each => each.node));
        listeners.forEach(each => each());
    }

    draw(known?.credential);
    return {
        node: way?.node, secrets, fields: () => fields, access: () => chosen,
        changed: listener => listeners.push(listener),
        body: () => Object.fromEntries(fields.map(each => [each.name, each.value()]).filter(([, value]) => value !== undefined && value !== "")),
    };
}

/// How often, and what is known beside what the site tells.
function schedule(entry, tracker) {
    const least = entry.min_interval_seconds ? ` Its site wants ${written("span", entry.min_interval_seconds)} or more between two polls.` : "";
    const manual = entry.manual;
    const interval = field({name: "interval_seconds", label: "Polled every", value: tracker?.interval_seconds ? written("span", tracker.interval_seconds) : "",
        placeholder: "as the settings say", hint: `Such as 60 min, 6 h or 1 d.${least}`});
    const perDay = field({name: "max_per_day", label: "Polls a day at most", type: "number", min: "1", max: "96", value: tracker?.max_per_day ?? ""});
    const ratio = field({name: "min_ratio", label: "Ratio to keep", value: tracker?.min_ratio ?? "", placeholder: entry.min_ratio ?? "", inputmode: "decimal",
        hint: "Below it you are warned. It goes before what the site demands; 0 is none."});
    const joined = field({name: "joined", label: "Joined on", type: "date", value: tracker?.joined ?? "", hint: "Where the site does not tell it; for anniversaries."});
    const proxy = secretField({name: "proxy", label: "Proxy", forgets: true, isSet: false, hint: "Reaches the site through http://host:port or socks5://host:port, with user and password if it wants them."
        + (tracker === null ? "" : " What is set stays if nothing is typed.")});
    const check = tick({name: "check", label: "Ask the site now", value: true, hint: "Without it, what you typed is taken on your word."});
    const fields = manual ? [ratio, joined] : [interval, perDay, ratio, joined, proxy, check];
    const number = each => each.value() === "" ? null : Number(each.value().replace(",", "."));
    return {
        node: h("div", {class: "fields"}, fields.map(each => each.node)), fields,
        values: () => ({...(manual ? {} : {interval_seconds: length(interval, tracker), max_per_day: number(perDay)}), min_ratio: number(ratio), joined: joined.value() || null}),
        rest: () => manual ? {} : {...(proxy.value() === undefined ? {} : {proxy: proxy.value()}), ...(check.value() ? {} : {check: false})},
    };
}

/// A known interval is sent only when it is typed anew: what is shown includes the site's floor.
function length(interval, tracker) {
    const text = interval.value();
    if (text === "" || (tracker?.interval_seconds && text === written("span", tracker.interval_seconds))) {
        return text === "" ? null : tracker.interval_seconds;
    }
    const seconds = parsed("span", text);
    if (seconds === null) {
        const detail = `“${text}” is no length of time. Write it like 60 min, 6 h or 1 d.`;
        throw Object.assign(new Error(detail), {fields: [{name: "interval_seconds", detail}]});
    }
    return seconds;
}
