package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Delivery.State;

final class DispatcherTest extends HomeAndAlpha {

    @Test
    void an_alert_arrives_once_and_its_log_tells_how() {
        office.hitAndRuns(alpha, 2);
        var pass = office.runDue();
        assertEquals(new Dispatcher.Pass(1, Optional.empty()), pass);
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
        assertEquals(State.DELIVERED, only().state());
        var attempt = office.attempts().getFirst();
        assertEquals("delivered", attempt.outcome());
        assertEquals(Optional.of(200), attempt.status());
        assertEquals(Optional.of(Duration.ZERO), attempt.latency());
        assertTrue(attempt.answer().contains("\"channel_id\""), attempt.answer());
        assertTrue(attempt.headers().contains("x-ratelimit-remaining: 4"), attempt.headers());
        office.run(Duration.ofHours(80));
        assertEquals(1, office.discord.requests().size());
    }

    @Test
    void what_several_trackers_tell_at_once_goes_into_one_request() {
        var beta = office.tracker("Beta");
        office.hitAndRuns(beta, 5);
        office.hitAndRuns(alpha, 2);
        office.hitAndRuns(beta, 6);
        assertEquals(1, office.runDue().requests());
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Beta: hit-and-runs 5 → 6"), office.titles("1"));
    }

    @Test
    void a_lost_answer_is_followed_by_one_resend_half_a_minute_later_that_says_so() {
        office.discord.script(Fault.answerLost());
        office.hitAndRuns(alpha, 2);
        var next = office.runDue().next().orElseThrow();
        assertFalse(next.isBefore(START.plusSeconds(30)));
        office.run(Duration.ofHours(1));
        assertEquals(2, office.discord.embeds("1").size());
        var codes = office.discord.embeds("1").stream().map(embed -> embed.path("footer").path("text").asString()).toList();
        assertFalse(codes.get(0).contains("duplicate"), codes::toString);
        assertEquals(codes.get(0) + " · resent, may be a duplicate", codes.get(1));
    }

    @Test
    void what_may_have_arrived_keeps_its_half_minute_whatever_else_succeeds() {
        office.discord.script(Fault.answerLost());
        office.hitAndRuns(alpha, 2);
        office.runDue();
        test(home);
        office.run(Duration.ofSeconds(29));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Test from trackerwatch"), office.titles("1"));
        office.run(Duration.ofSeconds(9));
        assertEquals(3, office.titles("1").size());
    }

    @Test
    void an_answer_cut_off_after_success_may_have_arrived() {
        office.discord.script(Fault.answerCut());
        office.hitAndRuns(alpha, 2);
        office.runDue();
        assertTrue(only().uncertain());
        assertEquals(Optional.of(200), office.attempts().getFirst().status());
    }

    @Test
    void a_message_that_was_only_taken_counts_as_accepted() {
        office.discord.script(Fault.noContent());
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofHours(1));
        assertEquals(State.ACCEPTED, only().state());
        assertEquals(1, office.discord.requests().size());
    }

    @Test
    void a_target_that_never_answers_holds_up_no_other() {
        office.close();
        office = new PostOffice(directory.resolve("impatient"), new Wire.Patience(Duration.ofSeconds(3), Duration.ofSeconds(3),
                Duration.ofSeconds(3)));
        var silent = office.target("Silent", office.discord.webhook("1", "10"));
        test(silent);
        office.discord.script(Fault.silence());
        office.runDue();
        var other = office.target("Other", office.discord.webhook("2", "20"));
        test(other);
        office.runDue();
        assertEquals(1, office.discord.embeds("2").size());
        assertEquals("running", office.attempts().getFirst().outcome());
        office.parts().dispatcher().close();
        assertEquals("uncertain", office.attempts().getFirst().outcome());
    }

    @Test
    void a_clock_that_is_set_back_holds_nothing_up() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofHours(1));
        office.discord.down(false);
        office.time.set(START.minus(Duration.ofDays(30)));
        office.run(Duration.ofMinutes(1));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    /// That it failed before the machine slept, or the clock was set forward, says little of a time in which nothing was tried.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_failed_before_a_long_sleep_is_tried_once_more_and_only_then_given_up(boolean down) {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofMinutes(1));
        office.discord.down(down);
        office.time.pass(Duration.ofHours(80));
        office.live(Duration.ofHours(2));
        assertEquals(down ? State.DEAD : State.DELIVERED, only().state());
    }

    @Test
    void a_paused_target_is_sent_nothing() {
        office.hitAndRuns(alpha, 2);
        office.parts().database().write(tx -> office.parts().targets().pause(tx, home.id()));
        assertEquals(new Dispatcher.Pass(0, Optional.empty()), office.runDue());
        assertEquals(0, office.discord.requests().size());
    }

    @Test
    void a_message_that_cannot_be_sent_for_three_days_is_given_up_with_its_reason() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(90));
        assertEquals(State.DEAD, only().state());
        assertTrue(only().reason().orElseThrow().contains("Discord has trouble (502)"), only().reason()::toString);
        assertTrue(office.discord.requests().size() <= 80, () -> office.discord.requests().size() + " requests");
    }

    @Test
    void what_was_never_tried_because_the_program_was_away_is_tried_after_four_days() {
        office.hitAndRuns(alpha, 2);
        office.time.pass(Duration.ofDays(4));
        office.restart();
        office.runDue();
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @Test
    void what_was_given_up_can_be_sent_again() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(90));
        office.discord.down(false);
        var dead = only();
        office.parts().database().write(tx -> office.parts().outbox().redeliver(tx, dead, office.time.now()));
        office.live(Duration.ofHours(1));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
        assertFalse(office.notes("1").getFirst().contains("given up"), office.notes("1")::toString);
    }

    @Test
    void draining_sends_what_is_due_and_waits_no_longer_than_told() throws InterruptedException {
        office.discord.script(Fault.bucket429(3));
        office.hitAndRuns(alpha, 2);
        assertEquals(2, office.parts().dispatcher().drain(START.plusSeconds(30)));
        assertEquals(1, office.discord.embeds("1").size());
        office.discord.script(Fault.bucket429(90));
        office.hitAndRuns(alpha, 3);
        assertEquals(1, office.parts().dispatcher().drain(office.time.now().plusSeconds(30)));
        assertTrue(office.time.now().isBefore(START.plusSeconds(40)));
    }
}
