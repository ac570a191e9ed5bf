package org.trackerwatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.PollFailure;

final class CadenceTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Cadence HOURLY = new Cadence(Duration.ofMinutes(60), Duration.ofMinutes(15));

    private final SplittableRandom random = new SplittableRandom(20261121);

    @Test
    void a_good_poll_is_followed_by_the_next_within_a_tenth_of_the_interval() {
        for (int i = 0; i < 1000; i++) {
            var wait = Duration.between(NOW, HOURLY.afterSuccess(NOW, random));
            assertTrue(wait.compareTo(Duration.ofMinutes(54)) >= 0 && wait.compareTo(Duration.ofMinutes(66)) <= 0, wait::toString);
        }
    }

    /// Clocks go forward on 29 March 2026 and back on 25 October, at 01:00 UTC; 29 February 2028 is a day.
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z", "2028-02-28T12:00:00Z"})
    void polls_come_as_often_as_ever_where_clocks_are_changed_and_on_leap_days(Instant from) {
        var polls = Stream.iterate(from, at -> HOURLY.afterSuccess(at, random)).takeWhile(at -> at.isBefore(from.plus(Duration.ofDays(1)))).count();
        assertTrue(polls >= 23 && polls <= 26, polls + " polls");
    }

    @Test
    void jitter_never_goes_below_the_sites_floor() {
        var tight = new Cadence(Duration.ofHours(3), Duration.ofHours(3));
        for (int i = 0; i < 1000; i++) {
            assertFalse(tight.afterSuccess(NOW, random).isBefore(NOW.plus(Duration.ofHours(3))));
        }
    }

    private static Tracker wanting(Duration interval) {
        return new Tracker(1, "Otters", "unit3d", Optional.empty(), Optional.empty(), interval, Optional.empty(), Optional.empty(),
                Tracker.Mode.ACTIVE, NOW);
    }

    private static Tracker wanting(int perDay) {
        return new Tracker(1, "Otters", "unit3d", Optional.empty(), Optional.empty(), Duration.ofMinutes(1), Optional.of(perDay),
                Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, NOW);
    }

    @Test
    void a_user_is_stricter_than_a_site_and_never_laxer() {
        var stock = Definitions.bundled().find("unit3d");
        assertEquals(Duration.ofHours(6), Cadence.of(wanting(4), stock, CredentialKind.API_KEY).floor());
        assertEquals(Duration.ofMinutes(60), Cadence.of(wanting(96), stock, CredentialKind.COOKIE).floor());
        var eightADay = Definitions.bundled().find("samaritano");
        assertEquals(Duration.ofHours(3), Cadence.of(wanting(20), eightADay, CredentialKind.API_KEY).interval());
        assertEquals(Duration.ofHours(12), Cadence.of(wanting(2), eightADay, CredentialKind.API_KEY).interval());
    }

    @Test
    void what_is_merely_usual_is_promised_to_nobody() {
        assertEquals(Duration.ZERO, Cadence.promised(wanting(Duration.ofHours(6)), Definitions.bundled().find("unit3d")));
        assertEquals(Duration.ofHours(6), Cadence.promised(wanting(4), Optional.empty()));
        assertEquals(Duration.ofHours(3), Cadence.promised(wanting(20), Definitions.bundled().find("samaritano")));
    }

    @Test
    void a_page_is_asked_for_less_often_than_an_api_and_never_more_often_than_the_site_allows() {
        var stock = Definitions.bundled().find("unit3d");
        var quickly = Duration.ofMinutes(1);
        assertEquals(Duration.ofMinutes(15), Cadence.of(wanting(quickly), stock, CredentialKind.API_KEY).interval());
        assertEquals(Duration.ofMinutes(60), Cadence.of(wanting(quickly), stock, CredentialKind.COOKIE).interval());
        assertEquals(Duration.ofHours(6), Cadence.of(wanting(Duration.ofHours(6)), stock, CredentialKind.COOKIE).interval());
        var eightADay = Definitions.bundled().find("samaritano");
        assertEquals(Duration.ofHours(3), Cadence.of(wanting(quickly), eightADay, CredentialKind.API_KEY).floor());
    }

    @Test
    void two_trackers_polled_together_drift_apart() {
        var due = new HashSet<Instant>();
        IntStream.range(0, 100).forEach(i -> due.add(HOURLY.afterSuccess(NOW, random)));
        assertTrue(due.size() > 95, "only " + due.size() + " of 100 differ");
    }

    @ParameterizedTest
    @EnumSource(PollFailure.Reason.class)
    void no_trouble_makes_it_ask_sooner_or_stop_asking(PollFailure.Reason reason) {
        for (int failures = 1; failures < 100; failures++) {
            var wait = Duration.between(NOW, HOURLY.afterFailure(NOW, new PollFailure(reason, ""), failures, random));
            assertTrue(wait.compareTo(Duration.ofMinutes(60)) >= 0, reason + " " + failures + " " + wait);
            assertTrue(wait.compareTo(Duration.ofHours(10)) <= 0, reason + " " + failures + " " + wait);
        }
    }

    @Test
    void waits_longer_the_longer_a_site_is_down() {
        var down = new PollFailure(PollFailure.Reason.UNREACHABLE, "");
        var early = Duration.between(NOW, HOURLY.afterFailure(NOW, down, 1, random));
        var late = Duration.between(NOW, HOURLY.afterFailure(NOW, down, 20, random));
        assertTrue(late.compareTo(early.multipliedBy(3)) > 0, early + " then " + late);
    }

    @Test
    void retry_after_is_honoured_as_a_minimum_up_to_a_day() {
        var limited = new PollFailure(PollFailure.Reason.RATE_LIMITED, "", Optional.of(Duration.ofHours(13)));
        assertFalse(HOURLY.afterFailure(NOW, limited, 1, random).isBefore(NOW.plus(Duration.ofHours(13))));
        var absurd = new PollFailure(PollFailure.Reason.RATE_LIMITED, "", Optional.of(Duration.ofDays(400)));
        assertEquals(NOW.plus(Duration.ofDays(1)), HOURLY.afterFailure(NOW, absurd, 1, random));
    }

    @Test
    void a_long_sleep_spreads_what_is_overdue() {
        var asleep = NOW.minus(Duration.ofHours(9));
        var moved = IntStream.range(0, 60).mapToObj(i -> HOURLY.corrected(asleep, Optional.empty(), NOW, random).orElseThrow()).toList();
        assertTrue(moved.stream().allMatch(at -> at.isAfter(NOW) && !at.isAfter(NOW.plus(Cadence.SPREAD))));
        assertTrue(moved.stream().filter(at -> at.isBefore(NOW.plusSeconds(60))).count() < 20, "they come in a burst");
    }

    @Test
    void a_clock_set_back_a_year_does_not_silence_a_tracker_for_a_year() {
        var far = NOW.plus(Duration.ofDays(365));
        var moved = HOURLY.corrected(far, Optional.empty(), NOW, random).orElseThrow();
        assertTrue(moved.isBefore(NOW.plus(HOURLY.floor()).plus(Duration.ofMinutes(11))));
        assertTrue(moved.isAfter(NOW.plus(HOURLY.floor())), "when it was asked last is not known");
    }

    @Test
    void a_due_time_within_what_we_plan_is_left_alone() {
        assertEquals(Optional.empty(), HOURLY.corrected(NOW.minusSeconds(90), Optional.empty(), NOW, random));
        assertEquals(Optional.empty(), HOURLY.corrected(NOW.plus(Duration.ofHours(2)), Optional.empty(), NOW, random));
        assertEquals(Optional.empty(), HOURLY.corrected(NOW.plus(Duration.ofHours(6)), failed(Optional.empty()), NOW, random));
        assertEquals(Optional.empty(), HOURLY.corrected(NOW.plus(Duration.ofHours(24)), failed(Optional.of(Duration.ofDays(3))), NOW, random));
    }

    /// What an hour's interval never leads to was planned by a clock that was ahead.
    @Test
    void a_clock_set_back_a_day_does_not_silence_a_tracker_for_a_day() {
        assertTrue(HOURLY.corrected(NOW.plus(Duration.ofHours(3)), Optional.empty(), NOW, random).isPresent());
        assertTrue(HOURLY.corrected(NOW.plus(Duration.ofHours(8)), failed(Optional.empty()), NOW, random).isPresent());
    }

    private static Optional<PollFailure> failed(Optional<Duration> retryAfter) {
        return Optional.of(new PollFailure(PollFailure.Reason.RATE_LIMITED, "The site asks for a pause.", retryAfter));
    }
}
