package org.trackerwatch.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// What stands in a rule's text for the names in its braces.
///
/// @param when the condition as the target wants it, with the limits to be named
record Variables(Wording wording, Privacy privacy, Condition when, AccountStats figures, Instant now) {

    /// Those that a rule's texts may use.
    static Set<String> of(Condition when) {
        var names = new TreeSet<>(Set.of("tracker", "site", "name"));
        names.addAll(switch (when) {
            case FigureCondition.Falls _, FigureCondition.Rises _, FigureCondition.Crosses _ ->
                Set.of("before", "after", "difference", "limit");
            case FigureCondition.Changes _ -> Set.of("before", "after", "difference");
            case FigureCondition.Becomes _ -> Set.of("before", "after");
            case FigureCondition.Is _ -> Set.of("value", "since", "duration");
            case FigureCondition.AtLeast _, FigureCondition.AtMost _ -> Set.of("value", "limit", "since", "duration");
            case FigureCondition.Below _ -> Set.of("value", "limit", "missing", "since", "duration");
            case PollCondition.Fails _, PollCondition.Refused _ ->
                Set.of("reason", "remedy", "detail", "state", "polls", "since", "duration");
            case PollCondition.Flaps _ -> Set.of("turns", "quiet", "since", "duration");
            case PollCondition.Recovers _ -> Set.of("since", "until", "duration", "state", "reason");
            case PollCondition.Anniversary _ -> Set.of("age", "date");
            case PollCondition.IsOffline _ -> Set.of("reason", "polls", "since", "until", "duration");
            case PollCondition.Corrected _ -> Set.of("changes");
        });
        return names;
    }

    /// A name that is missing is unknown, or may not be told.
    Map<String, String> of(Detail detail) {
        var values = new TreeMap<String, String>();
        values.put("tracker", privacy.nameHidden() ? "A tracker" : privacy.clean(wording.tracker().name()));
        values.put("site", privacy.nameHidden() ? "the site" : privacy.clean(wording.naming().site()));
        values.put("name", privacy.nameHidden() ? "NAME" : ShellWord.of(privacy.clean(wording.tracker().name())));
        switch (detail) {
            case Detail.Changed change -> changed(change, values);
            case Detail.Standing level -> standing(level, values);
            case Detail.Failing row -> failing(row, values);
            case Detail.Recovered end -> {
                values.put("since", moment(end.since()));
                values.put("until", moment(end.since().plus(end.lasted())));
                values.put("duration", ValueText.length(end.lasted()));
                values.put("state", "was down");
            }
            case Detail.Flapping turns -> {
                values.put("turns", Integer.toString(turns.turns()));
                values.put("quiet", ValueText.length(turns.quiet()));
                since(turns.since(), values);
            }
            case Detail.Due day -> {
                values.put("age", age(day.months()));
                values.put("date", ValueText.day(day.date()));
            }
            case Detail.Corrected(var before, var after) -> values.put("changes", after.values().keySet().stream()
                    .map(field -> ValueText.name(field) + " " + before.get(field).map(this::show).orElse("unknown") + " → "
                            + after.get(field).map(this::show).orElseThrow()).collect(Collectors.joining(", ")));
        }
        return values;
    }

    /// Of an outage that is over, with what it had been.
    Map<String, String> of(Detail.Recovered end, Detail.Failing was) {
        var words = ReasonText.of(was.reason());
        var values = of(end);
        values.put("state", words.down() ? "was down" : "could not be read");
        values.put("reason", words.reason());
        return values;
    }

    private void changed(Detail.Changed change, Map<String, String> values) {
        change.before().ifPresent(before -> values.put("before", show(before)));
        values.put("after", show(change.after()));
        difference(change).ifPresent(difference -> values.put("difference", number(change.field(), difference)));
        limit(change).ifPresent(limit -> values.put("limit", number(change.field(), limit)));
    }

    /// Of ratios that of the two as they are shown, so that it adds up for who reads them: 2.41 → 2.24 is a fall by 0.17,
    /// even if it was one of 0.161 before their further digits were cut. One too small to be shown is told as it is.
    private static Optional<BigDecimal> difference(Detail.Changed change) {
        var exact = Quantity.rise(change).map(BigDecimal::abs);
        return change.before().filter(Ratio.Finite.class::isInstance).filter(_ -> change.after() instanceof Ratio.Finite)
                .map(before -> new BigDecimal(change.after().toString()).subtract(new BigDecimal(before.toString())).abs())
                .filter(shown -> shown.signum() != 0).or(() -> exact);
    }

    private void standing(Detail.Standing level, Map<String, String> values) {
        values.put("value", show(level.value()));
        level.limit().map(this::show).or(() -> limit(level).map(limit -> number(level.field(), limit)))
                .ifPresent(limit -> values.put("limit", limit));
        missing(level).ifPresent(missing -> values.put("missing", ByteSize.exact(missing.longValueExact()).toString()));
        since(level.since(), values);
    }

    private void failing(Detail.Failing row, Map<String, String> values) {
        var words = ReasonText.of(row.reason());
        values.put("reason", words.reason());
        values.put("remedy", words.remedy().replace(ReasonText.NAME, values.get("name")));
        values.put("state", words.down() ? "is down" : "can't be read");
        values.put("polls", Integer.toString(row.polls()));
        if (!privacy.nameHidden() && !row.text().isBlank()) {
            values.put("detail", sentence(privacy.clean(row.text())));
        }
        since(row.since(), values);
    }

    /// Of several limits the highest that was passed: a person who hears of 50 GiB does not ask for 10.
    Optional<BigDecimal> limit(Detail detail) {
        var limits = when instanceof FigureCondition.Crosses crossing ? crossing.crossed(detail) : when.limits();
        return limits.isEmpty() ? Optional.empty() : Optional.of(limits.getLast());
    }

    /// What must still be uploaded to have the required ratio again.
    Optional<BigDecimal> missing(Detail.Standing level) {
        return level.limit().flatMap(Quantity::of).flatMap(limit -> figures.size(Field.DOWNLOADED).flatMap(downloaded ->
                figures.size(Field.UPLOADED).map(uploaded -> limit.amount().multiply(BigDecimal.valueOf(downloaded.bytes()))
                        .subtract(BigDecimal.valueOf(uploaded.bytes())).setScale(0, RoundingMode.UP))))
                .filter(missing -> missing.signum() > 0 && missing.precision() <= 18);
    }

    private void since(Instant since, Map<String, String> values) {
        values.put("since", moment(since));
        values.put("duration", ValueText.length(Duration.between(since, now)));
    }

    private static String sentence(String text) {
        return text.matches(".*[.!?…]") ? text : text + ".";
    }

    private String moment(Instant at) {
        return ValueText.moment(at, now, wording.zone());
    }

    private String show(Value value) {
        return privacy.show(value, wording);
    }

    /// A difference is cut, and not rounded: a fall of 0.0999 is none of 0.1.
    private static String number(Field field, BigDecimal number) {
        return ValueText.show(field.type(), number.setScale(Math.min(3, Math.max(0, number.scale())), RoundingMode.DOWN));
    }

    private static String age(int months) {
        int number = months < 12 ? months : months / 12;
        return number + (months < 12 ? " month" : " year") + (number == 1 ? "" : "s");
    }
}
