package org.trackerwatch.cli.input;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.trackers.Spans;

/// A length of time as people type it: `60m`, `1h30m`, `7d`, `2w`; ISO-8601 (`PT1H`) too. A bare number is refused,
/// since it means minutes to one and seconds to another; but for 0, which is as short in each.
public final class Length {

    private static final Map<String, Duration> UNITS = Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1), "d", Duration.ofDays(1), "w", Duration.ofDays(7), "y", Duration.ofDays(365));

    private static final Pattern PART = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d|w|y)[a-z]*\\s*");

    private static final Pattern SHAPE = Pattern.compile(
            "(?:\\d{1,6}\\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?|w|weeks?|y|years?)\\s*)+");

    private Length() {}

    public static Duration parse(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("p")) {
            return iso(text);
        }
        if (plain.matches("0+")) {
            return Duration.ZERO;
        }
        if (!SHAPE.matcher(plain).matches()) {
            throw unreadable(text);
        }
        var parts = PART.matcher(plain);
        var sum = Duration.ZERO;
        while (parts.find()) {
            sum = sum.plus(UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1))));
        }
        return sum;
    }

    private static Duration iso(String text) {
        try {
            var length = Spans.of(text.strip().toUpperCase(Locale.ROOT));
            if (!length.isNegative()) {
                return length;
            }
        } catch (DateTimeException _) {
            throw unreadable(text);
        }
        throw unreadable(text);
    }

    private static Refusal unreadable(String text) {
        boolean number = text.strip().chars().allMatch(Character::isDigit) && !text.isBlank();
        return Refusal.usage(number
                ? "“" + text + "” needs a unit: " + new BigDecimal(text.strip()) + "m for minutes, h for hours, d for days."
                : "“" + text + "” is no length of time; write it like 45s, 60m, 1h30m or 7d.");
    }
}
