/// The services that alerts go to: their names, what such an address looks like, and fields for what each leaves to choose.

import {api} from "./api.js";
import {add, h} from "./dom.js";
import {secretField} from "./choices.js";
import {field} from "./forms.js";
import * as format from "./format.js";
import {icon} from "./icons.js";

const NAMES = {apprise: "Apprise", discord: "Discord", email: "E-mail", gotify: "Gotify", "home-assistant": "Home Assistant", make: "Make", matrix: "Matrix",
    ntfy: "ntfy", pushover: "Pushover", slack: "Slack", teams: "Microsoft Teams", telegram: "Telegram", webhook: "Webhook of your own", zapier: "Zapier"};

/// Texts of several lines.
const LONG = new Set(["template", "headers"]);

const LET_ONE_TYPE_MS = 250;

export const kindName = kind => NAMES[kind] ?? format.words(kind);

/// The fields of a kind's choices: `{node, fields, body()}`; `body()` is `{options, secrets}`, with null for what is taken back.
/// @param target null for a new one
export function choicesOf(kind, target) {
    const fields = kind.settings.map(each => each.secret
        ? secretField({name: `secrets.${each.key}`, label: format.words(each.key), hint: `${each.meaning} Allowed is ${each.allowed}.`,
            isSet: target?.secrets.includes(each.key), forgets: true, long: LONG.has(each.key)})
        : plain(each, target?.options[each.key] ?? ""));
    const ofPart = part => fields.filter(each => each.name.startsWith(part + "."));
    const key = each => each.name.slice(each.name.indexOf(".") + 1);
    return {
        fields,
        node: fields.length === 0 ? null : h("div", {class: "fields"}, fields.map(each => each.node)),
        body: () => ({
            options: Object.fromEntries(ofPart("options").filter(each => each.value() !== (target?.options[key(each)] ?? ""))
                .map(each => [key(each), each.value() === "" ? null : each.value()])),
            secrets: Object.fromEntries(ofPart("secrets").filter(each => each.value() !== undefined).map(each => [key(each), each.value()])),
        }),
    };
}

function plain(setting, value) {
    const common = {name: `options.${setting.key}`, label: format.words(setting.key), value};
    return setting.values.length > 0 ? field({...common, type: "select", hint: setting.meaning,
        options: [["", "as usual"], ...setting.values.map(each => [each.value, each.title])]})
        : field({...common, type: LONG.has(setting.key) ? "area" : "text", spellcheck: "false", hint: `${setting.meaning} Allowed is ${setting.allowed}.`});
}

/// Says under an address's field, while one types, which kind it is of.
/// @param told is called with the kind that it may be, or null
/// @param chosen whether somebody has said which kind it is: then only what is certain is worth a word
/// @return where that is said, and what takes it back
export function recogniser(input, told, chosen) {
    const room = h("p", {class: "hint row", role: "status"});
    let timer = null;
    let asking = null;
    const hush = () => {
        clearTimeout(timer);
        asking?.abort();
        room.replaceChildren();
    };
    input.addEventListener("input", () => {
        clearTimeout(timer);
        asking?.abort();
        timer = setTimeout(look, LET_ONE_TYPE_MS);
    });

    async function look() {
        const url = input.value.trim();
        if (url === "") {
            room.replaceChildren();
            return;
        }
        asking = new AbortController();
        const found = await api.post("target-kinds/recognise", {url}, {signal: asking.signal}).catch(() => null);
        if (found !== null) {
            const [kind] = found.kinds;
            room.replaceChildren();
            add(room, found.certain ? [h("span", {class: "badge good"}, icon("good"), kindName(kind))] : chosen() ? [] : found.remark);
            told(found.kinds.length > 0 && (found.certain || !chosen()) ? kind : null);
        }
    }

    return {room, hush};
}
