package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

/// What is told when a cooldown ends, and what is not worth telling any more.
final class CatchUpTest {

    /// All events of the rule but the first, which was sent, are held.
    private static Optional<CatchUp> afterFirst(Life life, String rule, Target target) {
        var events = life.events().stream().filter(event -> event.rule().equals(rule)).toList();
        return CatchUp.of(events.subList(1, events.size()), Life.rule(rule), target, life.state);
    }

    @Test
    void several_falls_are_one_from_the_first_value_to_the_last() {
        var life = new Life().reads("ratio", "2.5").reads("ratio", "2.0").reads("ratio", "1.8").reads("ratio", "1.6").reads("ratio", "1.55");
        var catchUp = afterFirst(life, "ratio-drop", Targets.PLAIN).orElseThrow();
        assertEquals(2, catchUp.times());
        assertEquals(new Detail.Changed(Field.RATIO, Optional.of(Ratio.finite("2.0")), Ratio.finite("1.55")), catchUp.overall());
        assertEquals(life.state.known(), catchUp.figures());
    }

    @ParameterizedTest
    @CsvSource({"1.90, true", "1.91, false", "2.50, false", "1.2, true", "infinite, false"})
    void a_ratio_that_recovered_is_not_told(String now, boolean told) {
        var life = new Life().reads("ratio", "2.5").reads("ratio", "2.0").reads("ratio", "1.5").reads("ratio", now);
        assertEquals(told, CatchUp.of(List.of(life.events().get(1)), Life.rule("ratio-drop"), Targets.PLAIN, life.state).isPresent());
    }

    @Test
    void what_recovered_is_measured_by_the_target_s_own_threshold() {
        var life = new Life().reads("ratio", "2.5").reads("ratio", "2.0").reads("ratio", "1.5").reads("ratio", "1.7");
        assertTrue(afterFirst(life, "ratio-drop", Targets.threshold("ratio-drop", "0.3")).isPresent());
        assertTrue(afterFirst(life, "ratio-drop", Targets.threshold("ratio-drop", "0.31")).isEmpty());
    }

    @Test
    void hit_and_runs_that_came_one_by_one_are_told_together_and_forgiven_ones_not() {
        var life = new Life().reads("hit_and_runs", "0").reads("hit_and_runs", "1").reads("hit_and_runs", "2").reads("hit_and_runs", "9");
        assertEquals(new Detail.Changed(Field.HIT_AND_RUNS, Optional.of(new Value.Count(1)), new Value.Count(9)),
                afterFirst(life, "hit-and-run", Targets.PLAIN).orElseThrow().overall());
        assertEquals(new Value.Count(5), ((Detail.Changed) afterFirst(life.reads("hit_and_runs", "5"), "hit-and-run", Targets.PLAIN)
                .orElseThrow().overall()).after());
        assertTrue(afterFirst(life.reads("hit_and_runs", "1"), "hit-and-run", Targets.PLAIN).isEmpty());
    }

    @Test
    void a_class_that_is_back_is_not_told() {
        var life = new Life().reads("class", "A").reads("class", "B").reads("class", "C").reads("class", "D");
        assertEquals(new Detail.Changed(Field.CLASS, Optional.of(new Value.Text("B")), new Value.Text("D")),
                afterFirst(life, "rank-change", Targets.PLAIN).orElseThrow().overall());
        assertTrue(afterFirst(life.reads("class", "B"), "rank-change", Targets.PLAIN).isEmpty());
    }

    @Test
    void a_warning_that_is_gone_is_not_told() {
        var life = new Life().reads("warned", "true").reads("warned", "false").reads("warned", "true");
        assertTrue(afterFirst(life, "account-warned", Targets.PLAIN).isPresent());
        assertTrue(afterFirst(life.reads("warned", "false"), "account-warned", Targets.PLAIN).isEmpty());
    }

