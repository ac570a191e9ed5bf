/// The chart library (vendor/uPlot, MIT), fetched when the first chart is drawn and not before: the dashboard needs none.

import {h} from "./dom.js";

let asked = null;

/// Resolves to uPlot itself.
export function chartLibrary() {
    asked ??= new Promise((resolve, reject) => {
        const script = h("script", {src: "vendor/uPlot.js"});
        script.addEventListener("load", () => resolve(globalThis.uPlot));
        script.addEventListener("error", () => {
            asked = null;
            reject(new Error("The charts could not be loaded. Load the page again."));
        });
        document.head.append(h("link", {rel: "stylesheet", href: "vendor/uPlot.css"}), script);
    });
    return asked;
}

/// A colour of css/tokens.css as it is in the present theme; a canvas knows no variables.
export const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
