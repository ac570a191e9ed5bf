package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lengths of time. A month is 30 days and a year 365, as the engines count them.
public final class Spans {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhdwy])");

    private static final Pattern PART = Pattern.compile("\\s*,?\\s*(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([^\\d\\s,.:;()]+\\.?)");

    /// `3:04:05`, `04:05`; a lone `0:00` is minutes and seconds.
    private static final Pattern CLOCK = Pattern.compile("\\s*(\\d{1,3}):(\\d{2})(?::(\\d{2}))?");

    private Spans() {}

    /// As users and definitions write them: `90s`, `180m`, `12h`, `6d`, `2w`, `1y`, or ISO 8601 (`P28D`, `P6M`, `PT12H`).
    ///
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
                case "w" -> Duration.ofDays(7 * number);
                default -> Duration.ofDays(365 * number);
            };
        }
        if (text.contains("T")) {
            return Duration.parse(text);
        }
        var period = Period.parse(text);
        return Duration.ofDays(365L * period.getYears() + 30L * period.getMonths() + period.getDays());
    }

    /// On pages: `10Y 2M 2W 3D 18h 57m 4s` in the languages of UNIT3D, `400 day03:04:05` and `400天03:04:05` of
    /// NexusPHP, or a number of seconds.
    static Optional<Duration> printed(String text) {
        var plain = Spaces.trimmed(text);
        var number = Numbers.parse(plain, Numbers.Comma.GROUPS);
        if (number.isPresent()) {
            return number.filter(seconds -> seconds.signum() >= 0 && seconds.precision() - seconds.scale() <= 12)
                    .map(seconds -> Duration.ofSeconds(seconds.longValue()));
        }
        return parts(plain);
    }

    /// All of it, or nothing: a part in a word that nobody knows makes the whole unknown, and not smaller.
    private static Optional<Duration> parts(String text) {
        var parts = new ArrayList<SpanWords.Part>();
        var part = PART.matcher(text);
        var clock = CLOCK.matcher(text);
        long seconds = 0;
        int at = 0;
        while (at < text.length()) {
            if (clock.region(at, text.length()).lookingAt()) {
                seconds = clock(clock.group(1), clock.group(2), clock.group(3));
                at = clock.end();
                break;
            }
            if (!part.region(at, text.length()).lookingAt()) {
                break;
            }
            parts.add(new SpanWords.Part(new BigDecimal(part.group(1)), part.group(2)));
            at = part.end();
        }
        long tail = seconds;
        return at == 0 ? Optional.empty() : SpanWords.seconds(parts).map(sum -> Duration.ofSeconds(sum + tail));
    }

    private static long clock(String first, String second, String third) {
        long upper = Long.parseLong(first);
        long middle = Long.parseLong(second);
        return third == null ? upper * 60 + middle : upper * 3600 + middle * 60 + Long.parseLong(third);
    }
}
