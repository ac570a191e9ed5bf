package org.trackerwatch.core;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.core.Event.Detail.Corrected;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// Whether a reading can be right after what was known: totals never fall, nothing is counted below zero, and nothing
/// grows a thousandfold from one poll to the next. Sites do show such figures: a half-loaded page, a reset, a staff's
/// correction. The first time they are doubted; when the next poll says what can't be right either, they are the site's
/// new truth, whatever it says: a total that falls at each poll would be in doubt for ever. Each figure is judged by
/// itself, so that a total in doubt hides no warning.
///
/// @param standing  figures in doubt, with those that the site derives from them; nothing is concluded from them
/// @param corrected figures that were in doubt and could not be right a second time, with those that derive from them
/// @param waiting   what the next poll must remember: the figures in doubt, and earlier ones that this poll did not tell
record Doubt(Set<Field> standing, Set<Field> corrected, AccountStats waiting) {

    private static final Set<Field> TOTALS =
            EnumSet.of(Field.UPLOADED, Field.DOWNLOADED, Field.REAL_UPLOADED, Field.REAL_DOWNLOADED);

    /// Below this, a thousandfold growth is a fresh account's first day, or a client that was started again.
    private static final BigDecimal SMALL_SIZE = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal SMALL_COUNT = BigDecimal.valueOf(100);
    private static final BigDecimal SMALL_AMOUNT = BigDecimal.valueOf(1000);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    static Doubt of(TrackerState before, AccountStats reading) {
        var first = before.doubt().orElse(AccountStats.NOTHING);
        var odd = odd(before.known(), reading);
        var again = odd(before.known(), first);
        var untold = EnumSet.noneOf(Field.class);
        again.stream().filter(field -> reading.get(field).isEmpty()).forEach(untold::add);
        again.retainAll(odd);
        odd.removeAll(again);
        var standing = derived(odd);
        var corrected = derived(again);
        corrected.removeAll(standing);
        return new Doubt(standing, corrected, only(reading, standing).over(only(first, untold)));
    }

    boolean isStanding() {
        return !standing.isEmpty();
    }

    /// The reading without what is in doubt.
    AccountStats believed(AccountStats reading) {
        return without(reading, standing);
    }

    Optional<AccountStats> remembered() {
        return Optional.of(waiting).filter(some -> !some.values().isEmpty());
    }

    Optional<Corrected> correction(AccountStats before, AccountStats reading) {
        return corrected.isEmpty() ? Optional.empty() : Optional.of(new Corrected(only(before, corrected), only(reading, corrected)));
    }

    private static Set<Field> odd(AccountStats before, AccountStats after) {
        var odd = EnumSet.noneOf(Field.class);
        after.values().forEach((field, now) -> {
            if (isOdd(field, before.get(field), now)) {
                odd.add(field);
            }
        });
        return odd;
    }

    private static boolean isOdd(Field field, Optional<Value> before, Value now) {
        if (isBelowZero(field, now)) {
            return before.filter(old -> isBelowZero(field, old)).isEmpty();
        }
        var old = before.flatMap(Quantity::of);
        var step = Quantity.of(now);
        return old.isPresent() && step.isPresent() && (TOTALS.contains(field) && step.get().clearlyBelow(old.get())
                || isLeap(field, old.get().amount(), step.get().amount()));
    }

    /// A negative buffer is a debt, and a negative bonus too; a negative count is a mistake.
    private static boolean isBelowZero(Field field, Value value) {
        return switch (field.type()) {
            case COUNT -> value instanceof Value.Count(long number) && number < 0;
            case SIZE, RATIO -> field != Field.BUFFER
                    && Quantity.of(value).filter(size -> size.amount().signum() < 0).isPresent();
            case TEXT, AMOUNT, FLAG, MOMENT, SPAN -> false;
        };
    }

    private static boolean isLeap(Field field, BigDecimal before, BigDecimal now) {
        var small = switch (field.type()) {
            case SIZE -> SMALL_SIZE;
            case COUNT -> SMALL_COUNT;
            case AMOUNT -> SMALL_AMOUNT;
            case RATIO -> BigDecimal.ONE;
            case TEXT, FLAG, MOMENT, SPAN -> BigDecimal.ZERO;
        };
        return small.signum() > 0 && before.compareTo(small) >= 0 && now.compareTo(before.multiply(THOUSAND)) >= 0;
    }

    private static Set<Field> derived(Set<Field> odd) {
        var all = EnumSet.noneOf(Field.class);
        all.addAll(odd);
        if (odd.stream().anyMatch(TOTALS::contains)) {
            all.addAll(EnumSet.of(Field.RATIO, Field.REAL_RATIO, Field.BUFFER));
        }
        return all;
    }

    private static AccountStats without(AccountStats stats, Collection<Field> fields) {
        for (var field : fields) {
            stats = stats.without(field);
        }
        return stats;
    }

    private static AccountStats only(AccountStats stats, Set<Field> fields) {
        var values = new EnumMap<Field, Value>(Field.class);
        values.putAll(stats.values());
        values.keySet().retainAll(fields);
        return AccountStats.of(values);
    }
}
