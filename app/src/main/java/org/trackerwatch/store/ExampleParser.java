package org.trackerwatch.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Example;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Nearest;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Section;
import org.trackerwatch.trackers.Value;

/// Reads one of a rule's `examples:`.
final class ExampleParser {

    private static final Instant SOME_DAY = Instant.parse("2026-01-15T12:00:00Z");

    private static final Map<String, Reason> REASONS =
            Stream.of(Reason.values()).collect(Collectors.toMap(Reason::key, reason -> reason, (one, _) -> one, TreeMap::new));

    private ExampleParser() {}

    static Optional<Example> parse(Section section) {
        var name = RuleParser.required(section, "name", section.text("name"));
        var before = section.sections("before").stream().flatMap(poll -> outcome(poll).stream()).toList();
        var after = RuleParser.required(section, "after", outcome(section.section("after")));
        var at = section.read("at", "a day, such as 2026-02-28", ExampleParser::noon).orElse(SOME_DAY);
        var minRatio = section.number("min_ratio");
        var joined = section.read("joined", "a day, such as 2021-03-04", LocalDate::parse);
        boolean offline = section.has("offline") && section.flag("offline");
        var fires = RuleParser.required(section, "fires", Optional.of(section.flag("fires")));
        section.close();
        return name.flatMap(title -> after.flatMap(last -> fires.map(expected ->
                new Example(title, before, last, at, minRatio, joined, offline, expected))));
    }

    /// `failure: timed-out`, or the figures that a poll read.
    private static Optional<Outcome> outcome(Section poll) {
        if (poll.has("failure")) {
            var failure = poll.read("failure", "one of " + String.join(", ", REASONS.keySet()),
                    key -> Optional.ofNullable(REASONS.get(key)).orElseThrow());
            poll.close();
            return failure.map(reason -> new Outcome.Failed(new PollFailure(reason, "")));
        }
        var values = new EnumMap<Field, Value>(Field.class);
        for (var key : poll.keys()) {
            var field = Field.of(key);
            if (field.isEmpty()) {
                poll.problem(key, "there is no figure `" + key + "`" + Nearest.hint(key, ConditionParser.FIGURES));
            }
            field.ifPresent(known -> value(poll, known).ifPresent(value -> values.put(known, value)));
        }
        return Optional.of(new Outcome.Read(AccountStats.of(values)));
    }

    private static Optional<Value> value(Section poll, Field field) {
        return poll.read(field.key(), "a value of the kind " + field.type().name().toLowerCase(Locale.ROOT),
                text -> ValueText.read(field.type(), text).orElseThrow());
    }

    private static Instant noon(String day) {
        return LocalDate.parse(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }
}
