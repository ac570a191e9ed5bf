package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
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
        return Routing.verdict(life.event(rule), Life.rule(rule), target, told(lastAlert, life.event(rule).at()));
    }

    private static Routing.Situation told(Optional<Instant> lastAlert) {
        return told(lastAlert, NOW);
    }

    private static Routing.Situation told(Optional<Instant> lastAlert, Instant now) {
        return new Routing.Situation(lastAlert, Optional.empty(), Optional.empty(), ZoneOffset.UTC, now);
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
        assertEquals(new Verdict.NotSubscribed(), Routing.verdict(DROP.event("ratio-drop"), silent, Targets.PLAIN, told(Optional.empty())));
        assertEquals(new Verdict.Sent(), Routing.verdict(DROP.event("ratio-drop"), silent, Targets.subscribed("ratio-drop"), told(Optional.empty())));
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
        assertEquals(new Verdict.Sent(), Routing.verdict(life.event("ratio-drop"), rule, fine, told(Optional.empty())));
        assertEquals(new Verdict.BelowThreshold(), Routing.verdict(life.event("ratio-drop"), rule, Targets.PLAIN, told(Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({"53687091200, true", "107374182400, false", "10737418240, false"})
    void each_target_has_its_own_milestones(String milestone, boolean sent) {
        var target = Targets.threshold("buffer-milestone", milestone);
        var rule = Life.rule("buffer-milestone").withThresholdsOf(List.of(target));
        var life = Life.ofRules(List.of(rule)).reads("buffer", "20 GiB").reads("buffer", "60 GiB");
        boolean found = life.fired("buffer-milestone");
        assertEquals(sent, found && Routing.verdict(life.event("buffer-milestone"), rule, target, told(Optional.empty())) instanceof Verdict.Sent);
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

    @ParameterizedTest
    @CsvSource({"22, Held, 21", "8, Quiet, 7", "3, Quiet, 7"})
    void of_quiet_hours_and_a_cooldown_the_later_end_is_what_it_waits_for(int cooldown, String verdict, int hours) {
        var plain = Targets.cooldown("ratio-drop", Duration.ofHours(cooldown));
        var target = plain.with(calm("quiet").calm());
        var waits = (Verdict.Waiting) Routing.verdict(DROP.event("ratio-drop"), Life.rule("ratio-drop"), target, situation("told"));
        assertEquals(verdict, waits.getClass().getSimpleName());
        assertEquals(NOW.plus(Duration.ofHours(hours)), waits.until());
    }

    private static final Instant SEVEN = NOW.plus(Duration.ofHours(7));

    /// @param words what surrounds the event: `told` an hour ago, `quiet` hours, a silence that `hold`s or `drop`s, something
    ///              of the same that waits `behind` a silence
    private static Routing.Situation situation(String words) {
        var silence = new Silence(1, Optional.empty(), Optional.empty(), Optional.empty(), NOW, SEVEN,
                words.contains("drop") ? Silence.Mode.DROP : Silence.Mode.HOLD, Optional.empty());
        return new Routing.Situation(Optional.of(NOW.minus(Duration.ofHours(1))).filter(_ -> words.contains("told")),
                Optional.<Verdict.Waiting>of(new Verdict.Silenced(SEVEN)).filter(_ -> words.contains("behind")),
                Optional.of(silence).filter(_ -> words.contains("hold") || words.contains("drop")), ZoneOffset.UTC, NOW);
    }

    private static Target calm(String words) {
        var night = new QuietHours(NOW.atZone(ZoneOffset.UTC).toLocalTime(), SEVEN.atZone(ZoneOffset.UTC).toLocalTime(),
                EnumSet.allOf(DayOfWeek.class), words.contains("silent") ? QuietHours.Mode.SILENT : QuietHours.Mode.HOLD);
        var calm = new Calm(words.contains("urgent") ? Severity.URGENT : words.contains("warning") ? Severity.WARNING : Severity.INFO,
                Optional.of(night).filter(_ -> words.contains("quiet")), true, Optional.empty(), true);
        return Targets.PLAIN.with(calm);
    }

    @ParameterizedTest
    @CsvSource({"'', '', Sent", "quiet, '', Quiet", "silent quiet, '', Sent", "'', hold, Silenced", "'', drop, Dropped", "quiet, hold, Silenced",
        "quiet, drop, Dropped", "quiet, told, Quiet", "'', told, Held", "'', told hold, Silenced", "'', behind, Silenced", "'', told behind, Silenced",
        "quiet, behind, Quiet", "'', behind drop, Dropped", "urgent, '', BelowSeverity", "urgent quiet, drop, BelowSeverity", "warning, '', Sent"})
    void a_warning_is_kept_by_silences_before_quiet_hours_before_cooldowns(String target, String situation, String verdict) {
        var found = Routing.verdict(DROP.event("ratio-drop"), Life.rule("ratio-drop"), calm(target), situation(situation));
        assertEquals(verdict, found.getClass().getSimpleName());
        assertEquals(verdict.equals("Held") ? NOW.plus(Duration.ofHours(5)) : SEVEN,
                found instanceof Verdict.Waiting waiting ? waiting.until() : SEVEN);
    }

    @ParameterizedTest
    @CsvSource({"quiet, '', Sent", "silent quiet, '', Sent", "quiet, hold, Silenced", "quiet, drop, Dropped", "urgent, '', Sent"})
    void what_is_urgent_passes_quiet_hours_and_no_silence(String target, String situation, String verdict) {
        var life = new Life().reads("hit_and_runs", "1").reads("hit_and_runs", "2");
        assertEquals(verdict, Routing.verdict(life.event("hit-and-run"), Life.rule("hit-and-run"), calm(target), situation(situation))
                .getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"told, Sent", "told hold, Silenced", "behind, Silenced", "'', NeverAnnounced", "hold, NeverAnnounced", "behind drop, Silenced"})
    void the_end_of_what_waits_to_be_told_waits_with_it(String situation, String verdict) {
        var life = new Life().reads("ratio", "1").fails(Reason.TIMED_OUT).fails(Reason.TIMED_OUT).reads("ratio", "1");
        var given = situation(situation);
        var told = new Routing.Situation(given.lastAlert().map(_ -> life.event("tracker-down").at()), given.before(), given.silence(),
                given.zone(), NOW);
        assertEquals(verdict, Routing.verdict(life.event("tracker-up"), Life.rule("tracker-up"), calm(""), told).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"7||ratio-drop|true", "8||ratio-drop|false", "|1|ratio-drop|true", "|2|ratio-drop|false", "||ratio-drop|true",
        "||hit-and-run|false", "7|1|ratio-drop|true", "7|2|ratio-drop|false"})
    void a_silence_covers_what_it_names(Long tracker, Long target, String rule, boolean covers) {
        var silence = new Silence(1, Optional.ofNullable(tracker), Optional.ofNullable(target), Optional.of(rule), NOW, SEVEN,
                Silence.Mode.HOLD, Optional.empty());
        assertEquals(covers, Silence.over(List.of(silence), 1, 7, "ratio-drop", NOW).isPresent());
        assertEquals(Optional.empty(), Silence.over(List.of(silence), 1, 7, "ratio-drop", SEVEN));
    }

    @Test
    void of_several_silences_one_that_drops_counts_and_else_the_longest() {
        var hold = new Silence(1, Optional.empty(), Optional.empty(), Optional.empty(), NOW, SEVEN, Silence.Mode.HOLD, Optional.empty());
        var longer = new Silence(2, Optional.empty(), Optional.empty(), Optional.empty(), NOW, SEVEN.plusSeconds(1), Silence.Mode.HOLD, Optional.empty());
        var drop = new Silence(3, Optional.empty(), Optional.empty(), Optional.empty(), NOW, NOW.plusSeconds(1), Silence.Mode.DROP, Optional.empty());
        assertEquals(Optional.of(longer), Silence.over(List.of(longer, hold), 1, 7, "ratio-drop", NOW));
        assertEquals(Optional.of(drop), Silence.over(List.of(hold, drop, longer), 1, 7, "ratio-drop", NOW));
    }
}
