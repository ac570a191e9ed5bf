package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which digest was due last. 2026-03-04 is a Wednesday.
final class DigestTimeTest {

    @ParameterizedTest
    @CsvSource({"08:00, UTC, 2026-03-04T07:59:59Z, 2026-03-03", "08:00, UTC, 2026-03-04T08:00:00Z, 2026-03-04",
        "08:00, Europe/Berlin, 2026-03-04T07:00:00Z, 2026-03-04", "23:30, America/New_York, 2026-03-05T04:00:00Z, 2026-03-03",
        // Clocks go forward on 29 March, 02:00 to 03:00, and back on 25 October, 03:00 to 02:00: a time that is skipped is
        // due when it is skipped, one that comes twice is due the first time.
        "02:30, Europe/Berlin, 2026-03-29T00:59:59Z, 2026-03-28", "02:30, Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-29",
        "02:30, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25", "02:30, Europe/Berlin, 2026-10-25T01:10:00Z, 2026-10-25"})
    void a_daily_one_is_due_each_day_at_its_time(String at, String zone, String now, String day) {
        assertEquals(LocalDate.parse(day),
                new DigestTime(LocalTime.parse(at), Optional.empty()).lastDue(Instant.parse(now), ZoneId.of(zone)));
    }

    @ParameterizedTest
    @CsvSource({"WEDNESDAY, 2026-03-04T07:00:00Z, 2026-02-25", "WEDNESDAY, 2026-03-04T08:00:00Z, 2026-03-04",
        "MONDAY, 2026-03-04T08:00:00Z, 2026-03-02", "THURSDAY, 2026-03-04T23:00:00Z, 2026-02-26"})
    void a_weekly_one_is_due_on_its_day(DayOfWeek weekday, String now, String day) {
        assertEquals(LocalDate.parse(day),
                new DigestTime(LocalTime.of(8, 0), Optional.of(weekday)).lastDue(Instant.parse(now), ZoneId.of("UTC")));
    }
}
