package org.trackerwatch.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// An account's figures, packed as their difference to those before: which fields differ, then how. A ratio and a
/// buffer that follow from uploaded and downloaded take no room at all.
final class Figures {

    /// The place of each field in the mask of differences, most changing first so that the mask stays short. Part of
    /// the database's format: new ones go to the end, and none is ever moved or taken out.
    static final List<Field> FIELDS = List.of(
            Field.UPLOADED, Field.DOWNLOADED, Field.RATIO, Field.BUFFER, Field.BONUS,
            Field.SEEDING, Field.LEECHING, Field.SEED_SIZE, Field.SNATCHED, Field.TOTAL_SEED_TIME, Field.AVERAGE_SEED_TIME,
            Field.LAST_SEEN, Field.SEED_POINTS, Field.BONUS_RATE, Field.REAL_UPLOADED, Field.REAL_DOWNLOADED,
            Field.REAL_RATIO, Field.REQUIRED_RATIO, Field.HIT_AND_RUNS, Field.HIT_AND_RUNS_PENDING, Field.UNSATISFIED,
            Field.UNREAD, Field.UNREAD_NOTIFICATIONS, Field.TOKENS, Field.INVITES, Field.UPLOADS, Field.CLASS,
            Field.WARNED, Field.WARNINGS, Field.DONOR, Field.PARKED, Field.CAN_DOWNLOAD, Field.CONNECTABLE,
            Field.VIP_UNTIL, Field.KEY_EXPIRES, Field.HIT_AND_RUN_LIMIT, Field.INACTIVE_HIT_AND_RUNS,
            Field.UNSATISFIED_LIMIT, Field.USERNAME, Field.USER_ID, Field.JOINED);

    private static final int GONE = 0;
    /// Follows from uploaded and downloaded. No form of [Values] has this number.
    private static final int DERIVED = 6;

    private Figures() {}

    /// @param mark one bit that goes with the figures
    static void write(Packed.Writer out, AccountStats before, AccountStats after, boolean mark) {
        long mask = 0;
        for (int i = 0; i < FIELDS.size(); i++) {
            mask |= differs(FIELDS.get(i), before, after) ? 1L << i : 0;
        }
        boolean more = !before.extras().equals(after.extras());
        out.number(mask << 2 | (more ? 2 : 0) | (mark ? 1 : 0));
        for (int i = 0; i < FIELDS.size(); i++) {
            if ((mask >> i & 1) == 1) {
                write(out, FIELDS.get(i), before, after);
            }
        }
        if (more) {
            writeExtras(out, before.extras(), after.extras());
        }
    }

    record Marked(AccountStats stats, boolean mark) {}

    static Marked read(Packed.Reader in, AccountStats before) {
        long mask = in.number();
        var values = new EnumMap<Field, Value>(Field.class);
        for (int i = 0; i < FIELDS.size(); i++) {
            var field = FIELDS.get(i);
            boolean differs = (mask >> i + 2 & 1) == 1;
            (differs ? read(in, field, before, values) : kept(field, before, values)).ifPresent(value -> values.put(field, value));
        }
        var extras = (mask & 2) == 0 ? before.extras() : readExtras(in, before.extras());
        return new Marked(new AccountStats(values, extras), (mask & 1) == 1);
    }

    private static boolean differs(Field field, AccountStats before, AccountStats after) {
        boolean derived = isDerived(field, after);
        return derived != isDerived(field, before) || !derived && !before.get(field).equals(after.get(field));
    }

    private static void write(Packed.Writer out, Field field, AccountStats before, AccountStats after) {
        var value = after.get(field);
        if (value.isEmpty()) {
            out.number(GONE);
        } else if (isDerived(field, after)) {
            out.number(DERIVED);
        } else {
            Values.write(out, before.get(field), value.get());
        }
    }

    private static Optional<Value> read(Packed.Reader in, Field field, AccountStats before, Map<Field, Value> read) {
        int form = (int) in.number();
        return switch (form) {
            case GONE -> Optional.empty();
            case DERIVED -> derived(field, read);
            default -> Optional.of(Values.read(in, field.type(), form, before.get(field)));
        };
    }

    private static Optional<Value> kept(Field field, AccountStats before, Map<Field, Value> read) {
        return isDerived(field, before) ? derived(field, read) : before.get(field);
    }

    private static boolean isDerived(Field field, AccountStats stats) {
        return (field == Field.RATIO || field == Field.BUFFER) && stats.get(field).isPresent()
                && stats.get(field).equals(derived(field, stats.values()));
    }

    private static Optional<Value> derived(Field field, Map<Field, Value> values) {
        if (!(values.get(Field.UPLOADED) instanceof ByteSize uploaded)
                || !(values.get(Field.DOWNLOADED) instanceof ByteSize downloaded)) {
            return Optional.empty();
        }
        if (field == Field.RATIO) {
            return Optional.of(Ratio.of(uploaded, downloaded));
        }
        boolean fits = Math.clamp(uploaded.bytes(), -Long.MAX_VALUE / 2, Long.MAX_VALUE / 2) == uploaded.bytes()
                && Math.clamp(downloaded.bytes(), -Long.MAX_VALUE / 2, Long.MAX_VALUE / 2) == downloaded.bytes();
        return fits ? Optional.of(uploaded.minus(downloaded)) : Optional.empty();
    }

    /// Each difference: the place among the names before, or 0 and a new name; then the text, or nothing if it is gone.
    private static void writeExtras(Packed.Writer out, Map<String, String> before, Map<String, String> after) {
        var known = List.copyOf(before.keySet());
        var names = new TreeMap<>(before);
        names.putAll(after);
        names.entrySet().removeIf(entry -> Optional.ofNullable(before.get(entry.getKey()))
                .equals(Optional.ofNullable(after.get(entry.getKey()))));
        out.number(names.size());
        for (var name : names.keySet()) {
            int place = known.indexOf(name) + 1;
            out.number(place);
            if (place == 0) {
                out.text(name);
            }
            var text = after.get(name);
            out.number(text == null ? GONE : 1);
            if (text != null) {
                out.text(text);
            }
        }
    }

    private static Map<String, String> readExtras(Packed.Reader in, Map<String, String> before) {
        var known = List.copyOf(before.keySet());
        var after = new TreeMap<>(before);
        for (long differences = in.number(); differences > 0; differences--) {
            int place = (int) in.number();
            var name = place == 0 ? in.text() : known.get(place - 1);
            if (in.number() == GONE) {
                after.remove(name);
            } else {
                after.put(name, in.text());
            }
        }
        return after;
    }
}
