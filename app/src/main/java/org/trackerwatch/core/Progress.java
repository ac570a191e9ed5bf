package org.trackerwatch.core;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// How an account's figures went from one moment to another. What is unknown at either is not 0.
///
/// @param before empty if nothing had ever been read by then
public record Progress(Optional<AccountStats> before, AccountStats after) {

    /// Of an account of which nothing is known.
    public static final Progress NONE = new Progress(Optional.empty(), AccountStats.NOTHING);

    /// In the order in which they are told.
    public static final List<Field> FIGURES = List.of(Field.UPLOADED, Field.DOWNLOADED, Field.RATIO, Field.BUFFER, Field.BONUS);

    /// Bits of a difference in bytes. One that is longer is nobody's, and is not reckoned with.
    static final int LONGEST = 62;

    boolean isKnown() {
        return !after.values().isEmpty();
    }

    /// Whether there is anything to say of any of the figures.
    boolean moved() {
        return isKnown() && (before.isEmpty() || FIGURES.stream().anyMatch(field -> after.get(field).isPresent() && !isUnchanged(field)));
    }

    /// How far it rose; empty where one of the two is unknown or no number.
    Optional<BigDecimal> rise(Field field) {
        return earlier(field).flatMap(Quantity::of).flatMap(old -> after.get(field).flatMap(Quantity::of).map(now -> now.minus(old)));
    }

    /// In one sentence without an end.
    String text() {
        var told = new ArrayList<String>();
        var unchanged = new ArrayList<String>();
        var missing = new ArrayList<String>();
        for (var field : FIGURES) {
            var name = ValueText.name(field);
            var now = after.get(field);
            if (now.isEmpty()) {
                missing.add(name);
            } else if (isUnchanged(field)) {
                unchanged.add(name);
            } else {
                told.add(name + " " + earlier(field).map(old -> step(old, now.get()))
                        .orElseGet(() -> show(now.get()) + (before.isPresent() ? " (first reading)" : "")));
            }
        }
        var parts = new ArrayList<String>();
        parts.add(String.join(", ", told));
        parts.add(unchanged.isEmpty() ? "" : told.isEmpty() ? "unchanged" : "unchanged: " + String.join(", ", unchanged));
        parts.add(missing.isEmpty() ? "" : "not reported: " + String.join(", ", missing));
        parts.removeIf(String::isEmpty);
        return (before.isEmpty() ? "first reading: " : "") + String.join("; ", parts);
    }

    private Optional<Value> earlier(Field field) {
        return before.flatMap(known -> known.get(field));
    }

    /// What differs by less than people are shown is the same.
    private boolean isUnchanged(Field field) {
        return earlier(field).flatMap(old -> after.get(field).map(now -> show(old).equals(show(now)) || Quantity.same(old, now))).orElse(false);
    }

    private static String step(Value old, Value now) {
        return Quantity.of(old).flatMap(first -> Quantity.of(now).map(second -> second.minus(first)))
                .flatMap(rise -> signed(old, now, rise)).orElseGet(() -> show(old) + " → " + show(now));
    }

    /// Of a ratio both are wanted, and not their difference.
    private static Optional<String> signed(Value old, Value now, BigDecimal rise) {
        var sign = rise.signum() > 0 ? "+" : "";
        return switch (now) {
            case ByteSize size -> Optional.of(rise.toBigInteger()).filter(bytes -> bytes.bitLength() <= LONGEST)
                    .map(bytes -> sign + coarser(size, (ByteSize) old, bytes.longValueExact()));
            case Value.Count _, Value.Amount _ -> Optional.of(sign + show(new Value.Amount(rise)));
            case Ratio _, Value.Text _, Value.Flag _, Value.Moment _, Value.Span _ -> Optional.empty();
        };
    }

    private static ByteSize coarser(ByteSize one, ByteSize other, long bytes) {
        var form = one.step() >= other.step() ? one : other;
        return new ByteSize(bytes, form.unit(), form.decimals());
    }

    private static String show(Value value) {
        return ValueText.show(value, ZoneOffset.UTC);
    }
}
