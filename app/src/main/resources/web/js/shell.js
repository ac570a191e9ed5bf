/// What is around every page: the bar on top, the menu, the privacy eye, the theme, the sign of the live line. A page has
/// an empty `<header class="top">` of fixed height, so nothing moves when this fills it, and calls
///
///     shell("Dashboard");            // the name of its way below, or none for pages outside it
///     title(tracker.name);           // the window's title, masked while the eye is shut

import {api, signIn} from "./api.js";
import {find, h} from "./dom.js";
import {keepAges} from "./figures.js";
import {icon} from "./icons.js";
import {live} from "./live.js";
import {isPrivate, masked, setPrivate} from "./privacy.js";

const WAYS = [["Dashboard", "./"], ["Fleet", "fleet"], ["Events", "events"], ["Targets", "targets"], ["Deliveries", "deliveries"],
    ["Incidents", "incidents"], ["Add a tracker", "catalog"], ["Settings", "settings"]];

const THEMES = {dark: "light", light: "system", system: "dark"};
const LIVE = {live: "Live", connecting: "Connecting", off: "Not live"};
const LOST = "No line to trackerwatch. Trying again; what is shown may be old.";

export function shell(current, {isLive = true} = {}) {
    const header = find("header.top");
    document.body.prepend(h("a", {class: "to-content", href: "#main"}, "To the content"));
    const menu = h("nav", {class: "ways", id: "ways", ariaLabel: "Pages"}, h("ul", {}, WAYS.map(([name, href]) =>
        h("li", {}, h("a", {href, ariaCurrent: name === current ? "page" : null}, name)))));
    header.replaceChildren(h("div", {class: "top-row"},
        h("a", {class: "brand", href: "./"}, icon("mark"), "trackerwatch"), menu,
        h("div", {class: "tools"}, isLive && line(), eye(), theme(), leave(), opener(menu))));
    keepAges();
    if (isLive) {
        live.start();
    }
}

/// A bar with nothing but the brand and the theme, for the pages before one is signed in.
export function bareShell() {
    find("header.top").replaceChildren(h("div", {class: "top-row"},
        h("span", {class: "brand"}, icon("mark"), "trackerwatch"), h("div", {class: "tools"}, theme())));
}

let named = null;

export function title(text) {
    named = text;
    document.title = `${masked(text, "•••••")} · trackerwatch`;
}

addEventListener("privacy", () => named !== null && title(named));

function line() {
    const sign = h("span", {class: "live", role: "status", title: "Whether this page is told what happens", dataset: {state: "connecting"}},
        h("span", {}, LIVE.connecting), h("span", {class: "lost", hidden: true}, LOST));
    addEventListener("live", ({detail}) => {
        sign.dataset.state = detail;
        sign.firstChild.textContent = LIVE[detail];
        sign.lastChild.hidden = detail !== "off";
        sign.title = detail === "off" ? LOST : "This page shows what happens as it happens";
    });
    return sign;
}

function tool(label, sign, props) {
    return h("button", {type: "button", class: "tool", ariaLabel: label, title: label, ...props}, icon(sign));
}

function eye() {
    const words = "Hide names and figures";
    const button = tool(words, isPrivate() ? "shut" : "eye", {ariaPressed: isPrivate(), onclick: () => {
        setPrivate(!isPrivate());
        button.setAttribute("aria-pressed", String(isPrivate()));
        button.replaceChildren(icon(isPrivate() ? "shut" : "eye"));
    }});
    return button;
}

function theme() {
    const words = () => `Colours: ${trackerwatchTheme.chosen() === "system" ? "as the system" : trackerwatchTheme.chosen()}. Change`;
    const button = tool(words(), trackerwatchTheme.chosen(), {onclick: () => {
        trackerwatchTheme.choose(THEMES[trackerwatchTheme.chosen()] ?? "dark");
        button.setAttribute("aria-label", words());
        button.title = words();
        button.replaceChildren(icon(trackerwatchTheme.chosen()));
    }});
    return button;
}

function leave() {
    return tool("Sign out", "leave", {onclick: async () => {
        await api.delete("session", {stay: true}).catch(() => null); // whoever has no session has nothing to end
        signIn();
    }});
}

function opener(menu) {
    const button = tool("Menu", "menu", {ariaExpanded: false, ariaControls: "ways"});
    const set = open => {
        menu.classList.toggle("open", open);
        button.setAttribute("aria-expanded", String(open));
        button.replaceChildren(icon(open ? "close" : "menu"));
    };
    button.classList.add("menu-button");
    button.addEventListener("click", () => set(!menu.classList.contains("open")));
    addEventListener("keydown", key => {
        if (key.key === "Escape" && menu.classList.contains("open")) {
            set(false);
            button.focus();
        }
    });
    return button;
}
