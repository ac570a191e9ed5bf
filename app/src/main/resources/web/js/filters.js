/// Choices above a list, kept in the page's address, so that a list can be linked to and comes back after a reload.

import {ask, asked, h} from "./dom.js";

/// @param {{[name: string]: {label: string, options: [string, string][]}}} given the first option of each is for all
/// @param changed is called after another one was chosen
/// @return {{node, values()}}
export function filters(given, changed) {
    const pickers = Object.entries(given).map(([name, {label, options}]) => {
        const picker = h("select", {class: "input", ariaLabel: label, onchange: () => {
            ask(name, picker.value === "" ? null : picker.value);
            changed();
        }}, options.map(each => each instanceof Node ? each : h("option", {value: each[0]}, each[1])));
        picker.value = asked(name) ?? "";
        if (picker.selectedIndex < 0) {
            picker.value = ""; // of what is gone
        }
        return [name, picker];
    });
    return {
        node: h("div", {class: "filters", role: "group", ariaLabel: "Which to show"}, pickers.map(([, picker]) => picker)),
        values: () => Object.fromEntries(pickers.map(([name, picker]) => [name, picker.value === "" ? null : picker.value])),
    };
}
