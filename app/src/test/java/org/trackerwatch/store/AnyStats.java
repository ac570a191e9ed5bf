package org.trackerwatch.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// Accounts as chance makes them: every field, every form of value, the extremes often.
final class AnyStats {

    private static final long[] EDGES =
            {0, 1, -1, 127, 128, 255, 1L << 31, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE};

    private static final long PEBI = 1L << 50;

    private static final String[] TEXTS =
            {"", "Member", "高级用户", "Élite ★", "a\u0000b\n\"'\\", "\uD83D\uDE00 <b>@everyone</b>", "x".repeat(700)};

    private final RandomGenerator random;

    AnyStats(RandomGenerator random) {
        this.random = random;
    }

    AccountStats next() {
        var values = new EnumMap<Field, Value>(Field.class);
        for (var field : Field.values()) {
            if (random.nextInt(3) > 0) {
                values.put(field, value(field));
            }
        }
        return new AccountStats(withRelations(values), extras());
    }

    /// The same account somewhat later: few fields change, some become known or unknown.
    AccountStats after(AccountStats before) {
        var values = new EnumMap<Field, Value>(Field.class);
        values.putAll(before.values());
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            var field = Field.values()[random.nextInt(Field.values().length)];
            if (random.nextInt(5) == 0) {
                values.remove(field);
            } else {
                values.put(field, value(field));
            }
        }
        return new AccountStats(withRelations(values), random.nextBoolean() ? before.extras() : extras());
    }

    /// Ratio and buffer are often what uploaded and downloaded make of them.
    private Map<Field, Value> withRelations(EnumMap<Field, Value> values) {
        if (values.get(Field.UPLOADED) instanceof ByteSize uploaded
                && values.get(Field.DOWNLOADED) instanceof ByteSize downloaded
                && random.nextBoolean()) {
            values.put(Field.RATIO, Ratio.of(uploaded, downloaded));
            if (Math.clamp(uploaded.bytes(), -PEBI, PEBI) == uploaded.bytes()
                    && Math.clamp(downloaded.bytes(), -PEBI, PEBI) == downloaded.bytes()) {
                values.put(Field.BUFFER, uploaded.minus(downloaded));
            }
        }
        return values;
    }

    private Map<String, String> extras() {
        var extras = new TreeMap<String, String>();
        for (int more = random.nextInt(4); more > 0; more--) {
            extras.put("x_" + random.nextInt(5), text());
        }
        return extras;
    }

    Value value(Field field) {
        return switch (field.type()) {
            case TEXT -> new Value.Text(text());
            case SIZE -> size();
            case RATIO -> switch (random.nextInt(6)) {
                case 0 -> new Ratio.Infinite();
                case 1 -> new Ratio.None();
                default -> new Ratio.Finite(decimal());
            };
            case COUNT -> new Value.Count(number());
            case AMOUNT -> new Value.Amount(decimal());
            case FLAG -> new Value.Flag(random.nextBoolean());
            case MOMENT -> new Value.Moment(Instant.ofEpochSecond(number() >> 31, fraction()));
            case SPAN -> new Value.Span(Duration.ofSeconds(number() >> 20, fraction()));
        };
    }

    private ByteSize size() {
        int unit = random.nextInt(7);
        var printed = ByteSize.parse(random.nextInt(2000) + "." + random.nextInt(10, 100) + " " + "BKMGTPE".charAt(unit)
                + (unit == 0 ? "" : "iB"));
        return printed.isPresent() && random.nextBoolean()
                ? printed.get()
                : new ByteSize(number(), unit, random.nextInt(10));
    }

    private BigDecimal decimal() {
        return switch (random.nextInt(5)) {
            case 0 -> new BigDecimal(new BigInteger(200, new Random(random.nextLong())), random.nextInt(-40, 40))
                    .negate();
            case 1 -> BigDecimal.valueOf(number(), random.nextInt(-3, 12));
            default -> BigDecimal.valueOf(random.nextInt(100_000), 2);
        };
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private long number() {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> random.nextLong();
            default -> random.nextInt(10_000);
        };
    }

    private int fraction() {
        return random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : 0;
    }
}
