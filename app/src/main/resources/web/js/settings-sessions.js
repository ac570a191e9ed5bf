/// The browsers that are signed in.

import {api} from "./api.js";
import {h, show} from "./dom.js";
import {age} from "./figures.js";
import {badge, button, toast} from "./parts.js";

export async function sessions() {
    const room = h("div", {class: "stack"});
    await draw(room);
    return room;
}

async function draw(room) {
    const all = await api.get("sessions");
    show(room, all.length === 0 ? h("p", {}, "None: you came in another way.") : h("ul", {class: "entries"}, all.map(each => h("li", {},
        h("div", {}, h("span", {class: "wrap"}, browser(each.agent)), " ", each.this && badge("good", "this one"),
            h("p", {class: "small muted", title: each.agent}, `${each.address} · seen `, age(each.seen), ", signed in ", age(each.made), each.way === "oidc" ? " by your provider" : "")),
        each.this ? null : button("Sign it out", async () => {
            await api.delete(`sessions/${each.id}`);
            await draw(room);
        }, {kind: "small"})))),
    all.filter(each => !each.this).length > 0 && h("div", {}, button("Sign out all others", async () => {
        await api.delete("sessions");
        toast("Only this browser is signed in now.");
        await draw(room);
    })));
}

/// "Firefox on Linux" out of what a browser calls itself; the whole is the title.
function browser(agent) {
    const name = [[/Edg\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\//, "Firefox"], [/Chrom(e|ium)\//, "Chrome"], [/Safari\//, "Safari"]].find(([sign]) => sign.test(agent))?.[1];
    const system = [[/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"]].find(([sign]) => sign.test(agent))?.[1];
    return name ? name + (system ? ` on ${system}` : "") : agent === "" ? "a browser without a name" : agent.slice(0, 60);
}
