// What a reader by ear would miss: one title, one main, one h1; a name for each field and button; no id twice.
const wrong = [];
const one = selector => {
    const count = document.querySelectorAll(selector).length;
    if (count !== 1) {
        wrong.push(`${count} ${selector} instead of one`);
    }
};
["h1", "main", "title"].forEach(one);
if (!/\S.* · trackerwatch$/.test(document.title)) {
    wrong.push(`the title “${document.title}”`);
}
if (document.documentElement.lang === "") {
    wrong.push("no language");
}
const named = each => [each.getAttribute("aria-label"), each.innerText, each.title, ...[...(each.labels ?? [])].map(label => label.innerText),
    ...(each.getAttribute("aria-labelledby") ?? "").split(" ").map(id => document.getElementById(id)?.innerText)].some(text => text?.trim());
const tell = each => each.outerHTML.slice(0, 120);
for (const each of document.querySelectorAll("input:not([hidden]), select, textarea")) {
    const labels = [...(each.labels ?? [])].some(label => label.innerText.trim() || label.textContent.trim());
    if (!labels && !each.getAttribute("aria-label")) {
        wrong.push(`a field without a label: ${tell(each)}`);
    }
}
for (const each of document.querySelectorAll("button, a[href], summary, [role=img], dialog")) {
    if (each.checkVisibility() && !named(each)) {
        wrong.push(`nothing names ${tell(each)}`);
    }
}
const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
new Set(ids.filter((id, index) => ids.indexOf(id) !== index)).forEach(id => wrong.push(`the id ${id} twice`));
return wrong;
