// The button or link of these words that can be pressed now: in the topmost dialog where one is open.
const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
const words = each => [each.innerText.trim(), each.getAttribute("aria-label"), each.title];
return [...within.querySelectorAll("button, a, summary")].find(each => each.checkVisibility() && words(each).includes(arguments[0])) ?? null;
