package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a target is not to be disturbed, and when that is over. 2026-03-04 is a Wednesday.
final class QuietHoursTest {

    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

    private static QuietHours hours(String from, String to, Set<DayOfWeek> days) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(to), days, QuietHours.Mode.HOLD);
    }

    private static String until(QuietHours hours, String at, String zone) {
        return hours.until(Instant.parse(at), ZoneId.of(zone)).map(Instant::toString).orElse("-");
    }

    private static Set<DayOfWeek> days(String words) {
        return Arrays.stream(words.split("\\+")).map(DayOfWeek::valueOf).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "13:00, 15:00, 2026-03-04T12:59:59.999Z, -", "13:00, 15:00, 2026-03-04T13:00:00Z, 2026-03-04T15:00:00Z",
        "13:00, 15:00, 2026-03-04T14:59:59.999Z, 2026-03-04T15:00:00Z", "13:00, 15:00, 2026-03-04T15:00:00Z, -",
        "22:00, 07:00, 2026-03-04T21:59:59Z, -", "22:00, 07:00, 2026-03-04T22:00:00Z, 2026-03-05T07:00:00Z",
        "22:00, 07:00, 2026-03-05T00:00:00Z, 2026-03-05T07:00:00Z", "22:00, 07:00, 2026-03-05T06:59:59Z, 2026-03-05T07:00:00Z",
        "22:00, 07:00, 2026-03-05T07:00:00Z, -", "00:00, 07:00, 2026-03-05T00:00:00Z, 2026-03-05T07:00:00Z",
        "22:00, 00:00, 2026-03-04T23:30:00Z, 2026-03-05T00:00:00Z", "22:00, 00:00, 2026-03-05T00:00:00Z, -"})
    void they_hold_from_their_beginning_to_before_their_end_over_midnight_too(String from, String to, String at, String until) {
        assertEquals(until, until(hours(from, to, ALL), at, "UTC"));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-04T21:30:00Z, Europe/Berlin, 2026-03-05T06:00:00Z", "2026-03-04T21:30:00Z, UTC, -",
        "2026-03-05T04:00:00Z, America/New_York, 2026-03-05T12:00:00Z", "2026-03-04T17:00:00Z, Asia/Kathmandu, 2026-03-05T01:15:00Z"})
    void they_are_those_of_the_user_s_zone(String at, String zone, String until) {
        assertEquals(until, until(hours("22:00", "07:00", ALL), at, zone));
    }

    @ParameterizedTest
    @CsvSource({
        // Clocks go forward on 29 March 2026, 02:00 to 03:00, and back on 25 October, 03:00 to 02:00.
        "22:00, 07:00, 2026-03-28T21:00:00Z, 2026-03-29T05:00:00Z", "22:00, 07:00, 2026-03-29T04:59:59Z, 2026-03-29T05:00:00Z",
        "22:00, 07:00, 2026-10-24T20:00:00Z, 2026-10-25T06:00:00Z", "22:00, 07:00, 2026-10-25T05:59:59Z, 2026-10-25T06:00:00Z",
        "22:00, 02:30, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z", "22:00, 02:30, 2026-03-29T01:00:00Z, -",
        "02:30, 07:00, 2026-03-29T00:59:59Z, -", "02:30, 07:00, 2026-03-29T01:00:00Z, 2026-03-29T05:00:00Z",
        "22:00, 02:30, 2026-10-25T00:45:00Z, 2026-10-25T01:30:00Z", "22:00, 02:30, 2026-10-25T01:15:00Z, 2026-10-25T01:30:00Z",
        "22:00, 02:30, 2026-10-25T01:30:00Z, -", "02:30, 07:00, 2026-10-25T00:30:00Z, 2026-10-25T06:00:00Z",
        "02:30, 07:00, 2026-10-25T01:10:00Z, 2026-10-25T06:00:00Z", "02:10, 02:50, 2026-03-29T01:00:00Z, -"})
    void where_clocks_are_changed_there_is_one_night_as_ever(String from, String to, String at, String until) {
        assertEquals(until, until(hours(from, to, ALL), at, "Europe/Berlin"));
    }

    @ParameterizedTest
    @CsvSource({"WEDNESDAY, 2026-03-04T23:00:00Z, 2026-03-05T07:00:00Z", "WEDNESDAY, 2026-03-05T06:00:00Z, 2026-03-05T07:00:00Z",
        "WEDNESDAY, 2026-03-04T06:00:00Z, -", "WEDNESDAY, 2026-03-05T23:00:00Z, -", "FRIDAY+SATURDAY, 2026-03-07T03:00:00Z, 2026-03-07T07:00:00Z",
        "FRIDAY+SATURDAY, 2026-03-06T03:00:00Z, -", "FRIDAY+SATURDAY, 2026-03-08T03:00:00Z, 2026-03-08T07:00:00Z"})
    void a_night_is_that_of_the_day_on_which_it_begins(String days, String at, String until) {
        assertEquals(until, until(hours("22:00", "07:00", days(days)), at, "UTC"));
    }

    @ParameterizedTest
    @CsvSource({"00:00, SATURDAY+SUNDAY, 2026-03-07T00:00:00Z, 2026-03-09T00:00:00Z", "00:00, SATURDAY+SUNDAY, 2026-03-08T12:00:00Z, 2026-03-09T00:00:00Z",
        "00:00, SATURDAY+SUNDAY, 2026-03-09T00:00:00Z, -", "18:00, FRIDAY, 2026-03-07T17:59:00Z, 2026-03-07T18:00:00Z"})
    void whole_days_that_follow_one_another_are_one(String time, String days, String at, String until) {
        assertEquals(until, until(hours(time, time, days(days)), at, "UTC"));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, WEDNESDAY, 2026-03-04T20:00:00Z, 2026-03-05T08:00:00Z, PT9H", "22:00, 07:00, WEDNESDAY, 2026-03-05T01:00:00Z, 2026-03-05T02:00:00Z, PT1H",
        "22:00, 07:00, WEDNESDAY, 2026-03-05T08:00:00Z, 2026-03-11T21:00:00Z, PT0S", "00:00, 00:00, SATURDAY+SUNDAY, 2026-03-06T12:00:00Z, 2026-03-09T12:00:00Z, PT48H",
        "22:00, 07:00, WEDNESDAY+THURSDAY, 2026-03-04T12:00:00Z, 2026-03-06T12:00:00Z, PT18H",
        // Clocks go forward in the first night, and back in the second.
        "22:00, 07:00, SATURDAY, 2026-03-28T12:00:00Z, 2026-03-29T12:00:00Z, PT8H", "22:00, 07:00, SATURDAY, 2026-10-24T12:00:00Z, 2026-10-25T12:00:00Z, PT10H"})
    void how_much_of_a_time_is_quiet_is_the_sum_of_its_nights(String from, String to, String days, String start, String end, Duration quiet) {
        assertEquals(quiet, hours(from, to, days(days)).within(Instant.parse(start), Instant.parse(end), ZoneId.of("Europe/Berlin")));
    }

    @Test
    void such_that_begin_never_or_end_never_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> hours("22:00", "07:00", Set.of()));
        assertThrows(IllegalArgumentException.class, () -> hours("08:00", "08:00", ALL));
    }

    @ParameterizedTest
    @CsvSource({"HOLD, URGENT, false, false", "HOLD, WARNING, true, false", "HOLD, INFO, true, false", "SILENT, URGENT, false, false",
        "SILENT, WARNING, false, true"})
    void what_is_urgent_passes_and_the_rest_is_held_or_told_without_a_sound(QuietHours.Mode mode, Severity severity, boolean held, boolean silent) {
        var night = Instant.parse("2026-03-04T23:00:00Z");
        var calm = Calm.USUAL.with(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ALL, mode));
        var utc = ZoneId.of("UTC");
        assertEquals(held ? Optional.of(Instant.parse("2026-03-05T07:00:00Z")) : Optional.empty(), calm.heldUntil(severity, night, utc));
        assertEquals(silent, calm.isSilent(severity, night, utc));
        assertEquals(Optional.empty(), calm.heldUntil(severity, night.minusSeconds(7200), utc));
        assertEquals(false, calm.isSilent(severity, night.minusSeconds(7200), utc));
    }

    @ParameterizedTest
    @CsvSource({"URGENT, URGENT, false", "URGENT, WARNING, true", "URGENT, INFO, true", "WARNING, WARNING, false", "WARNING, GOOD, true",
        "INFO, INFO, false"})
    void what_is_less_grave_than_wanted_is_below(Severity least, Severity severity, boolean below) {
        assertEquals(below, new Calm(least, Optional.empty(), true, Optional.empty(), true).isBelow(severity));
    }
}
