package org.trackerwatch.core;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/// When a target gets its digest, by the clock on its user's wall.
///
/// @param day of the week; empty for each day
public record DigestTime(LocalTime at, Optional<DayOfWeek> day) {

    /// The day whose digest was due last. It names the digest: a clock that is changed brings it no second time.
    public LocalDate lastDue(Instant now, ZoneId zone) {
        var today = LocalDate.ofInstant(now, zone);
        var due = day.map(weekly -> today.with(TemporalAdjusters.previousOrSame(weekly))).orElse(today);
        return now.isBefore(WallClock.first(due.atTime(at), zone)) ? due.minusDays(day.isPresent() ? 7 : 1) : due;
    }
}
