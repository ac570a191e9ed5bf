package org.trackerwatch.store;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// An account's figures on their way through time, packed as the differences from one moment to the next: which fields
/// differ, then how. A ratio and a buffer that follow from uploaded and downloaded take no room, and are not even
/// reckoned before somebody looks.
final class Figures {

    /// The place of each field in the mask of differences, most changing first so that the mask stays short. Part of
    /// the database's format: new ones go to the end, and none is ever moved or taken out.
    static final List<Field> FIELDS = List.of(
            Field.UPLOADED, Field.DOWNLOADED, Field.RATIO, Field.BUFFER, Field.BONUS,
            Field.SEEDING, Field.LEECHING, Field.SEED_SIZE, Field.SNATCHED, Field.TOTAL_SEED_TIME,
            Field.AVERAGE_SEED_TIME, Field.LAST_SEEN, Field.SEED_POINTS, Field.BONUS_RATE,
            Field.REAL_UPLOADED, Field.REAL_DOWNLOADED, Field.REAL_RATIO, Field.REQUIRED_RATIO,
            Field.HIT_AND_RUNS, Field.HIT_AND_RUNS_PENDING, Field.UNSATISFIED, Field.UNREAD,
            Field.UNREAD_NOTIFICATIONS, Field.TOKENS, Field.INVITES, Field.UPLOADS, Field.CLASS,
            Field.WARNED, Field.WARNINGS, Field.DONOR, Field.PARKED, Field.CAN_DOWNLOAD, Field.CONNECTABLE,
            Field.VIP_UNTIL, Field.KEY_EXPIRES, Field.HIT_AND_RUN_LIMIT, Field.INACTIVE_HIT_AND_RUNS,
            Field.UNSATISFIED_LIMIT, Field.USERNAME, Field.USER_ID, Field.JOINED);

    static final int GONE = 0;
    /// Follows from uploaded and downloaded. No form of [Values] has this number.
    static final int DERIVED = 6;

    static final int MARK = 1;
    static final int EXTRAS = 2;
    static final int FLAGS = 2;

    /// Without those that are derived.
    private final Map<Field, Value> values = new EnumMap<>(Field.class);
    private final Set<Field> derived = EnumSet.noneOf(Field.class);
    private final SortedMap<String, String> extras = new TreeMap<>();

    /// At the beginning nothing is known.
    Figures() {}

    private Figures(AccountStats stats) {
        values.putAll(stats.values());
        extras.putAll(stats.extras());
        for (var field : List.of(Field.RATIO, Field.BUFFER)) {
            if (values.containsKey(field) && derived(field).equals(stats.get(field))) {
                derived.add(field);
            }
        }
        values.keySet().removeAll(derived);
    }

    /// As they are now.
    AccountStats stats() {
        var all = new EnumMap<Field, Value>(Field.class);
        all.putAll(values);
        derived.forEach(field -> all.put(field, derived(field).orElseThrow()));
        return new AccountStats(all, extras);
    }

    /// Goes on to the next moment.
    ///
    /// @return the mark that was written with it
    boolean read(Packed.Reader in) {
        long head = in.number();
        for (long rest = head >>> FLAGS; rest != 0; rest &= rest - 1) {
            read(in, FIELDS.get(Long.numberOfTrailingZeros(rest)));
        }
        if ((head & EXTRAS) != 0) {
            readExtras(in);
        }
        return (head & MARK) != 0;
    }

    /// Goes on to the next moment, which is written.
    ///
    /// @param mark one bit that goes with it
    void write(Packed.Writer out, AccountStats stats, boolean mark) {
        var next = new Figures(stats);
        long mask = 0;
        for (int i = 0; i < FIELDS.size(); i++) {
            mask |= differs(FIELDS.get(i), next) ? 1L << i : 0;
        }
        boolean more = !extras.equals(next.extras);
        out.number(mask << FLAGS | (more ? EXTRAS : 0) | (mark ? MARK : 0));
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            write(out, FIELDS.get(Long.numberOfTrailingZeros(rest)), next);
        }
        if (more) {
            writeExtras(out, next.extras);
        }
        become(next);
    }

    private boolean differs(Field field, Figures next) {
        return derived.contains(field) != next.derived.contains(field)
                || !Objects.equals(values.get(field), next.values.get(field));
    }

    private void write(Packed.Writer out, Field field, Figures next) {
        var value = next.values.get(field);
        if (value != null) {
            Values.write(out, Optional.ofNullable(values.get(field)), value);
        } else {
            out.number(next.derived.contains(field) ? DERIVED : GONE);
        }
    }

    private void read(Packed.Reader in, Field field) {
        int form = (int) in.number();
        var before = Optional.ofNullable(values.remove(field));
        derived.remove(field);
        switch (form) {
            case GONE -> { }
            case DERIVED -> derived.add(field);
            default -> values.put(field, Values.read(in, field.type(), form, before));
        }
    }

    private void become(Figures next) {
        values.clear();
        values.putAll(next.values);
        derived.clear();
        derived.addAll(next.derived);
        extras.clear();
        extras.putAll(next.extras);
    }

    private Optional<Value> derived(Field field) {
        if (!(values.get(Field.UPLOADED) instanceof ByteSize uploaded)
                || !(values.get(Field.DOWNLOADED) instanceof ByteSize downloaded)) {
            return Optional.empty();
        }
        if (field == Field.RATIO) {
            return Optional.of(Ratio.of(uploaded, downloaded));
        }
        return isModest(uploaded) && isModest(downloaded) ? Optional.of(uploaded.minus(downloaded)) : Optional.empty();
    }

    /// So that a difference can't overflow.
    private static boolean isModest(ByteSize size) {
        return size.bytes() >> 62 == size.bytes() >> 63;
    }

    /// Each difference: the place among the names before, or 0 and a new name; then the text, or nothing if it is gone.
    private void writeExtras(Packed.Writer out, SortedMap<String, String> next) {
        var known = List.copyOf(extras.keySet());
        var names = new TreeMap<>(extras);
        names.putAll(next);
        names.keySet().removeIf(name -> Objects.equals(extras.get(name), next.get(name)));
        out.number(names.size());
        for (var name : names.keySet()) {
            int place = known.indexOf(name) + 1;
            out.number(place);
            if (place == 0) {
                out.text(name);
            }
            var text = Optional.ofNullable(next.get(name));
            out.number(text.isPresent() ? 1 : GONE);
            text.ifPresent(out::text);
        }
    }

    private void readExtras(Packed.Reader in) {
        var known = List.copyOf(extras.keySet());
        for (long differences = in.number(); differences > 0; differences--) {
            int place = (int) in.number();
            var name = place == 0 ? in.text() : known.get(place - 1);
            if (in.number() == GONE) {
                extras.remove(name);
            } else {
                extras.put(name, in.text());
            }
        }
    }
}
