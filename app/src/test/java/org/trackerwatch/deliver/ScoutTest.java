package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;

/// A service is away for long, and nothing new comes: that it is back is found out within the hour, by one request.
final class ScoutTest extends HomeAndAlpha {

    private List<State> states() {
        return office.deliveries().stream().map(Delivery::state).toList();
    }

    private void away(Duration length) {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(length);
    }

    @Test
    void the_only_message_arrives_within_an_hour_of_its_service_s_return() {
        for (var outage : List.of(Duration.ofHours(4), Duration.ofHours(13), Duration.ofHours(30), Duration.ofHours(60))) {
            int count = (int) outage.toHours();
            office.discord.down(true);
            office.hitAndRuns(alpha, count);
            office.live(outage);
            office.discord.down(false);
            office.run(Duration.ofMinutes(61));
            assertEquals(State.DELIVERED, states().getLast(), "away for " + outage);
        }
    }

    @Test
    void it_is_asked_once_an_hour_at_most_beside_the_message_s_own_times_and_no_patience_is_lost() {
        away(Duration.ofHours(4));
        int before = office.discord.requests().size();
        int attempts = only().attempts();
        office.live(Duration.ofHours(20));
        long asked = office.discord.requests().size() - before;
        assertTrue(asked >= 19 && asked <= 21, () -> asked + " requests in 20 hours");
        assertTrue(only().attempts() <= attempts + 2, () -> only().toString());
        office.live(Duration.ofHours(60));
        assertEquals(State.DEAD, only().state());
        var given = office.attempts().getLast().started();
        assertTrue(Duration.between(START, given).compareTo(Duration.ofHours(54)) > 0, () -> "given up at " + given);
    }

    @Test
    void one_that_the_service_can_not_digest_does_not_hide_from_the_others_that_it_is_back() {
        var beta = other("Beta");
        var gamma = other("Gamma");
        away(Duration.ofHours(30));
        office.discord.host().stumblesOver("Alpha", Fault.html(500));
        office.discord.down(false);
        office.run(Duration.ofHours(2).plusMinutes(5));
        assertEquals(List.of(State.WAITING, State.DELIVERED, State.DELIVERED),
                List.of(state(alpha), state(beta), state(gamma)));
    }

    private Tracker other(String name) {
        var tracker = office.tracker(name);
        office.hitAndRuns(tracker, 1);
        office.discord.down(true);
        office.hitAndRuns(tracker, 2);
        return tracker;
    }

    private State state(Tracker tracker) {
        return office.deliveries().stream().filter(delivery -> delivery.tracker() == tracker.id()).findFirst().orElseThrow().state();
    }

    @Test
    void what_may_have_arrived_is_not_sent_a_second_time_each_hour() {
        office.discord.script(IntStream.range(0, 60).mapToObj(_ -> Fault.answerLost()).toArray(Fault[]::new));
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(48));
        assertTrue(office.discord.posts().size() <= 10, () -> office.discord.posts().size() + " times");
    }

    @Test
    void quiet_hours_are_kept() {
        int now = LocalTime.ofInstant(START, ZoneOffset.UTC).getHour();
        var night = new QuietHours(LocalTime.of((now + 3) % 24, 0), LocalTime.of((now + 13) % 24, 0), Set.of(DayOfWeek.values()), QuietHours.Mode.HOLD);
        edit(target -> target.with(new Calm(target.calm().least(), Optional.of(night), false, target.calm().digest(), target.calm().reminders())));
        office.discord.down(true);
        office.ratio(alpha, "1.5");
        office.ratio(alpha, "1.2");
        office.live(Duration.ofHours(3));
        int before = office.discord.requests().size();
        assertTrue(before > 3);
        office.live(Duration.ofHours(9));
        assertEquals(before, office.discord.requests().size());
        office.live(Duration.ofHours(3));
        assertTrue(office.discord.requests().size() > before);
    }

    private void edit(UnaryOperator<Target> change) {
        office.parts().database().write(tx -> office.parts().targets().edit(tx, change.apply(office.target(home.id()))));
    }

    @Test
    void a_refused_address_and_a_paused_target_are_not_asked_each_hour() {
        office.discord.script(Fault.json(404, "{\"message\": \"Unknown Webhook\", \"code\": 10015}"));
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(30));
        assertEquals(1, office.discord.requests().size());
    }

    @Test
    void who_is_told_to_wait_for_hours_waits_for_hours() {
        away(Duration.ofHours(4));
        office.discord.down(false);
        office.discord.script(Fault.cloudflare429(5 * 3600));
        office.run(Duration.ofMinutes(61));
        int before = office.discord.requests().size();
        office.live(Duration.ofMinutes(230));
        assertEquals(before, office.discord.requests().size());
        office.live(Duration.ofMinutes(75));
        assertEquals(State.DELIVERED, only().state());
    }

    @Test
    void whatever_a_look_is_answered_the_next_one_is_not_before_its_hour_nor_before_what_was_told() {
        away(Duration.ofHours(4));
        office.discord.down(false);
        office.discord.script(Fault.json(503, "{}", Map.of("Retry-After", "172800")));
        office.discord.script(Collections.nCopies(40, Fault.cloudflare429(3600)).toArray(Fault[]::new));
        int before = office.discord.requests().size();
        office.live(Duration.ofHours(40));
        var times = office.discord.requests().stream().skip(before).map(Loopback.Request::at).toList();
        assertTrue(times.size() > 10, times::toString);
        assertFalse(times.get(1).isBefore(times.getFirst().plus(Duration.ofHours(24))), times::toString);
        for (int i = 2; i < times.size(); i++) {
            assertFalse(times.get(i).isBefore(times.get(i - 1).plus(Duration.ofHours(1))), times::toString);
        }
    }

    /// Its answer is not known, so it can't be the answer that keeps the next one off.
    @Test
    void a_look_that_a_kill_cut_off_is_not_made_up_for_within_its_hour() {
        other("Beta");
        other("Gamma");
        away(Duration.ofHours(20));
        int before = office.discord.requests().size();
        office.time.reach(office.runDue().next().orElseThrow());
        office.dieBeforeSettling();
        assertEquals(before + 1, office.discord.requests().size());
        office.live(Duration.ofMinutes(50));
        assertEquals(before + 1, office.discord.requests().size());
    }
}
