package org.trackerwatch.store;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// A day (UTC) of a tracker's numbers: for each field its first, lowest, highest and last known value. Readings that
/// can't be right are left out; a ratio of none is no number; an infinite one is higher than all.
public record Day(long tracker, LocalDate date, int readings, AccountStats first, AccountStats lowest,
                  AccountStats highest, AccountStats last) {

    static Day empty(long tracker, LocalDate date) {
        var nothing = AccountStats.NOTHING;
        return new Day(tracker, date, 0, nothing, nothing, nothing, nothing);
    }

    Day with(AccountStats reading) {
        var numbers = numbers(reading);
        return new Day(tracker, date, readings + 1, first.over(numbers),
                preferring(lowest, numbers, (one, other) -> compare(one, other) <= 0),
                preferring(highest, numbers, (one, other) -> compare(one, other) >= 0), numbers.over(last));
    }

    /// Empty if it can't be read.
    static Optional<Day> of(long tracker, LocalDate date, int readings, byte[] packed) {
        try {
            var in = new Packed.Reader(packed);
            var figures = new Figures();
            var day = new Day(tracker, date, readings, next(figures, in), next(figures, in), next(figures, in), next(figures, in));
            in.end();
            return Optional.of(day);
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private static AccountStats next(Figures figures, Packed.Reader in) {
        figures.read(in);
        return figures.stats();
    }

    /// In this order, since totals that only grow are lowest first and highest last.
    byte[] packed() {
        var out = new Packed.Writer();
        var figures = new Figures();
        for (var stats : List.of(first, lowest, highest, last)) {
            figures.write(out, stats, false);
        }
        return out.toBytes();
    }

    private static AccountStats numbers(AccountStats stats) {
        var numbers = new EnumMap<Field, Value>(Field.class);
        stats.values().forEach((field, value) -> {
            if (isNumber(value)) {
                numbers.put(field, value);
            }
        });
        return AccountStats.of(numbers);
    }

    private static boolean isNumber(Value value) {
        return switch (value) {
            case ByteSize _, Ratio.Finite _, Ratio.Infinite _, Value.Count _, Value.Amount _ -> true;
            case Ratio.None _, Value.Text _, Value.Flag _, Value.Moment _, Value.Span _ -> false;
        };
    }

    private static AccountStats preferring(AccountStats present, AccountStats candidates,
                                           BiPredicate<Value, Value> keeps) {
        var chosen = new EnumMap<Field, Value>(Field.class);
        chosen.putAll(present.values());
        candidates.values().forEach((field, candidate) ->
                chosen.merge(field, candidate, (known, _) -> keeps.test(known, candidate) ? known : candidate));
        return AccountStats.of(chosen);
    }

    private static int compare(Value one, Value other) {
        return switch (one) {
            case ByteSize size -> size.compareTo((ByteSize) other);
            case Value.Count count -> Long.compare(count.number(), ((Value.Count) other).number());
            case Value.Amount amount -> amount.number().compareTo(((Value.Amount) other).number());
            case Ratio.Finite finite -> other instanceof Ratio.Finite(var value) ? finite.value().compareTo(value) : -1;
            case Ratio.Infinite _ -> other instanceof Ratio.Infinite ? 0 : 1;
            case Ratio.None _, Value.Text _, Value.Flag _, Value.Moment _, Value.Span _ ->
                throw new IllegalArgumentException("no number: " + one);
        };
    }
}
