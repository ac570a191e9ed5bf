// Text whose contrast against what is behind it is below AA (WCAG 2.2, 1.4.3): 4.5, or 3 for large text. Colours are read
// back from a canvas, since styles may name them in any colour space. What is disabled is free.
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const ctx = canvas.getContext("2d", {willReadFrequently: true});
const known = new Map();

function rgba(colour) {
    if (!known.has(colour)) {
        ctx.clearRect(0, 0, 1, 1);
        ctx.fillStyle = colour;
        ctx.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = ctx.getImageData(0, 0, 1, 1).data;
        known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
}

const over = ([r, g, b, a], below) => [r, g, b].map((each, i) => each * a + below[i] * (1 - a));

function behind(element) {
    if (element === null) {
        return [255, 255, 255];
    }
    const colour = rgba(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, behind(element.parentElement));
}

const opacity = element => element === null ? 1 : Number(getComputedStyle(element).opacity) * opacity(element.parentElement);
const linear = each => each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

function contrast(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
}

function look(element, colour, what) {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const below = behind(element);
    const [r, g, b, a] = rgba(colour);
    const has = contrast(over([r, g, b, a * opacity(element)], below), below);
    return has < least - 0.005 ? `${has.toFixed(2)} of ${least}: “${what.trim().slice(0, 40)}” in ${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}` : null;
}

const wrong = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() && element.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && !element.closest(".aloud, option, script, style, noscript, :disabled, [aria-disabled=true], .to-content:not(:focus)")) {
        wrong.add(look(element, getComputedStyle(element)[element.namespaceURI.endsWith("svg") ? "fill" : "color"], walker.currentNode.data));
    }
}
for (const element of document.querySelectorAll("input, textarea, select")) {
    if (element.checkVisibility() && !element.disabled) {
        wrong.add(element.placeholder && !element.value ? look(element, getComputedStyle(element, "::placeholder").color, element.placeholder)
            : look(element, getComputedStyle(element).color, element.value));
    }
}
wrong.delete(null);
return [...wrong];
