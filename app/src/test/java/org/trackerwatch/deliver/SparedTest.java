package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// Quiet hours and silences, from a poll to what a reader sees: nothing that was held is lost, nothing is told twice.
final class SparedTest extends Evening {

    @Test
    void what_happens_at_night_is_told_in_the_morning_at_once() {
        var beta = office.tracker("Beta");
        office.ratio(beta, "3.0");
        at(23);
        office.ratio(alpha, "2.5");
        at(1);
        office.ratio(alpha, "2.0");
        office.ratio(beta, "1.0");
        at(6);
        assertEquals(List.of(), office.titles("1"));
        at(7);
        office.live(HOUR);
        assertEquals(List.of("Alpha: ratio fell 3.00 → 2.00", "Beta: ratio fell 3.00 → 1.00"), office.titles("1"));
        assertEquals(1, office.discord.requests().size());
        var footer = office.discord.embeds("1").getFirst().path("footer").path("text").asString();
        assertTrue(footer.contains("2 times since 23:00 UTC, held back in quiet hours"), footer);
        assertTrue(verdicts().stream().allMatch(verdict -> verdict instanceof Verdict.Quiet), verdicts()::toString);
    }

    @Test
    void what_is_urgent_passes_at_once_and_takes_nothing_along() {
        at(23);
        office.ratio(alpha, "2.5");
        office.hitAndRuns(alpha, 0);
        office.live(HOUR);
        office.hitAndRuns(alpha, 1);
        office.live(HOUR);
        assertEquals(List.of("Alpha: hit-and-runs 0 → 1"), office.titles("1"));
        at(7);
        office.live(HOUR);
        assertEquals(2, office.titles("1").size(), office.titles("1")::toString);
    }

    @Test
    void what_stood_at_night_and_ended_is_told_all_the_same_as_over() {
        at(23);
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(0)));
        at(2);
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(5)));
        at(7);
        office.live(HOUR);
        assertEquals(1, office.titles("1").size(), office.titles("1")::toString);
        assertTrue(office.discord.embeds("1").getFirst().path("footer").path("text").asString().contains("over meanwhile"));
    }

    @Test
    void the_cooldown_begins_when_it_is_told_and_one_that_runs_goes_on() {
        at(21);
        office.ratio(alpha, "2.5");
        office.live(HOUR);
        office.ratio(alpha, "2.0");
        at(4);
        assertEquals(1, office.titles("1").size());
        at(7);
        office.live(HOUR);
        assertEquals(List.of("Alpha: ratio fell 3.00 → 2.50", "Alpha: ratio fell 2.50 → 2.00"), office.titles("1"));
        office.ratio(alpha, "1.5");
        at(12);
        assertEquals(2, office.titles("1").size());
        at(14);
        assertEquals("Alpha: ratio fell 2.00 → 1.50", office.titles("1").getLast());
    }

    @Test
    void a_cooldown_that_ends_at_night_goes_on_until_morning_and_one_that_lasts_goes_on_after_it() {
        at(18);
        office.ratio(alpha, "2.5");
        office.live(HOUR);
        office.ratio(alpha, "2.0");
        at(3);
        assertEquals(1, office.titles("1").size());
        at(7);
        office.live(HOUR);
        assertEquals(2, office.titles("1").size());
    }

    @Test
    void what_could_not_be_sent_in_the_evening_waits_for_the_morning_unless_it_is_asked_for() {
        at(21);
        office.discord.down(true);
        office.ratio(alpha, "2.5");
        office.live(Duration.ofHours(2));
        office.discord.down(false);
        at(6);
        assertEquals(0, office.titles("1").size());
        at(7);
        office.live(HOUR);
        assertEquals(1, office.titles("1").size());
        at(23);
        var told = office.deliveries().getFirst();
        office.parts().database().write(tx -> office.parts().outbox().redeliver(tx, told, office.time.now()));
        office.parts().database().write(tx -> office.parts().outbox().test(tx, office.target(home.id()), office.time.now()));
        office.runDue();
        assertEquals(3, office.titles("1").size());
    }

    @Test
    void what_failed_before_two_quiet_days_is_not_given_up_in_them() {
        promoted();
        office.discord.down(true);
        quietFromMidnight(2);
        office.live(Duration.ofHours(40));
        assertEquals(Delivery.State.WAITING, office.deliveries().getLast().state());
        office.discord.down(false);
        office.live(Duration.ofHours(16));
        assertTrue(office.titles("1").getLast().contains("Power User"), office.titles("1")::toString);
    }

    @Test
    void what_can_t_be_told_is_given_up_after_a_day_of_its_own_beside_the_quiet_ones() {
        promoted();
        office.discord.down(true);
        quietFromMidnight(2);
        office.live(Duration.ofHours(71));
        assertEquals(Delivery.State.WAITING, office.deliveries().getLast().state());
        office.live(Duration.ofHours(2));
        assertEquals(Delivery.State.DEAD, office.deliveries().getLast().state());
    }

    /// Mere information, which is worth a day.
    private void promoted() {
        office.reads(alpha, Map.of(Field.CLASS, new Value.Text("User"), Field.SEEDING, new Value.Count(1)));
        office.live(Duration.ofMinutes(10));
        office.reads(alpha, Map.of(Field.CLASS, new Value.Text("Power User"), Field.SEEDING, new Value.Count(1)));
    }

    private void quietFromMidnight(int days) {
        var tomorrow = office.time.now().atZone(ZoneOffset.UTC).getDayOfWeek().plus(1);
        var hours = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, EnumSet.of(tomorrow, tomorrow.plus(days - 1)), QuietHours.Mode.HOLD);
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(Calm.USUAL.with(hours))));
    }

    @Test
    void silent_hours_change_nothing_but_the_sound() {
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(night(QuietHours.Mode.SILENT).batching(false))));
        office.ratio(alpha, "2.5");
        office.runDue();
        at(4);
        office.ratio(alpha, "2.0");
        office.runDue();
        office.hitAndRuns(alpha, 0);
        office.live(HOUR);
        office.hitAndRuns(alpha, 1);
        office.runDue();
        var flags = office.discord.posts().stream().map(post -> post.message().path("flags").asInt(0)).toList();
        assertEquals(List.of(0, 4096, 0), flags);
    }

    @Test
    void hours_that_are_changed_let_go_what_they_held() {
        at(23);
        office.ratio(alpha, "2.5");
        office.live(HOUR);
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(Calm.USUAL)));
        office.live(HOUR);
        assertEquals(1, office.titles("1").size());
    }
}
