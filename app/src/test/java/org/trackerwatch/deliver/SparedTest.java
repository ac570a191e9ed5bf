package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Silences;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// Quiet hours and silences, from a poll to what a reader sees: nothing that was held is lost, nothing is told twice.
final class SparedTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private PostOffice office;
    private Tracker alpha;

    /// The clock stands at 20:00; quiet hours are from 22:00 to 07:00.
    private Target home;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        office.time.reach(office.time.now().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1).atTime(20, 0).toInstant(ZoneOffset.UTC));
        home = office.target("Home", office.discord.webhook("1", "10"), target -> target.with(night(QuietHours.Mode.HOLD)));
        alpha = office.tracker("Alpha");
        office.ratio(alpha, "3.0");
        office.live(HOUR);
    }

    @AfterEach
    void noRuleWasBroken() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    private static Calm night(QuietHours.Mode mode) {
        return Calm.USUAL.with(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), EnumSet.allOf(DayOfWeek.class), mode));
    }

    private void at(int hour) {
        var today = office.time.now().atZone(ZoneOffset.UTC).toLocalDate().atTime(hour, 0).toInstant(ZoneOffset.UTC);
        var next = today.isAfter(office.time.now()) ? today : today.plus(Duration.ofDays(1));
        office.live(Duration.between(office.time.now(), next));
    }

    private List<Verdict> verdicts() {
        return office.parts().database().read(tx -> office.parts().events().list(tx, Optional.empty(), Instant.EPOCH, office.time.now().plusSeconds(1))
                .stream().map(Events.Stored::id).flatMap(id -> office.parts().events().verdicts(tx, id).stream())
                .map(Events.Judged::verdict).toList());
    }

    private Silence silence(Duration length, Silence.Mode mode) {
        var now = office.time.now();
        return office.parts().database().writeAndGet(tx -> new Silences().add(tx, new Silence(0, Optional.of(alpha.id()), Optional.empty(),
                Optional.empty(), now, now.plus(length), mode, Optional.of("maintenance"))));
    }

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

    @Test
    void what_a_silence_holds_is_told_once_when_it_ends() {
        silence(Duration.ofHours(3).minusMinutes(1), Silence.Mode.HOLD);
        office.hitAndRuns(alpha, 1);
        office.live(HOUR);
        office.hitAndRuns(alpha, 2);
        office.live(HOUR);
        office.hitAndRuns(alpha, 5);
        office.restart();
        assertEquals(List.of(), office.titles("1"));
        office.live(Duration.ofHours(2));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 5"), office.titles("1"));
        assertTrue(office.discord.embeds("1").getFirst().path("footer").path("text").asString().contains("held back by a silence"));
        office.live(Duration.ofHours(48));
        assertEquals(1, office.titles("1").size());
    }

    @Test
    void what_a_silence_drops_is_never_told_and_known_as_dropped() {
        var silence = silence(Duration.ofHours(3), Silence.Mode.DROP);
        office.hitAndRuns(alpha, 1);
        office.live(HOUR);
        office.hitAndRuns(alpha, 2);
        at(13);
        assertEquals(List.of(), office.titles("1"));
        assertEquals(List.of(new Verdict.Dropped(silence.until())), verdicts());
    }

    @Test
    void a_silence_that_is_ended_lets_go_what_it_held_unless_another_one_covers_it() {
        var first = silence(Duration.ofHours(5), Silence.Mode.HOLD);
        var second = silence(Duration.ofHours(3), Silence.Mode.HOLD);
        office.hitAndRuns(alpha, 1);
        office.live(HOUR);
        office.hitAndRuns(alpha, 2);
        end(first);
        office.live(HOUR);
        assertEquals(0, office.titles("1").size());
        end(second);
        office.live(HOUR);
        assertEquals(1, office.titles("1").size());
    }

    @Test
    void an_outage_in_a_silence_is_told_with_its_end_in_one() {
        at(10);
        silence(Duration.ofHours(3), Silence.Mode.HOLD);
        office.fails(alpha);
        office.live(HOUR);
        office.fails(alpha);
        office.live(HOUR);
        office.ratio(alpha, "3.0");
        office.live(Duration.ofHours(2));
        assertEquals(1, office.titles("1").size(), office.titles("1")::toString);
        assertTrue(verdicts().stream().allMatch(verdict -> verdict instanceof Verdict.Silenced), verdicts()::toString);
    }

    @Test
    void what_still_stands_when_a_silence_ends_is_told_as_it_is_and_not_repeated_at_once() {
        silence(Duration.ofHours(3), Silence.Mode.DROP);
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(0)));
        office.live(Duration.ofHours(2));
        assertEquals(0, office.titles("1").size());
        at(8);
        assertEquals(1, office.titles("1").size());
        at(20);
        assertEquals(1, office.titles("1").size());
    }

    private void end(Silence silence) {
        office.parts().database().write(tx -> new Silences().end(tx, silence.id(), office.time.now()));
    }
}