    @Test
    void a_buffer_that_was_spent_is_not_told() {
        var life = new Life().reads("buffer", "5 GiB").reads("buffer", "11 GiB").reads("buffer", "3 GiB").reads("buffer", "12 GiB");
        assertTrue(afterFirst(life, "buffer-milestone", Targets.PLAIN).isPresent());
        assertTrue(afterFirst(life.reads("buffer", "4 GiB"), "buffer-milestone", Targets.PLAIN).isEmpty());
    }

    @Test
    void what_stands_no_longer_is_not_told() {
        var life = new Life().reads("seeding", "0").reads("seeding", "1").reads("seeding", "0");
        assertTrue(afterFirst(life, "zero-seeding", Targets.PLAIN).isPresent());
        assertTrue(afterFirst(life.reads("seeding", "3"), "zero-seeding", Targets.PLAIN).isEmpty());
    }

    @Test
    void a_ratio_in_danger_is_told_as_it_is_now() {
        var life = Life.withMinimum("0.6").reads("ratio", "0.5").reads("ratio", "0.7").reads("ratio", "0.55").reads("ratio", "0.4");
        assertEquals(Ratio.finite("0.4"), ((Detail.Standing) afterFirst(life, "ratio-danger", Targets.PLAIN).orElseThrow().overall()).value());
        assertTrue(afterFirst(life.reads("ratio", "0.61"), "ratio-danger", Targets.PLAIN).isEmpty());
    }

    @Test
    void a_tracker_that_is_down_again_is_told_with_the_latest_reason_and_one_that_is_up_not() {
        var life = new Life().fails(Reason.TIMED_OUT).reads("ratio", "1").fails(Reason.TIMED_OUT).fails(Reason.SITE_ERROR);
        var catchUp = afterFirst(life, "tracker-down", Targets.PLAIN).orElseThrow();
        assertEquals(Reason.SITE_ERROR, ((Detail.Failing) catchUp.overall()).reason());
        assertTrue(catchUp.figures().values().isEmpty());
        assertTrue(afterFirst(life.reads("ratio", "1"), "tracker-down", Targets.PLAIN).isEmpty());
    }

    @Test
    void a_refusal_is_not_told_when_there_is_a_new_key_that_was_not_tried_yet() {
        var life = new Life().fails(Reason.CREDENTIAL_REFUSED);
        var refused = List.of(life.events().getFirst());
        assertTrue(CatchUp.of(refused, Life.rule("login-rejected"), Targets.PLAIN, life.state).isPresent());
        life.state = life.state.withNewCredential();
        assertTrue(CatchUp.of(refused, Life.rule("login-rejected"), Targets.PLAIN, life.state).isEmpty());
        assertTrue(CatchUp.of(refused, Life.rule("login-rejected"), Targets.PLAIN, life.fails(Reason.TIMED_OUT).state).isEmpty());
    }

    @Test
    void a_tracker_that_was_away_and_refuses_now_is_not_told_of_as_away() {
        var life = new Life().fails(Reason.TIMED_OUT);
        var away = List.of(life.events().getFirst());
        assertTrue(CatchUp.of(away, Life.rule("tracker-down"), Targets.PLAIN, life.fails(Reason.CREDENTIAL_REFUSED).state).isEmpty());
    }

    @Test
    void corrections_are_told_from_the_first_to_the_last() {
        var life = new Life().reads("uploaded", "9 TiB").reads("uploaded", "0 B").reads("uploaded", "0 B")
                .reads("uploaded", "8 TiB").reads("uploaded", "4 TiB").reads("uploaded", "4 TiB")
                .reads("uploaded", "1 GiB").reads("uploaded", "1 GiB");
        assertEquals(3, life.events().size());
        assertEquals(new Detail.Corrected(Life.stats("uploaded", "8 TiB"), Life.stats("uploaded", "1 GiB")),
                afterFirst(life, "figures-corrected", Targets.PLAIN).orElseThrow().overall());
    }
}
