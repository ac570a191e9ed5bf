package org.trackerwatch.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.cli.terminal.Refusal;

class MomentTest {

    private static final Moment PARIS = new Moment(ZoneId.of("Europe/Paris"), Instant.parse("2026-07-14T12:00:00Z"));

    /// In Paris clocks go forward on 29 March 2026, 02:00 to 03:00, and back on 25 October, 03:00 to 02:00.
    @ParameterizedTest
    @CsvSource({"2026-03-28T12:00:00Z, 2026-03-29T02:30, 2026-03-29T01:30:00Z", "2026-03-28T12:00:00Z, 2026-03-29T08:00, 2026-03-29T06:00:00Z",
        "2026-10-24T12:00:00Z, 2026-10-25T02:30, 2026-10-25T00:30:00Z", "2026-10-24T12:00:00Z, 2026-10-25T08:00, 2026-10-25T07:00:00Z",
        "2026-03-28T12:00:00Z, 24h, 2026-03-29T12:00:00Z", "2026-10-24T12:00:00Z, 24h, 2026-10-25T12:00:00Z",
        "2028-02-28T12:00:00Z, 2028-02-29T08:00, 2028-02-29T07:00:00Z"})
    void a_silence_ends_by_the_clock_on_the_wall_or_after_as_many_hours(Instant now, String until, Instant end) {
        assertEquals(end, new Moment(ZoneId.of("Europe/Paris"), now).end(until));
    }

    @ParameterizedTest
    @CsvSource({
        "2h ago,2026-07-14T10:00:00Z", "30d,2026-06-14T12:00:00Z", "1h30m ago,2026-07-14T10:30:00Z",
        "999999y,1970-01-01T00:00:00Z", "+999999-01-01T00:00:00Z,9999-12-31T23:59:59Z", "now,2026-07-14T12:00:00Z", "Today,2026-07-13T22:00:00Z", "yesterday,2026-07-12T22:00:00Z",
        "2026-03-04,2026-03-03T23:00:00Z", "2026-07-04T18:30,2026-07-04T16:30:00Z",
        "2026-07-04 18:30,2026-07-04T16:30:00Z", "2026-07-04 18:30:15,2026-07-04T16:30:15Z",
        "2026-07-04T18:30:00Z,2026-07-04T18:30:00Z", "2026-07-04T18:30:00+02:00,2026-07-04T16:30:00Z"})
    void reads_moments_in_the_users_zone(String typed, Instant meant) {
        assertEquals(meant, PARIS.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-13-01", "04.03.2026", "2026-02-30", "18:30"})
    void says_how_a_moment_is_written(String typed) {
        var refusal = assertThrows(Refusal.class, () -> PARIS.parse(typed));
        assertTrue(refusal.sentence().contains("2026-03-04"), refusal.sentence());
    }

    @Test
    void tells_how_long_ago_something_was() {
        assertEquals("1 h 30 min ago", PARIS.since(Instant.parse("2026-07-14T10:30:00Z")));
        assertEquals("in 5 min", PARIS.since(Instant.parse("2026-07-14T12:05:00Z")));
    }
}
