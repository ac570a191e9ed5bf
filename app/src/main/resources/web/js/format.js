/// Figures as people read them. Unknown is never 0: every function gives "—" for `null`. Bytes in IEC units, moments in
/// the browser's own zone. These give plain text; figures.js wraps it in elements with titles, ages and the privacy mask.

export const UNKNOWN = "—";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
const WHOLE = new Intl.NumberFormat(undefined, {maximumFractionDigits: 0});
const POINTS = new Intl.NumberFormat(undefined, {maximumFractionDigits: 2, roundingMode: "trunc"});
const MOMENT = new Intl.DateTimeFormat(undefined, {dateStyle: "medium", timeStyle: "short"});
const DAY = new Intl.DateTimeFormat(undefined, {dateStyle: "medium"});
const CLOCK = new Intl.DateTimeFormat(undefined, {timeStyle: "short"});
const FULL = new Intl.DateTimeFormat(undefined, {dateStyle: "full", timeStyle: "long"});

const known = (value, format) => value === null || value === undefined ? UNKNOWN : format(value);

/// 1.52 TiB: three digits that count. `even` is for an axis: exact, such as 3.125 TiB between 3 and 3.25, and without zeros at the end.
export function bytes(value, {even = false} = {}) {
    return known(value, number => {
        let size = Math.abs(number);
        let unit = 0;
        while (size >= 1023.5 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        const digits = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
        return `${number < 0 ? "−" : ""}${decimal(size, even ? 0 : digits, even ? 4 : digits)} ${UNITS[unit]}`;
    });
}

/// 4,210 and never a fraction.
export function count(value) {
    return known(value, number => minus(WHOLE.format(number)));
}

/// Bonus points with the decimals that the site gives; of more than two the rest is cut, since nobody can spend what he
/// does not have.
export function amount(value) {
    return known(value, number => minus(POINTS.format(number)));
}

/// A finite one with two digits, cut rather than rounded below 1.00, since 0.599 is below a minimum of 0.60.
export function ratio(value) {
    return known(value, number => {
        if (number === "infinite") {
            return "∞";
        }
        if (number === "none") {
            return "none";
        }
        const digits = number >= 1000 ? 0 : number >= 100 ? 1 : 2;
        return decimal(number < 1 ? Math.floor(number * 100 + 1e-9) / 100 : number, digits);
    });
}

/// With its sign: +12 GiB, −0.03, ±0.
export function change(value, format) {
    return known(value, number => number > 0 ? "+" + format(number) : number === 0 ? "±" + format(0) : format(number));
}

export function percent(value, digits = 0) {
    return known(value, share => decimal(share * 100, digits) + " %");
}

/// 3 min, 5 h, 12 d, 1.4 y: one unit, the largest that says something.
export function length(seconds) {
    return known(seconds, whole => {
        const s = Math.max(0, whole);
        return s < 60 ? `${Math.round(s)} s` : s < 5400 ? `${Math.round(s / 60)} min` : s < 129_600 ? `${Math.round(s / 3600)} h`
            : s < 31_536_000 ? `${Math.round(s / 86_400)} d` : `${decimal(s / 31_557_600, 1)} y`;
    });
}

/// "5 min ago", "in 2 h".
export function ago(moment, now = Date.now()) {
    return known(moment, at => {
        const seconds = (now - Date.parse(at)) / 1000;
        return Math.abs(seconds) < 45 ? "just now" : seconds > 0 ? length(seconds) + " ago" : "in " + length(-seconds);
    });
}

export const moment = at => known(at, value => MOMENT.format(new Date(value)));
export const clock = at => known(at, value => CLOCK.format(new Date(value)));
export const full = at => known(at, value => FULL.format(new Date(value)));

/// A date without a time of day, such as `2021-03-04`, is no moment: it is the same day everywhere.
export const day = date => known(date, value => DAY.format(new Date(value.length === 10 ? value + "T12:00:00" : value)));

/// "1 event", "3 events".
export function plural(number, one, many = one + "s") {
    return `${WHOLE.format(number)} ${number === 1 ? one : many}`;
}

/// A whole sentence's beginning.
export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/// "tracker-down" → "Tracker down", "seed_size" → "Seed size"; a hit-and-run is written with its hyphens everywhere.
export const words = key => capital(String(key).replaceAll(/[-_]/g, " ").replace("hit and run", "hit-and-run"));

export function decimal(number, digits, most = digits) {
    return minus(number.toLocaleString(undefined, {minimumFractionDigits: digits, maximumFractionDigits: most}));
}

/// As long as a plus, and never broken from its number.
const minus = text => text.replace(/^-/, "−");
