/// Signs, drawn with strokes in the colour of the text around them. They are never read aloud: a word stands beside each,
/// or the button has a name.

import {svg} from "./dom.js";

const PATHS = {
    mark: "M3 14h4l3-9 4 14 3-8h4",
    good: "M5 12.5l4.5 4.5L19 7.5",
    attention: "M12 4 2.8 20h18.4L12 4zM12 10v5M12 17.6v.4",
    broken: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9l6 6M15 9l-6 6",
    news: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.4",
    todo: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
    pause: "M8 5v14M16 5v14",
    play: "M7 4.5v15l12-7.5z",
    poll: "M20 11a8 8 0 1 0-2 6.2M20 4v7h-7",
    hand: "M4 20h4L19 9l-4-4L4 16z",
    eye: "M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    shut: "M3 3l18 18M10 5.8A9.6 9.6 0 0 1 12 5.5c6.4 0 10 6.5 10 6.5a17 17 0 0 1-3 3.7M6.3 7.4A16.5 16.5 0 0 0 2 12s3.6 6.5 10 6.5c1.6 0 3-.4 4.3-1M9.9 9.9a3 3 0 0 0 4.2 4.2",
    dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
    light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.5M12 19.5V22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M2 12h2.5M19.5 12H22M4.9 19.1l1.8-1.8M17.3 6.7l1.8-1.8",
    system: "M3 5h18v11H3zM9 20h6M12 16v4",
    menu: "M4 6.5h16M4 12h16M4 17.5h16",
    close: "M6 6l12 12M18 6L6 18",
    up: "M12 19V5M6 11l6-6 6 6",
    down: "M12 5v14M6 13l6 6 6-6",
    sort: "M8 9l4-4 4 4M8 15l4 4 4-4",
    plus: "M12 5v14M5 12h14",
    save: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    grip: "M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1",
    cards: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
    rows: "M4 6h16M4 12h16M4 18h16",
    out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
    leave: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    back: "M14 6l-6 6 6 6",
    bell: "M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4",
};

/// @param {keyof PATHS} name
export function icon(name) {
    return svg("svg", {viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false"},
        svg("path", {d: PATHS[name], fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round"}));
}
