package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Period;
import java.util.regex.Pattern;

/// Lengths of time as users and definitions write them: `90s`, `180m`, `12h`, `6d`, `2w`, or ISO 8601 (`P28D`, `P6M`, `PT12H`).
/// A month is 30 days and a year 365, as the engines count them.
public final class Spans {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhdw])");

    private Spans() {}

    /// @throws RuntimeException where it is no length of time
    public static Duration of(String text) {
        var match = SHORT.matcher(text);
        if (match.matches()) {
            long number = Long.parseLong(match.group(1));
            return switch (match.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofDays(7 * number);
            };
        }
        if (text.contains("T")) {
            return Duration.parse(text);
        }
        var period = Period.parse(text);
        return Duration.ofDays(365L * period.getYears() + 30L * period.getMonths() + period.getDays());
    }
}
