// The field whose label begins so, in the topmost dialog where one is open.
const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
const begins = text => text?.trim().startsWith(arguments[0]);
const shown = [...within.querySelectorAll("input:not([type=radio], [type=checkbox]), select, textarea")].filter(each => each.checkVisibility());
return shown.find(each => begins(each.getAttribute("aria-label")) || [...(each.labels ?? [])].some(label => begins(label.innerText))) ?? null;
