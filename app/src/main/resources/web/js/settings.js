/// What holds for all trackers, who may come in, and what one may do besides.

import {api} from "./api.js";
import {find, h} from "./dom.js";
import {loaded} from "./parts.js";
import {account} from "./settings-account.js";
import {backups} from "./settings-backups.js";
import {doctor} from "./settings-doctor.js";
import {keys} from "./settings-keys.js";
import {sessions} from "./settings-sessions.js";
import {silences} from "./settings-silences.js";
import {coming, watching} from "./settings-values.js";
import {shell} from "./shell.js";

/// Each draws itself into its section when what it needs is there; one that fails leaves the others alone.
const PARTS = [
    ["watching", "Watching", async () => watching(await api.get("settings"))],
    ["silences", "Silences", silences],
    ["account", "Password, second factor", account],
    ["sessions", "Signed-in browsers", sessions],
    ["keys", "API keys", keys],
    ["coming", "Who may come in", async () => coming(await api.get("settings"), await api.get("oidc").catch(() => null))],
    ["backups", "Backups", backups],
    ["doctor", "What may be wrong", doctor],
    ["about", "About", about],
];

shell("Settings");
find("#content").append(h("div", {class: "settings"},
    h("nav", {class: "settings-ways", ariaLabel: "Parts of the settings"}, PARTS.map(([id, title]) => h("a", {href: `#${id}`}, title))),
    h("div", {class: "stack"}, PARTS.map(([id, title, draw]) => {
        const room = h("div", {class: "stack"}, h("p", {class: "muted"}, "Loading…"));
        loaded(room, draw, content => room.replaceChildren(...[content].flat()));
        return h("section", {class: "card", id}, h("h2", {}, title), room);
    }))));

async function about() {
    const {version} = await api.get("setup");
    return [h("p", {}, `trackerwatch ${version}`),
        h("p", {class: "muted"}, "It keeps everything on this machine and sends nothing home. Everything on these pages can be done through the API, too: ",
            h("a", {href: api.address("openapi.json")}, "its description"), ".")];
}
