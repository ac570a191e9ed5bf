package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// A finding as a [Story]'s data: what a rule's words say in names and numbers, and the account's figures.
record Facts(Variables variables) {

    /// Of every story, known or not, so that who maps them by hand finds them in each. `current_ratio` is named like the
    /// figure of an event, since it is the one that everybody looks for.
    private static final Map<String, Field> FIGURES = figures();

    private static Map<String, Field> figures() {
        var names = new LinkedHashMap<String, Field>();
        names.put("current_ratio", Field.RATIO);
        for (var field : new Field[] {Field.REQUIRED_RATIO, Field.UPLOADED, Field.DOWNLOADED, Field.BUFFER, Field.SEEDING,
                Field.LEECHING, Field.BONUS, Field.CLASS, Field.HIT_AND_RUNS, Field.WARNED}) {
            names.put(field.key(), field);
        }
        return names;
    }

    Map<String, @Nullable Object> of(Detail detail) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        FIGURES.forEach((name, field) -> data.put(name, plain(variables.figures().get(field))));
        switch (detail) {
            case Detail.Changed change -> changed(change, data);
            case Detail.Standing level -> standing(level, data);
            case Detail.Failing row -> failing(row, data);
            case Detail.Recovered end -> {
                lasting(end.since(), end.lasted(), data);
                data.put("opened_by", Story.id(end.opening()));
            }
            case Detail.Flapping turns -> {
                data.put("turns", BigDecimal.valueOf(turns.turns()));
                lasting(turns.since(), Duration.between(turns.since(), variables.now()), data);
            }
            case Detail.Due day -> {
                data.put("date", day.date().toString());
                data.put("months", BigDecimal.valueOf(day.months()));
            }
            case Detail.Corrected(var before, var after) -> {
                data.put("figures", after.values().keySet().stream().map(Field::key).toList());
                after.values().forEach((field, value) -> step(field, before.get(field), value, data));
            }
        }
        return data;
    }

    private void changed(Detail.Changed change, Map<String, @Nullable Object> data) {
        data.put("figure", change.field().key());
        step(change.field(), change.before(), change.after(), data);
        Quantity.rise(change).ifPresent(rise -> data.put("change", number(rise)));
        variables.limit(change).ifPresent(limit -> data.put("threshold", number(limit)));
    }

    private void step(Field field, Optional<Value> before, Value after, Map<String, @Nullable Object> data) {
        data.put("previous_" + field.key(), plain(before));
        data.put("current_" + field.key(), plain(Optional.of(after)));
    }

    private void standing(Detail.Standing level, Map<String, @Nullable Object> data) {
        data.put("figure", level.field().key());
        data.put("current_" + level.field().key(), plain(Optional.of(level.value())));
        level.limit().ifPresent(limit -> data.put("required_" + level.field().key(), plain(Optional.of(limit))));
        variables.limit(level).ifPresent(limit -> data.put("threshold", number(limit)));
        variables.missing(level).ifPresent(missing -> data.put("missing_upload", number(missing)));
        lasting(level.since(), Duration.between(level.since(), variables.now()), data);
    }

    private void failing(Detail.Failing row, Map<String, @Nullable Object> data) {
        data.put("reason", row.reason().key());
        data.put("reason_text", ReasonText.of(row.reason()).reason());
        data.put("detail", plain(Optional.of(new Value.Text(row.text()))));
        data.put("failed_polls", BigDecimal.valueOf(row.polls()));
        lasting(row.since(), Duration.between(row.since(), variables.now()), data);
    }

    private static void lasting(Instant since, Duration lasted, Map<String, @Nullable Object> data) {
        data.put("since", since.toString());
        data.put("duration_seconds", BigDecimal.valueOf(Math.max(0, lasted.toSeconds())));
    }

    /// Unknown is null, which is not 0; infinite, and none at all, are words of their own.
    private @Nullable Object plain(Optional<Value> known) {
        return known.map(value -> switch (value) {
            case ByteSize size -> BigDecimal.valueOf(size.bytes());
            case Ratio.Finite(var ratio) -> number(ratio);
            case Ratio.Infinite _ -> "infinite";
            case Ratio.None _ -> "none";
            case Value.Count(long number) -> BigDecimal.valueOf(number);
            case Value.Amount(var number) -> number(number);
            case Value.Text(var text) -> variables.privacy().nameHidden() ? null : variables.privacy().clean(text);
            case Value.Flag(boolean set) -> set;
            case Value.Moment(var at) -> at.toString();
            case Value.Span(var length) -> BigDecimal.valueOf(length.toSeconds());
        }).orElse(null);
    }

    private static BigDecimal number(BigDecimal number) {
        return new BigDecimal(ValueText.plain(number));
    }
}
