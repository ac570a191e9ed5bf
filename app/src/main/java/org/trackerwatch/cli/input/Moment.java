package org.trackerwatch.cli.input;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.core.ValueText;

/// A point in time as people type it: `2h ago`, `30d`, `yesterday`, `2026-03-04`, `2026-03-04 18:30`, or a full ISO-8601
/// one. Without an offset it is meant in the user's zone.
public record Moment(ZoneId zone, Instant now) {

    private static final int MOST_YEARS = 10;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public Instant parse(String text) {
        var plain = text.strip();
        return List.<Function<String, Optional<Instant>>>of(this::word, this::ago, this::exact).stream()
                .flatMap(reading -> reading.apply(plain).stream()).findFirst().map(Moment::storable)
                .orElseThrow(() -> Refusal.usage("“" + text + "” is no point in time; write it like 2h ago,"
                        + " 2026-03-04, “2026-03-04 18:30” or 2026-03-04T18:30:00Z."));
    }

    /// Until when something lasts: a length from now on, such as 2h or 3d, or a point in time that is yet to come. What
    /// lasts longer than anybody remembers it was mistyped.
    public Instant end(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        var end = isLength(plain) ? storable(now.plus(Length.parse(plain))) : exact(text.strip()).map(Moment::storable)
                .orElseThrow(() -> Refusal.usage("“" + text + "” is no end; write it like 2h, 3d, 2026-03-04, “2026-03-04 18:30” or"
                        + " 2026-03-04T18:30:00Z."));
        if (!end.isAfter(now)) {
            throw Refusal.usage("“" + text + "” is over already.");
        }
        if (end.isAfter(now.atZone(zone).plusYears(MOST_YEARS).toInstant())) {
            throw Refusal.usage("“" + text + "” is more than " + MOST_YEARS + " years away; give a nearer end.");
        }
        return end;
    }

    private static boolean isLength(String text) {
        return text.matches("\\d+\\s*[a-z].*|pt?\\d.*");
    }

    private Optional<Instant> word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "now" -> Optional.of(now);
            case "today" -> Optional.of(now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
            case "yesterday" -> Optional.of(now.atZone(zone).toLocalDate().minusDays(1).atStartOfDay(zone).toInstant());
            default -> Optional.empty();
        };
    }

    private Optional<Instant> ago(String text) {
        var length = text.toLowerCase(Locale.ROOT).replaceFirst("\\s+ago$", "");
        if (!isLength(length)) {
            return Optional.empty();
        }
        return Optional.of(now.minus(Length.parse(length)));
    }

    private Optional<Instant> exact(String text) {
        var iso = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) +", "$1T");
        return read(OffsetDateTime::parse, iso).map(OffsetDateTime::toInstant)
                .or(() -> read(LocalDateTime::parse, iso).map(local -> local.atZone(zone).toInstant()))
                .or(() -> read(LocalDate::parse, iso).map(day -> day.atTime(LocalTime.MIN).atZone(zone).toInstant()));
    }

    /// Nothing is older than 1970 or newer than 9999, and the database could not say what is.
    private static Instant storable(Instant at) {
        return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at.isAfter(LATEST) ? LATEST : at;
    }

    private static <T> Optional<T> read(Function<CharSequence, T> format, String text) {
        try {
            return Optional.of(format.apply(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// How long ago, in words.
    public String since(Instant then) {
        return then.isAfter(now) ? "in " + ValueText.length(Duration.between(now, then))
                : ValueText.length(Duration.between(then, now)) + " ago";
    }
}
