package org.trackerwatch.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trackerwatch.core.Condition;
import org.trackerwatch.core.FigureCondition;
import org.trackerwatch.core.PollCondition;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Rule.Phrases;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Template;
import org.trackerwatch.core.Threshold;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Nearest;
import org.trackerwatch.trackers.Problem;
import org.trackerwatch.trackers.Section;
import org.trackerwatch.trackers.Spans;
import org.trackerwatch.trackers.Yaml;

/// Reads one rule's file, strictly: what it does not know is a problem with a line, and with the word that may have been
/// meant.
///
/// @param key     the file's name
/// @param bundled it comes with the program
record RuleParser(String key, boolean bundled) {

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /// Empty if there are problems.
    Optional<Rule> parse(String file, String text, List<Problem> problems) {
        try {
            if (!KEY.matcher(key).matches()) {
                problems.add(new Problem(file, 0,
                        "a rule's file is named in small letters, digits and hyphens: its name is the event's."));
            }
            if (Yaml.parse(file, text) instanceof Yaml.Entries entries) {
                return rule(new Section(entries, problems)).filter(_ -> problems.isEmpty());
            }
            problems.add(new Problem(file, 1, "a rule is a map of keys, beginning with `title:`."));
        } catch (Problem.Broken broken) {
            problems.addAll(broken.problems());
        }
        return Optional.empty();
    }

    private Optional<Rule> rule(Section file) {
        var title = file.text("title").orElse(key);
        var about = file.text("about").orElse("");
        var severity = required(file, "severity", file.choice("severity", Severity.class));
        var cooldown = required(file, "cooldown", file.read("cooldown", "a length of time, such as 6h, 7d or 0s", Spans::of));
        boolean byDefault = !file.has("by_default") || file.flag("by_default");
        var when = required(file, "when", ConditionParser.parse(file));
        var limits = file.section("threshold");
        var threshold = when.filter(_ -> file.has("threshold")).flatMap(condition -> threshold(file, limits, condition));
        var wording = file.section("wording");
        var phrases = when.flatMap(condition -> phrases(wording, condition));
        var examples = file.sections("examples").stream().flatMap(example -> ExampleParser.parse(example).stream()).toList();
        file.close();
        return severity.flatMap(grave -> cooldown.flatMap(pause -> when.flatMap(condition -> phrases.map(words -> new Rule(
                key, title, about, grave, condition, condition, pause, threshold, words, byDefault, bundled, examples)))));
    }

    /// Adds a problem where the key is not there; where it is there and wrong, the reader has said so.
    static <T> Optional<T> required(Section section, String key, Optional<T> value) {
        if (!section.has(key)) {
            section.problem(key, "`" + key + ":` is missing here.");
        }
        return value;
    }

    private static Optional<Threshold> threshold(Section file, Section section, Condition when) {
        var unit = when instanceof FigureCondition figure ? figure.of().type() : Field.Type.COUNT;
        var what = required(section, "what", section.text("what"));
        var least = number(section, "from", unit);
        var most = number(section, "to", unit);
        section.close();
        if (when.limits().isEmpty()) {
            file.problem("threshold", "this kind of condition has no number that could be another.");
        }
        return what.flatMap(words -> least.flatMap(from -> most.map(to ->
                new Threshold(words, unit, from, to, when instanceof FigureCondition.Crosses))));
    }

    private static Optional<BigDecimal> number(Section section, String key, Field.Type unit) {
        return required(section, key, section.read(key, "a number", text -> ValueText.number(unit, text).orElseThrow()));
    }

    private static Optional<Phrases> phrases(Section wording, Condition when) {
        var variables = Rule.variables(when);
        var title = required(wording, "title", template(wording, "title", variables));
        var text = template(wording, "text", variables).orElse(new Template(""));
        var reminder = template(wording, "reminder", variables);
        if (reminder.isPresent() && !(when instanceof Condition.Standing)) {
            wording.problem("reminder", "only a condition that stands can be reminded of; this one happens.");
        }
        var over = wording.section("over");
        if (wording.has("over") && !(when instanceof PollCondition.Recovers || when instanceof PollCondition.IsOffline)) {
            wording.problem("over", "only what ends can be told as over: a recovery, or that trackerwatch was offline.");
        }
        var anonymous = wording.section("anonymous");
        var phrases = title.map(line -> new Phrases(line, text, reminder,
                template(over, "title", variables), template(over, "text", variables),
                template(anonymous, "title", variables), template(anonymous, "text", variables)));
        over.close();
        anonymous.close();
        wording.close();
        return phrases;
    }

    private static Optional<Template> template(Section section, String key, Set<String> variables) {
        var template = section.text(key).map(Template::new);
        template.stream().flatMap(words -> words.unknown(variables).stream()).forEach(name ->
                section.problem(key, "unknown variable {" + name + "}" + Nearest.hint(name, variables)));
        return template;
    }
}
