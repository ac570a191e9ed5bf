package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Ratio;

/// What stands is told again, once per cooldown, as long as it is known to stand.
final class ReminderTest {

    private static Optional<Reminder> due(Life life, String rule, Target target, Optional<Instant> lastAlert) {
        return Reminder.due(life.tracker, life.terms, Life.rule(rule), target, life.state, lastAlert, life.now);
    }

    private static Optional<Reminder> due(Life life, String rule, Duration ago) {
        return due(life, rule, Targets.PLAIN, Optional.of(life.now.minus(ago)));
    }

    @Test
    void once_per_cooldown() {
        var life = new Life().reads("seeding", "0");
        assertTrue(due(life, "zero-seeding", Duration.ofHours(24)).isPresent());
        assertTrue(due(life, "zero-seeding", Duration.ofHours(24).minusMillis(1)).isEmpty());
        assertTrue(due(life, "zero-seeding", Targets.cooldown("zero-seeding", Duration.ofHours(1)),
                Optional.of(life.now.minus(Duration.ofHours(2)))).isPresent());
    }

    @Test
    void a_cooldown_of_zero_is_for_what_happens_and_not_for_what_stands() {
        var life = new Life().reads("seeding", "0");
        var zero = Targets.cooldown("zero-seeding", Duration.ZERO);
        assertTrue(due(life, "zero-seeding", zero, Optional.of(life.now.minus(Duration.ofHours(23)))).isEmpty());
        assertTrue(due(life, "zero-seeding", zero, Optional.of(life.now.minus(Duration.ofHours(24)))).isPresent());
        var minute = Targets.cooldown("zero-seeding", Duration.ofMinutes(1));
        assertTrue(due(life, "zero-seeding", minute, Optional.of(life.now.minus(Duration.ofMinutes(59)))).isEmpty());
        assertTrue(due(life, "zero-seeding", minute, Optional.of(life.now.minus(Duration.ofHours(1)))).isPresent());
    }

    @Test
    void it_tells_how_things_stand_now_and_since_when() {
        var life = Life.withMinimum("0.6").reads("ratio", "0.5").reads("ratio", "0.45");
        var reminder = due(life, "ratio-danger", Duration.ofDays(2)).orElseThrow();
        assertEquals(new Detail.Standing(Field.RATIO, Ratio.finite("0.45"), Optional.of(Ratio.finite("0.6")), Life.BIRTH),
                reminder.present());
        assertEquals(life.event("ratio-danger").fingerprint(), reminder.opening());
        assertEquals(Life.BIRTH, reminder.since());
    }

    @Test
    void what_has_ended_is_not_repeated() {
        assertTrue(due(new Life().reads("seeding", "0").reads("seeding", "1"), "zero-seeding", Duration.ofDays(2)).isEmpty());
        assertTrue(due(new Life().fails(Reason.TIMED_OUT).reads("ratio", "1"), "tracker-down", Duration.ofDays(2)).isEmpty());
    }

    @Test
    void what_happened_once_is_not_repeated() {
        var life = new Life().reads("ratio", "2").reads("ratio", "1", "warned", "true");
        assertTrue(due(life, "ratio-drop", Duration.ofDays(2)).isEmpty());
        assertTrue(due(life, "account-warned", Duration.ofDays(2)).isEmpty());
    }

    @Test
    void while_polls_fail_nothing_is_said_of_figures() {
        var life = new Life().reads("seeding", "0").fails(Reason.TIMED_OUT);
        assertTrue(due(life, "zero-seeding", Duration.ofDays(2)).isEmpty());
        assertTrue(due(life, "tracker-down", Duration.ofDays(2)).isPresent());
    }

    @Test
    void a_site_that_now_refuses_the_key_is_not_called_down() {
        var life = new Life().fails(Reason.TIMED_OUT).fails(Reason.SESSION_EXPIRED);
        assertTrue(due(life, "tracker-down", Duration.ofDays(2)).isEmpty());
        assertTrue(due(life, "login-rejected", Duration.ofDays(2)).isPresent());
    }

    @Test
    void a_target_that_is_new_is_told_what_stands() {
        assertTrue(due(new Life().reads("seeding", "0"), "zero-seeding", Targets.PLAIN, Optional.empty()).isPresent());
    }

    @Test
    void a_target_that_wants_three_failed_polls_is_told_at_the_third() {
        var target = Targets.threshold("tracker-down", "3");
        var life = new Life().fails(Reason.TIMED_OUT);
        assertEquals(new Verdict.BelowThreshold(), Routing.verdict(life.event("tracker-down"), Life.rule("tracker-down"), target,
                new Routing.Situation(Optional.empty(), Optional.empty(), Optional.empty(), ZoneOffset.UTC, life.now)));
        assertTrue(due(life.fails(Reason.TIMED_OUT), "tracker-down", target, Optional.empty()).isEmpty());
        assertTrue(due(life.fails(Reason.TIMED_OUT), "tracker-down", target, Optional.empty()).isPresent());
    }

    @Test
    void who_does_not_want_to_hear_of_it_does_not_hear_of_it_again() {
        var life = new Life().reads("seeding", "0");
        assertFalse(due(life, "zero-seeding", Targets.subscribed("ratio-drop"), Optional.empty()).isPresent());
        assertFalse(due(life, "zero-seeding", Targets.scoped(99L), Optional.empty()).isPresent());
        assertFalse(due(life, "zero-seeding", Targets.in(Target.Health.State.PAUSED), Optional.empty()).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"0, 24", "23, 24", "24, 72", "48, 72", "95, 72", "96, 168", "264, 168", "5000, 168"})
    void what_goes_on_for_long_is_repeated_more_and_more_seldom(long toldAfter, long gap) {
        var life = new Life().reads("seeding", "0");
        var told = Life.BIRTH.plus(Duration.ofHours(toldAfter));
        assertTrue(at(life, Targets.PLAIN, told, told.plus(Duration.ofHours(gap)).minusMillis(1)).isEmpty());
        assertTrue(at(life, Targets.PLAIN, told, told.plus(Duration.ofHours(gap))).isPresent());
        var own = Targets.cooldown("zero-seeding", Duration.ofHours(2));
        assertTrue(at(life, own, told, told.plus(Duration.ofHours(2))).isPresent());
    }

    @Test
    void who_wants_no_reminders_hears_of_it_once() {
        var life = new Life().reads("seeding", "0");
        var usual = Targets.PLAIN.calm();
        var target = Targets.PLAIN.with(new Calm(usual.least(), usual.quiet(), usual.batch(), usual.digest(), false));
        assertTrue(at(life, target, Life.BIRTH, Life.BIRTH.plus(Duration.ofDays(30))).isEmpty());
        assertTrue(at(life, target, Life.BIRTH.minusSeconds(1), Life.BIRTH.plus(Duration.ofDays(30))).isPresent());
        assertTrue(Reminder.due(life.tracker, life.terms, Life.rule("zero-seeding"), target, life.state, Optional.empty(), life.now).isPresent());
    }

    private static Optional<Reminder> at(Life life, Target target, Instant told, Instant now) {
        return Reminder.due(life.tracker, life.terms, Life.rule("zero-seeding"), target, life.state, Optional.of(told), now);
    }
}
