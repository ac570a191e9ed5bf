package org.trackerwatch.core;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// When a target is not to be disturbed, by the clock on its user's wall. What is urgent passes.
///
/// @param from of the day
/// @param to   of the same day, or of the next one where it is not after `from`; the same time means a whole day
/// @param days on which they begin: a night from Friday to Saturday is Friday's
public record QuietHours(LocalTime from, LocalTime to, Set<DayOfWeek> days, Mode mode) {

    private static final int DAYS_OF_A_WEEK = 7;

    public enum Mode {
        /// Nothing is sent; when they end, all that was held is told at once.
        HOLD,
        /// It is sent, but makes no sound where the service knows of such a thing.
        SILENT
    }

    /// @throws IllegalArgumentException in words for the user, if they begin never or end never
    public QuietHours {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("Quiet hours need at least one day.");
        }
        if (from.equals(to) && days.size() == DAYS_OF_A_WEEK) {
            throw new IllegalArgumentException("These quiet hours would never end. To silence a target for good, pause it.");
        }
    }

    /// When they are over; empty if it is not quiet then. Hours that follow one another without a break are one.
    public Optional<Instant> until(Instant at, ZoneId zone) {
        return Stream.iterate(ending(at, zone), Optional::isPresent, end -> ending(end.get(), zone))
                .limit(DAYS_OF_A_WEEK + 1L).flatMap(Optional::stream).reduce((_, later) -> later);
    }

    /// How much of that time is quiet.
    Duration within(Instant start, Instant end, ZoneId zone) {
        var quiet = Duration.ZERO;
        var counted = start;
        var last = LocalDate.ofInstant(end, zone);
        for (var day = LocalDate.ofInstant(start, zone).minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            var begins = later(WallClock.first(day.atTime(from), zone), counted);
            var over = earlier(WallClock.last(lastDay(day).atTime(to), zone), end);
            if (days.contains(day.getDayOfWeek()) && over.isAfter(begins)) {
                quiet = quiet.plus(Duration.between(begins, over));
                counted = over;
            }
        }
        return quiet;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Optional<Instant> ending(Instant at, ZoneId zone) {
        var today = LocalDate.ofInstant(at, zone);
        return Stream.of(today.minusDays(1), today).filter(day -> days.contains(day.getDayOfWeek()))
                .filter(day -> !at.isBefore(WallClock.first(day.atTime(from), zone)))
                .map(day -> WallClock.last(lastDay(day).atTime(to), zone))
                .filter(at::isBefore).max(Instant::compareTo);
    }

    private LocalDate lastDay(LocalDate first) {
        return to.isAfter(from) ? first : first.plusDays(1);
    }
}
