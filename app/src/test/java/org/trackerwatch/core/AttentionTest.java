package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Tracker.Mode;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

final class AttentionTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    private static List<Attention> of(Mode mode, TrackerState state) {
        var tracker = new Tracker(1, "Otters", "unit3d", Optional.empty(), Optional.empty(), Duration.ofHours(1), Optional.empty(), Optional.empty(),
                mode, NOW.minus(Duration.ofDays(100)));
        return Attention.of(tracker, state, new Terms(Optional.of(new BigDecimal("0.6")), ZoneOffset.UTC), Duration.ofHours(1), NOW);
    }

    private static TrackerState state(Map<Field, Value> known, Duration old, Optional<Failing> failing) {
        return new TrackerState(AccountStats.of(known), Optional.of(NOW.minus(old)), Optional.empty(), failing, Map.of(), Set.of());
    }

    private static List<String> known(Map<Field, Value> known) {
        return codes(of(Mode.ACTIVE, state(known, Duration.ofMinutes(10), Optional.empty())));
    }

    private static List<String> codes(List<Attention> found) {
        return found.stream().map(note -> note.level() + " " + note.code()).toList();
    }

    private static Optional<Failing> failing(int polls, Reason reason) {
        return Optional.of(new Failing(NOW.minus(Duration.ofHours(5)), polls, reason, "something"));
    }

    @Test
    void all_is_well_where_nothing_is_wrong_or_known() {
        assertEquals(List.of(), known(Map.of()));
        assertEquals(List.of(), known(Map.of(Field.RATIO, Ratio.finite("3"), Field.SEEDING, new Value.Count(9), Field.WARNED, new Value.Flag(false),
                Field.CAN_DOWNLOAD, new Value.Flag(true), Field.HIT_AND_RUNS, new Value.Count(0))));
    }

    @Test
    void a_ratio_under_the_minimum_is_broken_and_one_near_it_is_not_yet() {
        assertEquals(List.of("BROKEN ratio-low"), known(Map.of(Field.RATIO, Ratio.finite("0.59"))));
        assertEquals(List.of("ATTENTION ratio-near"), known(Map.of(Field.RATIO, Ratio.finite("0.6"))));
        assertEquals(List.of(), known(Map.of(Field.RATIO, Ratio.finite("0.66"))));
        assertEquals(List.of(), known(Map.of(Field.RATIO, new Ratio.Infinite())));
        assertEquals(List.of(), known(Map.of(Field.RATIO, new Ratio.None())));
    }

    @Test
    void a_site_s_own_demand_goes_before_its_rules() {
        var found = of(Mode.ACTIVE, state(Map.of(Field.RATIO, Ratio.finite("0.9"), Field.REQUIRED_RATIO, new Value.Amount(BigDecimal.ONE)),
                Duration.ZERO, Optional.empty()));
        assertEquals("The ratio is below 1, which the site demands of this account.", found.getFirst().text());
    }

    @Test
    void a_warning_and_the_loss_of_downloads_are_broken() {
        assertEquals(List.of("BROKEN warned", "BROKEN download-disabled"),
                known(Map.of(Field.WARNED, new Value.Flag(true), Field.CAN_DOWNLOAD, new Value.Flag(false))));
    }

    @Test
    void hit_and_runs_are_broken_once_there_are_as_many_as_are_forgiven() {
        assertEquals(List.of("ATTENTION hit-and-runs"), known(Map.of(Field.HIT_AND_RUNS, new Value.Count(2))));
        assertEquals(List.of("ATTENTION hit-and-runs"), known(Map.of(Field.HIT_AND_RUNS, new Value.Count(2), Field.HIT_AND_RUN_LIMIT, new Value.Count(3))));
        assertEquals(List.of("BROKEN hit-and-runs"), known(Map.of(Field.HIT_AND_RUNS, new Value.Count(3), Field.HIT_AND_RUN_LIMIT, new Value.Count(3))));
    }

    @Test
    void unsatisfied_torrents_matter_at_their_limit() {
        assertEquals(List.of(), known(Map.of(Field.UNSATISFIED, new Value.Count(4))));
        assertEquals(List.of("ATTENTION unsatisfied"), known(Map.of(Field.UNSATISFIED, new Value.Count(4), Field.UNSATISFIED_LIMIT, new Value.Count(4))));
    }

    @Test
    void nothing_seeding_needs_attention() {
        assertEquals(List.of("ATTENTION zero-seeding"), known(Map.of(Field.SEEDING, new Value.Count(0))));
    }

    @Test
    void a_key_that_ends_is_told_two_weeks_before_and_after() {
        assertEquals(List.of(), known(Map.of(Field.KEY_EXPIRES, new Value.Moment(NOW.plus(Duration.ofDays(15))))));
        assertEquals(List.of("ATTENTION key-expires"), known(Map.of(Field.KEY_EXPIRES, new Value.Moment(NOW.plus(Duration.ofDays(13))))));
        assertEquals(List.of("BROKEN key-expired"), known(Map.of(Field.KEY_EXPIRES, new Value.Moment(NOW.minusSeconds(1)))));
    }

    @Test
    void one_failed_poll_may_be_a_moment_s_and_two_are_a_trouble() {
        assertEquals(List.of("ATTENTION failing"), codes(of(Mode.ACTIVE, state(Map.of(), Duration.ofDays(1), failing(1, Reason.TIMED_OUT)))));
        var twice = of(Mode.ACTIVE, state(Map.of(), Duration.ofDays(1), failing(2, Reason.TIMED_OUT)));
        assertEquals(List.of("BROKEN failing"), codes(twice));
        assertEquals("No answer in time; 2 polls have failed in a row, for 5 h.", twice.getFirst().text());
    }

    @Test
    void a_refusal_comes_first_and_is_told_once() {
        var found = of(Mode.STOPPED, state(Map.of(Field.SEEDING, new Value.Count(0)), Duration.ofDays(9), failing(1, Reason.SESSION_EXPIRED)));
        assertEquals(List.of("BROKEN stopped", "ATTENTION zero-seeding"), codes(found));
        assertTrue(found.getFirst().text().startsWith("The session has expired."), found.getFirst().text());
    }

    @Test
    void figures_grow_old_where_nobody_renews_them() {
        assertEquals(List.of(), codes(of(Mode.ACTIVE, state(Map.of(), Duration.ofHours(4), Optional.empty()))));
        assertEquals(List.of("ATTENTION stale"), codes(of(Mode.ACTIVE, state(Map.of(), Duration.ofHours(5), Optional.empty()))));
        assertEquals(List.of(), codes(of(Mode.PAUSED, state(Map.of(), Duration.ofDays(90), Optional.empty()))));
        assertEquals(List.of(), codes(of(Mode.MANUAL, state(Map.of(), Duration.ofDays(29), Optional.empty()))));
        assertEquals(List.of("ATTENTION stale"), codes(of(Mode.MANUAL, state(Map.of(), Duration.ofDays(31), Optional.empty()))));
        assertEquals("It was never read yet.", of(Mode.ACTIVE, TrackerState.NEW).getFirst().text());
    }

    @Test
    void figures_in_doubt_are_told_to_be_so() {
        assertEquals(List.of("ATTENTION doubtful"), codes(of(Mode.ACTIVE, new TrackerState(AccountStats.NOTHING, Optional.of(NOW),
                Optional.of(AccountStats.of(Map.of(Field.SEEDING, new Value.Count(0)))), Optional.empty(), Map.of(), Set.of()))));
    }
}
