// All that the page tells, to the eye and to the ear: its texts, titles, labels, alternatives, values, and the window's title.
const told = [document.title, document.body.innerText];
for (const each of document.querySelectorAll("body *")) {
    told.push(each.title, each.getAttribute("aria-label"), each.getAttribute("alt"), each.value, each.getAttribute("placeholder"));
}
return told.filter(each => typeof each === "string" && each.trim() !== "");
