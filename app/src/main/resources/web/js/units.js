/// Numbers as people write them, to and fro: "10 GiB" is 10737418240 bytes, "6 h" is 21600 seconds. What format.js shows
/// is rounded; what these write is exact, since it is read back.

const SIZES = {B: 1, KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30, TIB: 2 ** 40, PIB: 2 ** 50, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15};
const SPANS = {s: 1, min: 60, m: 60, h: 3600, d: 86_400, w: 604_800};
const NUMBER = /^(-?\d+(?:[.,]\d+)?)\s*([a-z]*)$/i;

/// @param {"size"|"span"|"ratio"|"count"|"amount"} unit
/// @return the number in base units; null where it is none of that unit
export function parsed(unit, text) {
    const found = NUMBER.exec(text.trim());
    if (!found) {
        return null;
    }
    const number = Number(found[1].replace(",", "."));
    const word = found[2];
    if (unit === "size") {
        const factor = SIZES[word.toUpperCase()];
        return factor === undefined ? null : Math.round(number * factor);
    }
    if (unit === "span") {
        const factor = number === 0 && word === "" ? 1 : SPANS[word.toLowerCase()];
        return factor === undefined ? null : Math.round(number * factor);
    }
    return word === "" ? number : null;
}

export function written(unit, number) {
    if (unit === "size") {
        return largest(number, ["PiB", "TiB", "GiB", "MiB", "KiB"], name => SIZES[name.toUpperCase()], "B");
    }
    if (unit === "span") {
        return largest(number, ["d", "h", "min"], name => SPANS[name], "s");
    }
    return String(number);
}

/// In the largest unit in which it has at most two digits behind the point, and is at least one.
function largest(number, names, factor, least) {
    const fits = name => Math.abs(number) >= factor(name) && Number.isInteger(number * 100 / factor(name));
    const name = names.find(fits);
    return name ? `${number / factor(name)} ${name}` : `${number} ${least}`;
}

/// What an example of a unit looks like, for placeholders and faults.
export const EXAMPLES = {size: "10 GiB", span: "6 h", ratio: "0.2", count: "3", amount: "1000"};
