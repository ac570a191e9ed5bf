package org.trackerwatch.trackers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Dates as sites print them. A date without zone is in the site's; a day without time begins there at midnight.
final class Moments {

    /// `2026-11-21`, `2026-11-21 08:15`, `2026-11-21T08:15:30.5Z`, `2026/11/21 08:15:30+0800`; more text may follow.
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?:[T ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?"
                    + "\\s?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?(?=$|[\\s(（,])", Pattern.CASE_INSENSITIVE);

    private static final String EPOCH_FORMAT = "epoch";

    /// Seconds, or milliseconds, since 1970.
    private static final Pattern EPOCH = Pattern.compile("\\d{9,10}|\\d{12,13}");

    /// Before there were trackers: `0000-00-00` and the epoch's first day mean "never".
    private static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Moments() {}

    /// Whether a definition may say so.
    static boolean isFormat(String format) {
        return format.equals(EPOCH_FORMAT) || DateTimeFormatter.ofPattern(format, Locale.ENGLISH) != null;
    }

    static Optional<Instant> parse(String text, Optional<String> format, ZoneId zone) {
        var plain = Spaces.trimmed(text).replaceAll(" +", " ");
        try {
            var parsed = format.isPresent() ? formatted(plain, format.get(), zone) : guessed(plain, zone);
            return parsed.filter(at -> at.isAfter(EARLIEST) && at.isBefore(LATEST));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> formatted(String text, String format, ZoneId zone) {
        if (format.equals(EPOCH_FORMAT)) {
            return epoch(text);
        }
        var formatter = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(format)
                .toFormatter(Locale.ENGLISH);
        return Optional.of(instant(formatter, text, zone));
    }

    private static Instant instant(DateTimeFormatter formatter, String text, ZoneId zone) {
        TemporalAccessor parsed = formatter.parse(text);
        var date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            throw new DateTimeException("no date");
        }
        var time = parsed.query(TemporalQueries.localTime());
        var own = parsed.query(TemporalQueries.zone());
        return LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time).atZone(own == null ? zone : own).toInstant();
    }

    private static Optional<Instant> guessed(String text, ZoneId zone) {
        var iso = ISO.matcher(text);
        if (!iso.lookingAt()) {
            return epoch(text);
        }
        var date = LocalDate.of(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)));
        var time = iso.group(4) == null ? LocalTime.MIDNIGHT
                : LocalTime.of(number(iso.group(4)), number(iso.group(5)), iso.group(6) == null ? 0 : number(iso.group(6)));
        return Optional.of(LocalDateTime.of(date, time).atZone(iso.group(7) == null ? zone : offset(iso.group(7))).toInstant());
    }

    private static ZoneId offset(String text) {
        return Character.isLetter(text.charAt(0)) ? ZoneId.of("UTC") : ZoneId.of(text);
    }

    private static Optional<Instant> epoch(String text) {
        if (!EPOCH.matcher(text).matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        return Optional.of(text.length() > 10 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
