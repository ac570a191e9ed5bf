// All that the page tells, to the eye and to the ear, folded away or not: its texts, what is chosen from and typed in, every
// attribute but those of looks and ways, and the window's title.
const LOOKS = new Set(["class", "d", "style", "href", "src", "for", "viewBox"]);
const told = [document.title];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    told.push(walker.currentNode.data);
}
for (const each of document.querySelectorAll("body *")) {
    told.push(each.value, ...[...each.attributes].filter(attribute => !LOOKS.has(attribute.name)).map(attribute => attribute.value));
}
return told.filter(each => typeof each === "string" && each.trim() !== "");
