/// Figures that one reads off a site oneself, for accounts that no program may read.
///
///     recordFigures(tracker, answer => …);

import {api} from "./api.js";
import {h} from "./dom.js";
import {careful, dialog, field, submitted} from "./forms.js";
import {name} from "./figures.js";
import {bytes} from "./format.js";
import {button, toast} from "./parts.js";
import {label} from "./tracker-trial.js";

const SIZES = ["uploaded", "downloaded", "buffer", "seed_size"];
const NUMBERS = ["ratio", "seeding", "hit_and_runs", "bonus", "invites"];

/// As texts, since a size is typed with its unit; the API reads "1.5 TiB" itself.
export function recordFigures(tracker, done) {
    const size = key => field({name: key, label: label(key), autocomplete: "off", placeholder: tracker.known[key] === null ? "1.5 TiB" : bytes(tracker.known[key])});
    const number = key => field({name: key, label: label(key), autocomplete: "off", inputmode: "decimal", placeholder: tracker.known[key] ?? ""});
    const fields = [field({name: "class", label: "Class", autocomplete: "off", placeholder: tracker.known.class ?? ""}), ...SIZES.map(size), ...NUMBERS.map(number)];
    const typed = () => Object.fromEntries(fields.filter(each => each.value() !== "")
        .map(each => [each.name, NUMBERS.includes(each.name) && each.name !== "ratio" ? Number(each.value().replace(",", ".")) : each.value()]));
    const box = dialog(["Figures of ", name(tracker.name, tracker.id)], submitted(fields, h("div", {class: "stack"},
        h("p", {class: "muted"}, "As the site shows them now. What you leave empty is unknown, not what it was before."), h("div", {class: "fields two"}, fields.map(each => each.node))), "Keep them", async () => {
        const answer = await api.post(`trackers/${tracker.id}/record`, typed());
        box.close();
        toast(answer.doubtful ? "Kept, but some of it can't be right after what was known before. If it is, record it once more: then it counts." : "Kept.", answer.doubtful ? "attention" : "good");
        done(answer);
    }, {more: [button("Cancel", () => box.close())]}));
    box.classList.add("wide");
    careful(box);
    fields[0].input.focus();
}
