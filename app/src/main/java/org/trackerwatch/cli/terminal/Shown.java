package org.trackerwatch.cli.terminal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// Values in the tables of a terminal. As in messages, but with times that line up.
public final class Shown {

    /// Never read yet; not shown as 0 either.
    public static final String UNKNOWN = "?";

    private static final String NOT_REPORTED = "not reported";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    private Shown() {}

    public static String of(AccountStats stats, Field field, ZoneId zone) {
        return stats.get(field).map(value -> of(value, zone)).orElse(stats.values().isEmpty() ? UNKNOWN : NOT_REPORTED);
    }

    public static String of(Value value, ZoneId zone) {
        return value instanceof Value.Moment(var at) ? time(at, zone) : ValueText.show(value, zone);
    }

    /// Where it is to be compared with what a site says: a moment names its zone, `2021-03-04 02:00 UTC`.
    public static String zoned(Value value, ZoneId zone) {
        return value instanceof Value.Moment(var at) ? time(at, zone) + " " + ZONE.format(at.atZone(zone)).replaceFirst("^Z$", "UTC") : of(value, zone);
    }

    /// `1 reading`, `2 readings`.
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    public static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    public static String time(Optional<Instant> at, ZoneId zone, String never) {
        return at.map(instant -> time(instant, zone)).orElse(never);
    }
}
