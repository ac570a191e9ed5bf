package org.trackerwatch.trackers;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// `Retry-After`: seconds, with or without fraction, or an HTTP date.
final class RetryAfter {

    /// A site that asks for more than this is asked again after this. Whoever plans a poll goes as far.
    static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    static Optional<Duration> of(String header, Instant now) {
        var text = header.strip();
        return seconds(text).or(() -> date(text, now)).filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Duration> seconds(String text) {
        if (!text.matches("\\d{1,400}(\\.\\d{1,9})?")) {
            return Optional.empty();
        }
        var asked = new BigDecimal(text).min(BigDecimal.valueOf(LONGEST.toSeconds()));
        return Optional.of(Duration.ofMillis(asked.movePointRight(3).longValue()));
    }

    /// The day of the week says nothing that the date doesn't, and may be a wrong one.
    private static Optional<Duration> date(String text, Instant now) {
        var date = text.substring(text.indexOf(',') + 1).strip();
        try {
            return Optional.of(Duration.between(now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
