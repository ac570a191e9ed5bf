package org.trackerwatch.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Spans;
import org.trackerwatch.trackers.Value;

/// Values as people write and read them, in rules, on the command line and in messages.
public final class ValueText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_CLOCK = DateTimeFormatter.ofPattern("d MMM HH:mm z", Locale.ENGLISH);

    /// An offset without a zone is called Z.
    private static final ZoneId UTC = ZoneId.of("UTC");

    private ValueText() {}

    /// A number in base units; empty where the text is none of this type.
    public static Optional<BigDecimal> number(Field.Type type, String text) {
        return read(type, text).flatMap(Quantity::of).map(Quantity::amount);
    }

    /// `0.2`, `infinite`, `10 GiB`, `3`, `true`, `2021-03-04`, `12h`.
    public static Optional<Value> read(Field.Type type, String text) {
        try {
            return switch (type) {
                case TEXT -> Optional.of(new Value.Text(text));
                case SIZE -> ByteSize.parse(text).map(size -> size);
                case RATIO -> Optional.of(switch (text) {
                    case "infinite" -> new Ratio.Infinite();
                    case "none" -> new Ratio.None();
                    default -> Ratio.finite(text);
                });
                case COUNT -> Optional.of(new Value.Count(Long.parseLong(text)));
                case AMOUNT -> Optional.of(new Value.Amount(new BigDecimal(text)));
                case FLAG -> text.equals("true") || text.equals("false")
                        ? Optional.of(new Value.Flag(text.equals("true"))) : Optional.empty();
                case MOMENT -> Optional.of(new Value.Moment(text.contains("T") ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()));
                case SPAN -> Optional.of(new Value.Span(Spans.of(text)));
            };
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /// A number in base units, for people.
    public static String show(Field.Type type, BigDecimal number) {
        return switch (type) {
            case SIZE -> ByteSize.exact(number.longValue()).toString();
            case SPAN -> length(Duration.ofSeconds(number.longValue()));
            case RATIO, COUNT, AMOUNT, TEXT, FLAG, MOMENT -> plain(number);
        };
    }

    /// A number in base units in a sentence that explains: with all its digits, the large ones in groups.
    static String inFull(Field.Type type, BigDecimal number) {
        return switch (type) {
            case COUNT, AMOUNT -> String.format(Locale.ROOT, "%,." + Math.max(0, number.stripTrailingZeros().scale()) + "f", number);
            case SIZE, SPAN, RATIO, TEXT, FLAG, MOMENT -> show(type, number);
        };
    }

    public static String show(Value value, ZoneId zone) {
        return switch (value) {
            case ByteSize size -> size.toString();
            case Ratio ratio -> ratio.toString();
            case Value.Count(long number) -> grouped(BigDecimal.valueOf(number));
            case Value.Amount(var number) -> grouped(number);
            case Value.Text(var text) -> text;
            case Value.Flag(boolean set) -> set ? "yes" : "no";
            case Value.Moment(var at) -> DAY.format(at.atZone(zone));
            case Value.Span(var length) -> length(length);
        };
    }

    /// A field's name in a sentence.
    public static String name(Field field) {
        return field == Field.HIT_AND_RUNS ? "hit-and-runs" : field.key().replace('_', ' ');
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /// The time of day alone where it was within the last half day; else with the date.
    public static String moment(Instant at, Instant now, ZoneId zone) {
        boolean near = Duration.between(at, now).abs().compareTo(Duration.ofHours(12)) < 0;
        return (near ? CLOCK : DAY_AND_CLOCK).format(at.atZone(zone.equals(ZoneOffset.UTC) ? UTC : zone));
    }

    /// The two largest units: `3 h 20 min`, `2 d 4 h`, `40 s`.
    public static String length(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? pair(seconds / 3600, "h", seconds % 3600 / 60, "min")
                : pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    /// With all its digits and no others.
    static String plain(BigDecimal number) {
        var bare = number.stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0) : bare).toPlainString();
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    private static String grouped(BigDecimal number) {
        var shown = number.setScale(Math.clamp(number.stripTrailingZeros().scale(), 0, 2), RoundingMode.DOWN);
        return String.format(Locale.ROOT, "%," + "." + shown.scale() + "f", shown);
    }
}
