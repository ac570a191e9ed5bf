// What the focus is on, in words.
const on = document.activeElement;
return [on.innerText, on.getAttribute("aria-label"), ...[...(on.labels ?? [])].map(label => label.innerText)].join(" ");
