package org.trackerwatch.trackers;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a site said of an account at one moment. A field that it did not say is absent; nothing is filled in.
///
/// @param values the built-in fields that are known
/// @param extras what a definition reads beyond them, by its `x_…` name, as the site printed it
public record AccountStats(Map<Field, Value> values, Map<String, String> extras) {

    public static final AccountStats NOTHING = new AccountStats(Map.of(), Map.of());

    public AccountStats {
        var ordered = new EnumMap<Field, Value>(Field.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
        extras = Collections.unmodifiableMap(new TreeMap<>(extras));
    }

    public static AccountStats of(Map<Field, Value> values) {
        return new AccountStats(values, Map.of());
    }

    public Optional<Value> get(Field field) {
        return Optional.ofNullable(values.get(field));
    }

    public Optional<ByteSize> size(Field field) {
        return get(field).map(ByteSize.class::cast);
    }

    public Optional<Long> count(Field field) {
        return get(field).map(value -> ((Value.Count) value).number());
    }

    public Optional<String> text(Field field) {
        return get(field).map(value -> ((Value.Text) value).text());
    }

    public Optional<Boolean> flag(Field field) {
        return get(field).map(value -> ((Value.Flag) value).set());
    }

    public Optional<Ratio> ratio() {
        return get(Field.RATIO).map(Ratio.class::cast);
    }

    public AccountStats with(Field field, Value value) {
        var changed = new EnumMap<Field, Value>(Field.class);
        changed.putAll(values);
        changed.put(field, value);
        return new AccountStats(changed, extras);
    }

    public AccountStats without(Field field) {
        var changed = new EnumMap<Field, Value>(Field.class);
        changed.putAll(values);
        changed.remove(field);
        return new AccountStats(changed, extras);
    }

    /// With what follows from these: the ratio and the buffer from the bytes, whether it is warned from the warnings.
    public AccountStats settled() {
        return Settlement.completed(this);
    }

    /// These figures, and for those that are unknown here what was known before.
    public AccountStats over(AccountStats earlier) {
        var merged = new EnumMap<Field, Value>(Field.class);
        merged.putAll(earlier.values);
        merged.putAll(values);
        var more = new TreeMap<>(earlier.extras);
        more.putAll(extras);
        return new AccountStats(merged, more);
    }
}
