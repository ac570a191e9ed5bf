// What reaches beyond the right edge, unless it is in a room that scrolls by itself.
if (document.documentElement.scrollWidth <= innerWidth) {
    return [];
}
const scrolls = each => each && each !== document.body && (/auto|scroll|hidden|clip/.test(getComputedStyle(each).overflowX) || scrolls(each.parentElement));
const beyond = [...document.body.querySelectorAll("*")].filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !scrolls(each.parentElement));
return [`${document.documentElement.scrollWidth} pixels of ${innerWidth}`, ...beyond.slice(0, 5).map(each => each.outerHTML.slice(0, 160))];
