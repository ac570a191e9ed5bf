package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.store.Events;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// From a poll to what a reader sees: at most one alert per target, tracker and rule in a cooldown, and nothing lost by it.
final class CooldownTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private PostOffice office;
    private Target home;
    private Tracker alpha;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        home = office.target("Home", office.discord.webhook("1", "10"));
        alpha = office.tracker("Alpha");
    }

    @AfterEach
    void nothingIsLeftAndNoRuleWasBroken() {
        assertEquals(office.discord.requests().size(), office.attempts().size());
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    @Test
    void what_a_cooldown_holds_back_is_told_when_it_ends_as_one() {
        hitAndRunsEachHour(1, 2, 3, 5, 9);
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
        office.live(Duration.ofHours(4));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alpha: hit-and-runs 2 → 9"), office.titles("1"));
        assertTrue(footer(1).contains("happened 3 times since"), footer(1));
        office.live(Duration.ofHours(48));
        assertEquals(2, office.titles("1").size());
    }

    @Test
    void what_happens_as_a_cooldown_ends_is_told_with_what_it_held_back() {
        hitAndRunsEachHour(1, 2, 3);
        office.time.reach(office.time.now().plus(Duration.ofHours(6)));
        office.hitAndRuns(alpha, 9);
        office.live(HOUR);
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alpha: hit-and-runs 2 → 9"), office.titles("1"));
        assertTrue(footer(1).contains("happened 2 times since"), footer(1));
    }

    @Test
    void what_a_cooldown_held_back_is_judged_as_a_whole_when_the_user_wants_to_hear_of_less_by_then() {
        for (var ratio : List.of("5.0", "4.8", "4.2", "4.05")) {
            office.ratio(alpha, ratio);
            office.time.pass(Duration.ofMinutes(1));
            office.runDue();
        }
        var wishes = home.wishes();
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(new Wishes(wishes.rules(), wishes.trackers(),
                Map.of("ratio-drop", List.of(new BigDecimal("0.5"))), wishes.cooldowns(), wishes.hideName()))));
        office.live(Duration.ofHours(25));
        assertEquals(2, office.titles("1").size(), office.titles("1")::toString);
        assertTrue(office.titles("1").getLast().contains("4.8") && office.titles("1").getLast().contains("4.05"), office.titles("1")::toString);
    }

    @Test
    void a_reminder_that_arrived_late_is_followed_by_no_other_at_once() {
        var wishes = home.wishes();
        office.parts().database().write(tx -> office.parts().targets().edit(tx, home.with(new Wishes(wishes.rules(), wishes.trackers(),
                wishes.thresholds(), Map.of("zero-seeding", Duration.ofHours(6)), wishes.hideName()))));
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(0)));
        office.live(Duration.ofHours(5));
        office.discord.down(true);
        office.live(Duration.ofHours(6));
        office.discord.down(false);
        office.live(Duration.ofHours(5));
        assertEquals(2, office.titles("1").size(), office.titles("1")::toString);
        office.live(Duration.ofHours(6));
        assertEquals(3, office.titles("1").size(), office.titles("1")::toString);
    }

    @Test
    void a_catch_up_begins_a_cooldown_of_its_own() {
        hitAndRunsEachHour(1, 2, 3);
        office.live(Duration.ofHours(5));
        office.hitAndRuns(alpha, 4);
        office.live(HOUR);
        assertEquals(2, office.titles("1").size());
        office.live(Duration.ofHours(6));
        assertEquals("Alpha: hit-and-runs 3 → 4", office.titles("1").getLast());
    }

    @Test
    void what_ended_by_itself_in_a_cooldown_is_not_told_and_the_next_one_is_told_at_once() {
        office.fails(alpha);
        office.live(Duration.ofHours(2));
        office.hitAndRuns(alpha, 0);
        office.live(Duration.ofHours(2));
        office.fails(alpha);
        office.live(Duration.ofMinutes(90));
        office.hitAndRuns(alpha, 0);
        office.live(Duration.ofHours(3));
        assertEquals(2, office.titles("1").size(), office.titles("1")::toString);
        office.fails(alpha);
        office.runDue();
        assertEquals(3, office.titles("1").size(), office.titles("1")::toString);
    }

    @Test
    void a_tracker_that_stays_down_is_told_once_each_six_hours_and_its_return_at_once() {
        for (int hour = 0; hour < 20; hour++) {
            office.fails(alpha);
            office.live(HOUR);
        }
        assertEquals(4, office.titles("1").size(), office.titles("1")::toString);
        assertTrue(office.titles("1").get(1).contains("still"), office.titles("1")::toString);
        office.hitAndRuns(alpha, 0);
        office.runDue();
        assertTrue(office.titles("1").getLast().contains("up again") || office.titles("1").getLast().contains("back"),
                office.titles("1")::toString);
    }

    @Test
    void a_reminder_that_could_not_be_sent_in_time_is_no_longer_true_and_is_not_sent() {
        office.fails(alpha);
        office.live(Duration.ofHours(1));
        office.discord.down(true);
        for (int hour = 0; hour < 6; hour++) {
            office.fails(alpha);
            office.live(HOUR);
        }
        office.hitAndRuns(alpha, 0);
        office.discord.down(false);
        office.live(Duration.ofHours(2));
        assertEquals(2, office.titles("1").size(), office.titles("1")::toString);
        office.fails(alpha);
        office.runDue();
        assertEquals(3, office.titles("1").size(), office.titles("1")::toString);
    }

    @Test
    void a_catch_up_whose_matter_settled_while_it_waited_is_told_as_what_happened() {
        hitAndRunsEachHour(1, 2, 3);
        office.discord.down(true);
        office.live(Duration.ofHours(5));
        office.hitAndRuns(alpha, 2);
        office.discord.down(false);
        office.live(Duration.ofHours(2));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alpha: hit-and-runs 2 → 3"), office.titles("1"));
    }

    @Test
    void a_tracker_that_the_user_paused_is_not_reminded_of() {
        office.fails(alpha);
        office.live(HOUR);
        office.parts().database().write(tx -> office.parts().registry().pause(tx, alpha.id()));
        office.live(Duration.ofHours(20));
        assertEquals(1, office.titles("1").size());
    }

    @Test
    void an_outage_of_discord_piles_up_no_reminders() {
        office.discord.down(true);
        for (int hour = 0; hour < 30; hour++) {
            office.fails(alpha);
            office.live(HOUR);
        }
        assertEquals(1, office.deliveries().size());
    }

    @Test
    void cooldowns_outlive_a_restart() {
        hitAndRunsEachHour(1, 2);
        office.restart();
        hitAndRunsEachHour(3);
        office.restart();
        office.live(Duration.ofHours(6));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alpha: hit-and-runs 2 → 3"), office.titles("1"));
    }

    @Test
    void each_target_and_each_tracker_has_its_own_cooldown() {
        office.target("Fast", office.discord.webhook("2", "20"), PostOffice::everyEvent);
        var beta = office.tracker("Beta");
        office.hitAndRuns(beta, 1);
        hitAndRunsEachHour(1, 2, 3);
        office.hitAndRuns(beta, 2);
        office.runDue();
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Beta: hit-and-runs 1 → 2"), office.titles("1"));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alpha: hit-and-runs 2 → 3", "Beta: hit-and-runs 1 → 2"), office.titles("2"));
    }

    @Test
    void each_target_has_its_own_events_trackers_and_thresholds() {
        var beta = office.tracker("Beta");
        office.target("Only ratio", office.discord.webhook("2", "20"), target -> with(target, Set.of("ratio-drop"), Set.of(), Map.of()));
        office.target("Only Beta", office.discord.webhook("3", "30"), target -> with(target, Set.of(), Set.of(beta.id()), Map.of()));
        office.target("Big drops", office.discord.webhook("4", "40"),
                target -> with(target, Set.of(), Set.of(), Map.of("ratio-drop", List.of(new BigDecimal("0.5")))));
        office.ratio(alpha, "2.0");
        office.ratio(beta, "2.0");
        office.time.pass(HOUR);
        office.ratio(alpha, "1.8");
        office.ratio(beta, "1.2");
        office.runDue();
        assertEquals(2, office.titles("1").size());
        assertEquals(2, office.titles("2").size());
        assertEquals(List.of("Beta: ratio fell 2.00 → 1.20"), office.titles("3"));
        assertEquals(List.of("Beta: ratio fell 2.00 → 1.20"), office.titles("4"));
    }

    @Test
    void every_target_s_verdict_is_kept_and_says_why() {
        var paused = office.target("Paused", office.discord.webhook("2", "20"));
        office.parts().database().write(tx -> office.parts().targets().pause(tx, paused.id()));
        hitAndRunsEachHour(1, 2, 3);
        var verdicts = office.parts().database().read(tx -> office.parts().events().list(tx, Optional.empty(),
                Instant.EPOCH, office.time.now()).stream()
                .map(Events.Stored::id).flatMap(id -> office.parts().events().verdicts(tx, id).stream())
                .map(judged -> judged.verdict().getClass()).toList());
        assertEquals(List.of(Verdict.Sent.class, Verdict.Paused.class, Verdict.Held.class, Verdict.Paused.class), verdicts);
    }

    @Test
    void what_a_paused_target_missed_is_not_told_later() {
        hitAndRunsEachHour(1, 2);
        office.parts().database().write(tx -> office.parts().targets().pause(tx, home.id()));
        hitAndRunsEachHour(3, 4);
        office.parts().database().write(tx -> office.parts().targets().resume(tx, home.id()));
        office.live(Duration.ofHours(12));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @Test
    void the_end_of_what_was_never_told_is_not_told() {
        var late = office.target("Late", office.discord.webhook("2", "20"),
                target -> with(target, Set.of("tracker-up"), Set.of(), Map.of()));
        office.fails(alpha);
        office.live(HOUR);
        office.hitAndRuns(alpha, 0);
        office.runDue();
        assertEquals(2, office.titles("1").size());
        assertEquals(List.of(), office.titles("2"), late.name());
    }

    @Test
    void what_stands_is_told_to_a_target_that_was_added_later() {
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(0)));
        office.live(Duration.ofHours(2));
        office.target("Late", office.discord.webhook("2", "20"));
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(0)));
        office.live(HOUR);
        assertEquals(1, office.titles("1").size());
        assertEquals(1, office.titles("2").size());
    }

    private void hitAndRunsEachHour(int... counts) {
        for (int count : counts) {
            office.hitAndRuns(alpha, count);
            office.live(HOUR);
        }
    }

    private String footer(int nr) {
        return office.discord.embeds("1").get(nr).path("footer").path("text").asString();
    }

    private static Target with(Target target, Set<String> rules, Set<Long> trackers, Map<String, List<BigDecimal>> thresholds) {
        return target.with(new Wishes(rules, trackers, thresholds, Map.of(), false));
    }
}
