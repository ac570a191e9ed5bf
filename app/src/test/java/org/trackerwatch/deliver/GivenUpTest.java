package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// What is given up was not told, and somebody hears of it; what was taken is not given up.
final class GivenUpTest {

    private static final Fault REFUSED = Fault.json(400, "{\"code\": 50035, \"message\": \"Invalid Form Body\"}");

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
    void close() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    @Test
    void a_refused_alert_does_not_hold_back_the_next_one() {
        office.hitAndRuns(alpha, 1);
        office.discord.script(REFUSED, REFUSED);
        office.hitAndRuns(alpha, 2);
        office.run(Duration.ofMinutes(1));
        assertEquals(List.of(State.DEAD), states());
        office.hitAndRuns(alpha, 3);
        office.run(Duration.ofMinutes(1));
        assertEquals(List.of("Alpha: hit-and-runs 2 → 3"), office.titles("1"));
    }

    @Test
    void what_the_cooldown_of_a_refused_alert_held_is_let_go() {
        office.hitAndRuns(alpha, 1);
        office.discord.script(Fault.html(502), REFUSED, REFUSED);
        office.hitAndRuns(alpha, 2);
        office.runDue();
        office.time.pass(Duration.ofSeconds(1));
        office.hitAndRuns(alpha, 3);
        office.live(Duration.ofHours(1));
        assertEquals(List.of(State.DEAD, State.DELIVERED), states());
        assertEquals(List.of("Alpha: hit-and-runs 2 → 3"), office.titles("1"));
    }

    @Test
    void what_stands_and_was_refused_is_not_told_again_before_its_time() {
        office.discord.script(REFUSED, REFUSED);
        office.reads(alpha, Map.of(Field.SEEDING, new Value.Count(0)));
        office.live(Duration.ofHours(23));
        assertEquals(List.of(State.DEAD), states());
        office.live(Duration.ofHours(2));
        assertEquals(List.of("Alpha: nothing is seeding"), office.titles("1"));
    }

    @Test
    void a_dead_reminder_does_not_undo_the_alert_before_it() {
        office.fails(alpha);
        office.run(Duration.ofHours(1));
        office.discord.script(REFUSED, REFUSED);
        office.live(Duration.ofHours(30));
        assertTrue(states().contains(State.DEAD), states()::toString);
        office.hitAndRuns(alpha, 0);
        office.run(Duration.ofMinutes(1));
        assertTrue(office.titles("1").getLast().contains("is back"), office.titles("1")::toString);
    }

    @Test
    void every_other_target_says_once_a_day_that_messages_were_given_up() {
        office.target("Other", office.discord.webhook("2", "20"), target -> new Target(target.id(), target.name(), target.kind(),
                target.address(), Set.of("ratio-drop"), target.trackers(), target.thresholds(), target.cooldowns(),
                target.hideName(), target.health()));
        office.hitAndRuns(alpha, 1);
        for (int count : new int[] {2, 3}) {
            office.discord.script(REFUSED, REFUSED);
            office.hitAndRuns(alpha, count);
            office.run(Duration.ofMinutes(5));
        }
        assertEquals(List.of("A message for “Home” was given up"), office.titles("2"), home.name());
    }

    @Test
    void a_success_that_cannot_be_read_is_sent_once_more_and_then_counts_as_accepted() {
        office.hitAndRuns(alpha, 1);
        office.discord.script(Fault.json(200, "{}"), Fault.json(200, "{}"));
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(5));
        assertEquals(List.of(State.ACCEPTED), states());
        assertEquals(2, office.discord.requests().size());
        assertEquals("Discord's address answered 200, but with no message in it.",
                office.deliveries().getFirst().reason().orElseThrow());
    }

    @Test
    void a_page_for_people_that_says_200_is_never_taken_for_success() {
        office.hitAndRuns(alpha, 1);
        office.discord.script(Fault.html(200), Fault.html(200), Fault.html(200));
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(5));
        assertEquals(List.of(State.DELIVERED), states());
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    private List<State> states() {
        return office.deliveries().stream().filter(delivery -> delivery.target() == home.id() && delivery.kind() != Delivery.Kind.NOTICE)
                .map(Delivery::state).toList();
    }
}
