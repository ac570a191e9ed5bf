package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target.Health;

final class TransitionsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    /// Neither more nor less than the table says.
    private static final double MIDDLE = 0.5;

    private final Delivery fresh = delivery(Form.SHARED, 0, false, NOW);

    @Test
    void a_confirmed_message_is_delivered_and_has_nothing_to_explain() {
        var after = after(fresh, new Result.Delivered(Optional.of("9")));
        assertEquals(State.DELIVERED, after.state());
        assertEquals(Optional.empty(), after.reason());
    }

    @Test
    void a_message_that_was_only_taken_is_accepted_not_delivered() {
        assertEquals(State.ACCEPTED, after(fresh, new Result.Accepted()).state());
    }

    @Test
    void the_delays_after_failed_attempts_are_those_of_the_design_and_the_eleventh_failure_is_the_last() {
        var delivery = fresh;
        var at = NOW;
        var waits = new ArrayList<String>();
        while (delivery.state() != State.DEAD && waits.size() < 20) {
            delivery = Transitions.after(delivery, new Result.Transient("down"), 1, at, MIDDLE);
            waits.add(Duration.between(at, delivery.notBefore()).toString());
            at = delivery.notBefore();
        }
        assertEquals(List.of("PT5S", "PT30S", "PT2M", "PT10M", "PT30M", "PT2H", "PT6H", "PT12H", "PT24H", "PT24H", "PT0S"), waits);
        assertEquals(State.DEAD, delivery.state());
        assertEquals("Given up after 11 planned attempts. The last one: down", delivery.reason().orElseThrow());
        assertTrue(Duration.between(NOW, at).compareTo(Duration.ofHours(68)) > 0);
    }

    @Test
    void somebody_looks_within_the_hour_whether_a_target_is_back_that_failed_for_long() {
        var health = Health.GOOD;
        for (int failures = 1; failures <= 12; failures++) {
            health = Transitions.after(health, new Result.Transient("down"), NOW, MIDDLE);
            assertEquals(failures >= 3, Transitions.isScouted(health), "after " + failures);
        }
        assertEquals(NOW.plusSeconds(3600), Transitions.scouting(NOW, NOW.plusSeconds(10)));
    }

    @Test
    void nobody_looks_at_a_refused_address_and_a_clock_that_was_set_back_delays_no_look() {
        var refused = Transitions.after(Health.GOOD, new Result.TargetRefused("gone", true), NOW, MIDDLE);
        assertFalse(Transitions.isScouted(refused));
        var before = NOW.minus(Duration.ofDays(30));
        assertEquals(before, Transitions.scouting(NOW, before));
    }

    @Test
    void chance_spreads_a_delay_by_a_fifth_either_way() {
        assertEquals(NOW.plusSeconds(4), Transitions.after(fresh, new Result.Transient("x"), 1, NOW, 0).notBefore());
        assertEquals(NOW.plusMillis(5999), Transitions.after(fresh, new Result.Transient("x"), 1, NOW, 0.9999).notBefore());
    }

    @ParameterizedTest
    @EnumSource(Pace.Scope.class)
    void throttling_costs_no_attempt_and_waits_at_least_as_told(Pace.Scope scope) {
        var told = Duration.ofMillis(2376);
        for (double chance : new double[] {0, 0.5, 0.9999}) {
            var after = Transitions.after(fresh, new Result.Throttled(told, scope), 1, NOW, chance);
            assertEquals(0, after.attempts());
            assertEquals(State.WAITING, after.state());
            var waits = Duration.between(NOW, after.notBefore());
            assertTrue(waits.compareTo(told) >= 0, waits::toString);
            assertTrue(waits.compareTo(Duration.ofMillis(2614)) <= 0, waits::toString);
        }
    }

    @Test
    void the_extra_wait_of_a_long_throttle_stays_below_five_seconds_and_a_day_is_the_longest() {
        var hour = Transitions.manners(Duration.ofHours(1), 0.9999);
        assertTrue(hour.compareTo(Duration.ofSeconds(3605)) <= 0, hour::toString);
        var year = Transitions.manners(Duration.ofDays(365), 0);
        assertEquals(Duration.ofHours(24), year);
    }

    @Test
    void a_lost_answer_is_followed_by_one_marked_resend_after_thirty_seconds() {
        var after = Transitions.after(fresh, new Result.Uncertain("lost"), 1, NOW, 0);
        assertTrue(after.uncertain());
        assertEquals(NOW.plusSeconds(30), after.notBefore());
        assertEquals(1, after.attempts());
    }

    @Test
    void a_second_lost_answer_follows_the_normal_schedule() {
        var second = after(after(fresh, new Result.Uncertain("lost")).moved(State.SENDING, NOW, 1, true, Form.SHARED,
                Optional.empty()), new Result.Uncertain("lost"));
        assertEquals(NOW.plusSeconds(30), second.notBefore());
        var third = after(second.moved(State.SENDING, NOW, 2, true, Form.SHARED, Optional.empty()), new Result.Uncertain("lost"));
        assertEquals(NOW.plusSeconds(120), third.notBefore());
    }

    @Test
    void a_possible_duplicate_stays_marked_whatever_happens_next() {
        var uncertain = after(fresh, new Result.Uncertain("lost")).moved(State.SENDING, NOW, 1, true, Form.SHARED, Optional.empty());
        assertTrue(after(uncertain, new Result.Transient("x")).uncertain());
        assertTrue(after(uncertain, new Result.Throttled(Duration.ofSeconds(1), Pace.Scope.HOST)).uncertain());
        assertTrue(after(uncertain, new Result.PayloadRefused("x")).uncertain());
    }

    @Test
    void a_refused_batch_is_resent_one_by_one_then_plain_then_given_up() {
        var alone = Transitions.after(fresh, new Result.PayloadRefused("too long"), 7, NOW, MIDDLE);
        assertEquals(Form.ALONE, alone.form());
        assertEquals(NOW, alone.notBefore());
        var plain = after(alone, new Result.PayloadRefused("too long"));
        assertEquals(Form.PLAIN, plain.form());
        var dead = after(plain, new Result.PayloadRefused("too long"));
        assertEquals(State.DEAD, dead.state());
        assertEquals(0, dead.attempts());
    }

    @Test
    void a_message_refused_by_itself_is_tried_plain_at_once() {
        assertEquals(Form.PLAIN, after(fresh, new Result.PayloadRefused("no")).form());
    }

    @Test
    void a_refused_target_keeps_the_message_without_counting() {
        var after = after(fresh, new Result.TargetRefused("gone"));
        assertEquals(State.WAITING, after.state());
        assertEquals(0, after.attempts());
    }

    @Test
    void one_sent_along_before_its_time_keeps_its_schedule_when_that_fails() {
        var early = delivery(Form.SHARED, 3, false, NOW.plusSeconds(600));
        var after = after(early, new Result.Transient("down"));
        assertEquals(3, after.attempts());
        assertEquals(NOW.plusSeconds(600), after.notBefore());
    }

    @Test
    void a_target_waits_as_its_message_does_and_rests_from_the_third_failure_in_a_row_for_a_minute_then_twice_as_long() {
        var health = Health.GOOD;
        var rests = new ArrayList<Long>();
        for (int i = 0; i < 9; i++) {
            health = Transitions.after(health, i % 2 == 0 ? new Result.Transient("x") : new Result.Uncertain("x"), NOW, MIDDLE);
            rests.add(health.restsUntil().map(until -> Duration.between(NOW, until).toSeconds()).orElse(0L));
        }
        assertEquals(List.of(5L, 30L, 60L, 120L, 240L, 480L, 960L, 1800L, 1800L), rests);
        assertTrue(Transitions.probing(health));
        assertEquals(Health.State.ACTIVE, health.state());
    }

    @Test
    void any_answer_about_the_message_ends_a_target_s_troubles() {
        var resting = new Health(Health.State.ACTIVE, 5, Optional.of(NOW), Duration.ofMinutes(4), Optional.of("down"), Optional.of(NOW));
        for (var answer : List.of(new Result.Delivered(Optional.empty()), new Result.Accepted(), new Result.PayloadRefused("no"))) {
            assertEquals(Health.GOOD, Transitions.after(resting, answer, NOW, MIDDLE));
        }
    }

    @Test
    void throttling_says_nothing_of_a_target_s_health() {
        var failing = new Health(Health.State.ACTIVE, 2, Optional.empty(), Duration.ZERO, Optional.of("down"), Optional.of(NOW));
        assertEquals(failing, Transitions.after(failing, new Result.Throttled(Duration.ofSeconds(9), Pace.Scope.BUCKET), NOW, MIDDLE));
        assertFalse(Transitions.probing(failing));
    }

    @Test
    void a_refused_target_is_refused_at_once_and_says_why() {
        var after = Transitions.after(Health.GOOD, new Result.TargetRefused("deleted"), NOW, MIDDLE);
        assertEquals(Health.State.REFUSED, after.state());
        assertEquals(Optional.of("deleted"), after.reason());
    }

    @Test
    void information_is_worth_a_day_and_everything_else_three() {
        assertEquals(Duration.ofHours(24), Transitions.lifetime(Severity.INFO));
        for (var severity : List.of(Severity.URGENT, Severity.WARNING, Severity.GOOD)) {
            assertEquals(Duration.ofHours(72), Transitions.lifetime(severity));
        }
    }

    private static Delivery after(Delivery delivery, Result result) {
        return Transitions.after(delivery, result, 1, NOW, MIDDLE);
    }

    @Test
    void what_fails_together_again_and_again_goes_by_itself_also_where_no_answer_came() {
        for (var result : List.of(new Result.Transient("x"), new Result.Uncertain("x"))) {
            var delivery = fresh;
            for (int failures = 1; failures <= 4; failures++) {
                assertEquals(Form.SHARED, delivery.form());
                delivery = Transitions.after(delivery, result, 2, delivery.notBefore(), MIDDLE);
            }
            assertEquals(Form.ALONE, delivery.form());
        }
    }

    private static Delivery delivery(Form form, int attempts, boolean uncertain, Instant notBefore) {
        return new Delivery(1, 2, 3, Kind.ALERT, Severity.URGENT, List.of(4L), Optional.empty(), State.SENDING, NOW,
                notBefore, NOW.plus(Duration.ofHours(72)), attempts, uncertain, form, Optional.empty());
    }
}
