package org.trackerwatch.core;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.core.Event.Detail.Corrected;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// Whether a reading can be right after what was known: totals never fall, nothing is counted below zero, and nothing
/// grows a thousandfold from one poll to the next. Sites do show such figures: a half-loaded page, a reset, a staff's
/// correction. The first time they are doubted; when a second poll agrees they are the site's new truth.
///
/// @param odd       figures that can't be right, with those that the site derives from them
/// @param corrected they were said before, and so are true; else they are in doubt
record Doubt(Set<Field> odd, boolean corrected) {

    private static final Set<Field> TOTALS =
            EnumSet.of(Field.UPLOADED, Field.DOWNLOADED, Field.REAL_UPLOADED, Field.REAL_DOWNLOADED);

    /// Below this, a thousandfold growth is a fresh account's first day, or a client that was started again.
    private static final BigDecimal SMALL_SIZE = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal SMALL_COUNT = BigDecimal.valueOf(100);
    private static final BigDecimal SMALL_AMOUNT = BigDecimal.valueOf(1000);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    static Doubt of(TrackerState before, AccountStats reading) {
        var odd = odd(before.known(), reading);
        boolean corrected = before.doubt().filter(doubt -> agree(before.known(), doubt, reading, odd)).isPresent();
        return new Doubt(derived(odd), corrected);
    }

    boolean standing() {
        return !odd.isEmpty() && !corrected;
    }

    /// The reading without what can't be compared with the figures before it.
    AccountStats comparable(AccountStats reading) {
        return standing() ? AccountStats.NOTHING : without(reading, odd);
    }

    Optional<Corrected> correction(AccountStats before, AccountStats reading) {
        return corrected && !odd.isEmpty() ? Optional.of(new Corrected(only(before, odd), only(reading, odd))) : Optional.empty();
    }

    /// The second reading could have come after the first, and is nearer to it than to what was known.
    private static boolean agree(AccountStats known, AccountStats first, AccountStats second, Set<Field> odd) {
        return odd(first, second).isEmpty() && odd.stream().allMatch(field -> {
            var now = second.get(field).flatMap(Quantity::of);
            var then = first.get(field).flatMap(Quantity::of);
            var old = known.get(field).flatMap(Quantity::of);
            return now.isEmpty() || then.isPresent()
                    && old.filter(was -> distance(now.get(), was).compareTo(distance(now.get(), then.get())) <= 0).isEmpty();
        });
    }

    private static BigDecimal distance(Quantity one, Quantity other) {
        return one.amount().subtract(other.amount()).abs();
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
        return AccountStats.of(without(stats, EnumSet.complementOf(EnumSet.copyOf(fields))).values());
    }
}
