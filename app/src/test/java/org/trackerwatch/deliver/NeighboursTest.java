package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;

/// Two targets of one service: what an outage of both makes them say of each other, and what that of one does.
final class NeighboursTest {

    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private PostOffice office;
    private Target home;
    private Target other;
    private Tracker alpha;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
        home = office.target("Home", office.discord.webhook("1", "10"), PostOffice::everyEvent);
        other = office.target("Other", office.discord.webhook("2", "20"), PostOffice::everyEvent);
        alpha = office.tracker("Alpha");
        office.hitAndRuns(alpha, 1);
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), office.discord.violations());
        office.close();
    }

    private List<Delivery> notices() {
        return office.deliveries().stream().filter(delivery -> delivery.kind() == Kind.NOTICE).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 40})
    void after_an_outage_of_their_service_they_say_nothing_of_each_other(int hours) {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(hours));
        office.discord.down(false);
        office.live(Duration.ofHours(25));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("2"));
        assertEquals(List.of(), notices());
    }

    @Test
    void who_was_away_at_the_same_service_is_tried_as_soon_as_another_is_back() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(10));
        office.discord.down(false);
        office.parts().database().write(tx -> office.parts().outbox().test(tx, other, office.time.now()));
        office.live(Duration.ofMinutes(10));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void who_is_still_away_when_the_other_is_back_is_told_of(int hours) {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(hours));
        office.discord.down("1", true);
        office.discord.down(false);
        office.parts().database().write(tx -> office.parts().outbox().test(tx, other, office.time.now()));
        office.live(Duration.ofMinutes(40));
        assertTrue(office.titles("2").getLast().startsWith("Alerts have not reached “Home” for "), office.titles("2")::toString);
        office.discord.down("1", false);
        office.live(Duration.ofHours(20));
        assertEquals("Alerts reach “Home” again", office.titles("2").getLast());
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("1"));
    }

    @Test
    void a_refusal_is_told_though_both_were_away_before() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(1));
        office.discord.delete("1");
        office.discord.down(false);
        office.live(Duration.ofHours(3));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alerts no longer reach “Home”"), office.titles("2"));
    }

    @Test
    void what_one_outage_made_both_lose_each_hears_of_with_its_own_next_message() {
        office.discord.down(true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(80));
        office.discord.down(false);
        office.live(Duration.ofHours(3));
        office.hitAndRuns(alpha, 3);
        office.live(Duration.ofHours(25));
        for (var webhook : List.of("1", "2")) {
            assertEquals(List.of("Alpha: hit-and-runs 2 → 3"), office.titles(webhook));
            assertTrue(office.notes(webhook).getFirst().contains("an earlier message was given up"), office.notes(webhook)::toString);
        }
    }

    @Test
    void what_a_target_lost_alone_is_told_to_the_other() {
        office.discord.down("1", true);
        office.hitAndRuns(alpha, 2);
        office.live(Duration.ofHours(80));
        assertTrue(office.titles("2").contains("A message for “Home” was given up"), office.titles("2")::toString);
    }

    @Test
    void a_notice_that_has_not_left_lapses_when_the_address_was_changed_meanwhile() {
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.discord.down("2", true);
        office.run(A_MOMENT);
        assertEquals(List.of(State.WAITING), notices().stream().map(Delivery::state).toList());
        var broken = office.target(home.id());
        var address = office.notifier().address(office.discord.webhook("5", "50"));
        office.parts().database().write(tx -> office.parts().targets().edit(tx, broken.with(broken.link().at(address))));
        office.discord.down("2", false);
        office.live(Duration.ofHours(2));
        assertEquals(List.of(State.CANCELLED), notices().stream().map(Delivery::state).toList());
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2"), office.titles("2"));
    }

    @Test
    void a_notice_that_was_tried_in_vain_is_called_off_when_the_target_works_again() {
        office.discord.delete("1");
        office.hitAndRuns(alpha, 2);
        office.run(A_MOMENT);
        assertEquals(List.of(State.DELIVERED), notices().stream().map(Delivery::state).toList());
        office.discord.down("2", true);
        office.live(Duration.ofHours(25));
        assertEquals(List.of(State.DELIVERED, State.WAITING), notices().stream().map(Delivery::state).toList());
        assertTrue(notices().getLast().attempts() > 0);
        var broken = office.target(home.id());
        var address = office.notifier().address(office.discord.webhook("5", "50"));
        office.parts().database().write(tx -> office.parts().targets().edit(tx, broken.with(broken.link().at(address))));
        office.live(Duration.ofHours(1));
        office.discord.down("2", false);
        office.live(Duration.ofHours(25));
        assertEquals(List.of("Alpha: hit-and-runs 1 → 2", "Alerts no longer reach “Home”", "Alerts reach “Home” again"), office.titles("2"));
    }
}
