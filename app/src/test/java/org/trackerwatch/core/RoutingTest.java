package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Who is told, and who is not, and why.
final class RoutingTest {

    private static final Life DROP = new Life().reads("ratio", "2.00").reads("ratio", "1.80");

    private static final Instant NOW = DROP.event("ratio-drop").at();

    private static Verdict verdict(Life life, String rule, Target target, Optional<Instant> lastAlert) {
        return Routing.verdict(life.event(rule), Life.rule(rule), target, lastAlert, life.event(rule).at());
    }

    private static Verdict verdict(Target target) {
        return verdict(DROP, "ratio-drop", target, Optional.empty());
    }

    @Test
    void a_target_that_names_no_events_is_told_of_all_that_are_on_by_default() {
        assertEquals(new Verdict.Sent(), verdict(Targets.PLAIN));
        var rule = Life.rule("ratio-drop");
        var silent = new Rule(rule.key(), rule.title(), rule.about(), rule.severity(), rule.when(), rule.found(), rule.cooldown(),
                rule.threshold(), rule.phrases(), false, true, rule.examples());
        assertEquals(new Verdict.NotSubscribed(), Routing.verdict(DROP.event("ratio-drop"), silent, Targets.PLAIN, Optional.empty(), NOW));
        assertEquals(new Verdict.Sent(), Routing.verdict(DROP.event("ratio-drop"), silent, Targets.subscribed("ratio-drop"), Optional.empty(), NOW));
    }

    @Test
    void a_target_hears_of_its_events_and_trackers_only() {
        assertEquals(new Verdict.NotSubscribed(), verdict(Targets.subscribed("hit-and-run")));
        assertEquals(new Verdict.Sent(), verdict(Targets.subscribed("hit-and-run", "ratio-drop")));
        assertEquals(new Verdict.OutOfScope(), verdict(Targets.scoped(8L)));
        assertEquals(new Verdict.Sent(), verdict(Targets.scoped(7L, 8L)));
    }

    @Test
    void a_paused_target_is_not_told_and_one_that_is_refused_keeps_its_queue() {
        assertEquals(new Verdict.Paused(), verdict(Targets.in(Target.Health.State.PAUSED)));
        assertEquals(new Verdict.Sent(), verdict(Targets.in(Target.Health.State.REFUSED)));
    }

    @ParameterizedTest
    @CsvSource({"0.2, true", "0.2000000001, false", "0.5, false", "0.05, true"})
    void a_target_s_own_threshold_is_held_against_the_numbers(String threshold, boolean sent) {
        assertEquals(sent ? new Verdict.Sent() : new Verdict.BelowThreshold(), verdict(Targets.threshold("ratio-drop", threshold)));
    }

    @Test
    void what_was_found_for_a_finer_target_is_not_told_to_the_others() {
        var fine = Targets.threshold("ratio-drop", "0.05");
        var rule = Life.rule("ratio-drop").withThresholdsOf(List.of(fine, Targets.PLAIN));
        var life = Life.ofRules(List.of(rule)).reads("ratio", "2.00").reads("ratio", "1.94");
        assertEquals(new Verdict.Sent(), Routing.verdict(life.event("ratio-drop"), rule, fine, Optional.empty(), NOW));
        assertEquals(new Verdict.BelowThreshold(), Routing.verdict(life.event("ratio-drop"), rule, Targets.PLAIN, Optional.empty(), NOW));
    }

    @ParameterizedTest
    @CsvSource({"53687091200, true", "107374182400, false", "10737418240, false"})
    void each_target_has_its_own_milestones(String milestone, boolean sent) {
        var target = Targets.threshold("buffer-milestone", milestone);
        var rule = Life.rule("buffer-milestone").withThresholdsOf(List.of(target));
        var life = Life.ofRules(List.of(rule)).reads("buffer", "20 GiB").reads("buffer", "60 GiB");
        boolean found = life.fired("buffer-milestone");
        assertEquals(sent, found && Routing.verdict(life.event("buffer-milestone"), rule, target, Optional.empty(), NOW) instanceof Verdict.Sent);
    }

    @Test
    void within_the_cooldown_it_is_held_until_that_ends() {
        var told = NOW.minus(Duration.ofHours(2));
        assertEquals(new Verdict.Held(told.plus(Duration.ofHours(6))), verdict(DROP, "ratio-drop", Targets.PLAIN, Optional.of(told)));
        assertEquals(new Verdict.Sent(), verdict(DROP, "ratio-drop", Targets.PLAIN, Optional.of(NOW.minus(Duration.ofHours(6)))));
        assertEquals(new Verdict.Held(NOW.plusMillis(1)), verdict(DROP, "ratio-drop", Targets.PLAIN,
                Optional.of(NOW.minus(Duration.ofHours(6)).plusMillis(1))));
    }

    @Test
    void a_target_may_have_its_own_cooldown_or_none() {
        var told = Optional.of(NOW.minus(Duration.ofHours(2)));
        assertEquals(new Verdict.Sent(), verdict(DROP, "ratio-drop", Targets.cooldown("ratio-drop", Duration.ofHours(1)), told));
        assertEquals(new Verdict.Sent(), verdict(DROP, "ratio-drop", Targets.cooldown("ratio-drop", Duration.ZERO), Optional.of(NOW)));
        assertEquals(new Verdict.Held(NOW.plus(Duration.ofHours(22))), verdict(DROP, "ratio-drop",
                Targets.cooldown("ratio-drop", Duration.ofHours(24)), told));
    }

    @Test
    void an_alert_from_before_the_clock_was_set_back_does_not_silence_for_years() {
        assertEquals(new Verdict.Held(NOW.plus(Duration.ofHours(6))), verdict(DROP, "ratio-drop", Targets.PLAIN,
                Optional.of(NOW.plus(Duration.ofDays(4000)))));
    }

    @Test
    void an_up_is_only_for_those_who_were_told_of_that_down() {
        var life = new Life().reads("ratio", "1").fails(Reason.TIMED_OUT).fails(Reason.TIMED_OUT).reads("ratio", "1");
        var down = life.event("tracker-down").at();
        assertEquals("tracker-down", Life.rule("tracker-up").answersTo());
        assertEquals(new Verdict.Sent(), verdict(life, "tracker-up", Targets.PLAIN, Optional.of(down)));
        assertEquals(new Verdict.Sent(), verdict(life, "tracker-up", Targets.PLAIN, Optional.of(down.plusSeconds(60))), "told late");
        assertEquals(new Verdict.NeverAnnounced(), verdict(life, "tracker-up", Targets.PLAIN, Optional.of(down.minusMillis(1))), "told of another");
        assertEquals(new Verdict.NeverAnnounced(), verdict(life, "tracker-up", Targets.PLAIN, Optional.empty()));
        assertEquals(new Verdict.NotSubscribed(), verdict(life, "tracker-up", Targets.subscribed("tracker-down"), Optional.of(down)));
    }
}
