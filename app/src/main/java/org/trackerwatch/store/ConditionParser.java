package org.trackerwatch.store;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trackerwatch.core.Condition;
import org.trackerwatch.core.FigureCondition;
import org.trackerwatch.core.PollCondition;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Nearest;
import org.trackerwatch.trackers.Section;
import org.trackerwatch.trackers.Spans;
import org.trackerwatch.trackers.Yaml;

/// Reads `when:`, which is a word (`when: refused`) or one kind with its terms (`when: {falls: {of: ratio, by: 0.1}}`).
final class ConditionParser {

    private static final Set<String> WORDS = Set.of("refused", "anniversary", "corrected", "offline");

    private static final Set<String> KINDS = Set.of("falls", "rises", "crosses", "becomes", "changes", "is", "at_least",
            "at_most", "below", "fails", "flaps", "recovers");

    static final List<String> FIGURES = Arrays.stream(Field.values()).map(Field::key).toList();

    private final String kind;
    private final Section terms;

    private ConditionParser(String kind, Section terms) {
        this.kind = kind;
        this.terms = terms;
    }

    static Optional<Condition> parse(Section file) {
        return file.get("when").flatMap(node -> switch (node) {
            case Yaml.Text(var word, _) -> word(file, word);
            case Yaml.Entries _ -> kind(file, file.section("when"));
            case Yaml.Items _, Yaml.Nothing _ -> {
                file.problem("when", "one condition belongs here, and no list.");
                yield Optional.empty();
            }
        });
    }

    private static Optional<Condition> word(Section file, String word) {
        return switch (word) {
            case "refused" -> Optional.of(new PollCondition.Refused());
            case "anniversary" -> Optional.of(new PollCondition.Anniversary());
            case "offline" -> Optional.of(new PollCondition.IsOffline());
            case "corrected" -> Optional.of(new PollCondition.Corrected());
            default -> unknown(file, "when", word);
        };
    }

    private static Optional<Condition> kind(Section file, Section when) {
        if (when.keys().size() != 1) {
            file.problem("when", "one condition belongs here, and not " + when.keys().size() + ".");
            return Optional.empty();
        }
        var kind = when.keys().getFirst();
        if (!KINDS.contains(kind)) {
            return unknown(when, kind, kind);
        }
        var terms = when.section(kind);
        var condition = new ConditionParser(kind, terms).read();
        terms.close();
        return condition;
    }

    private static Optional<Condition> unknown(Section section, String key, String word) {
        var all = new TreeSet<>(KINDS);
        all.addAll(WORDS);
        section.problem(key, "unknown condition `" + word + "`" + Nearest.hint(word, all));
        return Optional.empty();
    }

    private Optional<Condition> read() {
        return switch (kind) {
            case "fails" -> with(required("polls", terms.whole("polls")), PollCondition.Fails::new);
            case "flaps" -> required("times", terms.whole("times")).flatMap(times -> with(required("within", terms.read("within",
                    "a length of time, such as 1h", Spans::of)), within -> new PollCondition.Flaps(times, within)));
            case "recovers" -> required("from", terms.text("from")).map(PollCondition.Recovers::new);
            default -> field().flatMap(this::figure);
        };
    }

    private Optional<Condition> figure(Field of) {
        return switch (kind) {
            case "falls" -> with(number(of, "by"), by -> new FigureCondition.Falls(of, by));
            case "rises" -> with(terms.has("by") ? number(of, "by") : Optional.of(BigDecimal.ZERO),
                    by -> new FigureCondition.Rises(of, by));
            case "crosses" -> with(Optional.of(numbers(of, "limits")), limits -> new FigureCondition.Crosses(of, limits));
            case "becomes" -> with(required("flag", Optional.of(terms.flag("flag"))), flag -> new FigureCondition.Becomes(of, flag));
            case "changes" -> Optional.of(new FigureCondition.Changes(of));
            case "is" -> with(required("value", terms.read("value", of.key() + "'s kind of value",
                    text -> ValueText.read(of.type(), text).orElseThrow())), value -> new FigureCondition.Is(of, value));
            case "at_least" -> with(number(of, "limit"), limit -> new FigureCondition.AtLeast(of, limit));
            case "at_most" -> with(number(of, "limit"), limit -> new FigureCondition.AtMost(of, limit));
            default -> with(required("limit", terms.choice("limit", FigureCondition.Below.Limit.class)),
                    limit -> new FigureCondition.Below(of, limit));
        };
    }

    private Optional<Field> field() {
        return required("of", terms.text("of")).flatMap(name -> {
            if (Field.of(name).isEmpty()) {
                terms.problem("of", "there is no figure `" + name + "`" + Nearest.hint(name, FIGURES));
            }
            return Field.of(name);
        });
    }

    private Optional<BigDecimal> number(Field of, String key) {
        return required(key, terms.read(key, like(of), text -> ValueText.number(unit(of), text).orElseThrow()));
    }

    private List<BigDecimal> numbers(Field of, String key) {
        RuleParser.required(terms, key, Optional.empty());
        return terms.readAll(key, like(of), text -> ValueText.number(unit(of), text).orElseThrow());
    }

    /// Of what is no number the condition itself complains, in better words.
    private static Field.Type unit(Field of) {
        return switch (of.type()) {
            case SIZE, RATIO, COUNT, AMOUNT, SPAN -> of.type();
            case TEXT, FLAG, MOMENT -> Field.Type.AMOUNT;
        };
    }

    private static String like(Field of) {
        return switch (of.type()) {
            case SIZE -> "a size, such as 10 GiB";
            case SPAN -> "a length of time, such as 7d";
            case COUNT -> "a whole number";
            case RATIO, AMOUNT, TEXT, FLAG, MOMENT -> "a number";
        };
    }

    private <T> Optional<T> required(String key, Optional<T> value) {
        return RuleParser.required(terms, key, value);
    }

    private <T> Optional<Condition> with(Optional<T> term, Function<T, Condition> maker) {
        return term.flatMap(value -> built(() -> maker.apply(value)));
    }

    private Optional<Condition> built(Supplier<Condition> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            terms.problem("of", kind + ": " + e.getMessage() + ".");
            return Optional.empty();
        }
    }
}
