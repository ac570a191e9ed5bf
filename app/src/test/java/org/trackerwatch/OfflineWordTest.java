package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Incident;
import org.trackerwatch.deliver.Fault;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What is said when the connection was lost, and to whom.
final class OfflineWordTest extends OfflineHouse {

    @Test
    void where_the_chat_can_be_reached_all_the_same_it_hears_of_it_at_once_and_of_the_end_in_the_same_message() {
        trackers(1);
        lost.add("*");
        live(2);
        assertEquals(List.of("trackerwatch seems to be offline: no connection"), house.titles());
        lost.clear();
        live(1);
        assertEquals(2, house.titles().size(), house.titles()::toString);
        assertTrue(house.titles().stream().allMatch(title -> title.startsWith("trackerwatch was offline from")), house.titles()::toString);
        assertEquals(1, house.discord.changed().size());
    }

    @Test
    void what_told_of_it_can_be_sent_once_more() {
        trackers(1);
        lost.add("*");
        live(2);
        again(0);
        assertEquals(List.of("trackerwatch seems to be offline: no connection", "trackerwatch seems to be offline: no connection"), house.titles());
        lost.clear();
        live(1);
        int changed = house.discord.changed().size();
        again(Delivery.Kind.EDIT);
        assertEquals(changed + 1, house.discord.changed().size());
    }

    @Test
    void what_was_given_up_and_is_sent_once_more_stands_for_it_and_is_changed_when_it_is_over() {
        trackers(1);
        lost.add("*");
        var malformed = Fault.json(400, "{\"code\": 50035, \"message\": \"Invalid Form Body\"}");
        house.discord.script(malformed, malformed);
        live(2);
        assertEquals(List.of(), house.titles());
        again(0);
        assertEquals(List.of("trackerwatch seems to be offline: no connection"), house.titles());
        lost.clear();
        live(1);
        assertEquals(1, house.discord.changed().size());
    }

    @Test
    void what_is_still_down_when_the_connection_is_back_is_told_then() {
        trackers(3);
        lost.add("*");
        live(2);
        lost.clear();
        lost.add("site3.org");
        live(2);
        assertEquals(List.of("site3 is down: no connection"), house.titles().stream().filter(title -> title.contains("site")).toList());
        var site3 = incidents().stream().filter(incident -> incident.tracker().equals(Optional.of(3L))).findFirst().orElseThrow();
        assertEquals(Incident.Fault.SITE, site3.fault());
        assertFalse(site3.isOver());
    }

    @Test
    void a_restart_forgets_nothing_of_it() {
        trackers(2);
        lost.add("*");
        house.discord.down(true);
        allPolled();
        house.restart();
        live(2);
        assertEquals(Set.of("Offline"), kinds());
        house.restart();
        lost.clear();
        house.discord.down(false);
        live(2);
        assertEquals(1, house.titles().size(), house.titles()::toString);
        assertTrue(house.titles().getFirst().startsWith("trackerwatch was offline"));
    }

    @Test
    void a_program_that_died_in_the_window_tells_it_after_its_next_start() {
        trackers(1);
        lost.add("site1.org");
        allPolled();
        assertEquals(List.of(), house.titles());
        house.restart();
        house.live(Duration.ofMinutes(10), MINUTE);
        assertEquals(List.of("site1 is down: no connection"), house.titles());
    }

    @Test
    void a_site_that_comes_back_within_the_window_was_never_told_of() {
        trackers(1);
        lost.add("site1.org");
        allPolled();
        lost.clear();
        house.app.database().write(tx -> house.app.schedules().move(tx, 1, house.time.now()));
        house.poll();
        live(1);
        assertEquals(List.of("tracker-down", "tracker-up"), house.rules());
        assertEquals(List.of(), house.titles());
    }

    @Test
    void who_does_not_want_to_hear_of_it_does_not() {
        house.app.database().write(tx -> house.app.targets().list(tx).forEach(target -> house.app.targets().remove(tx, target.id())));
        house.target("tracker-down");
        trackers(2);
        lost.add("*");
        live(2);
        lost.clear();
        live(2);
        assertEquals(List.of(), house.titles());
    }

    @Test
    void nothing_old_is_told_of_figures_while_a_tracker_is_down() {
        says(new UserJson().seeding(0));
        trackers(1);
        house.deliver();
        int told = house.titles().size();
        lost.add("*");
        house.live(Duration.ofHours(60), Duration.ofMinutes(10));
        assertEquals(told + 1, house.titles().size(), house.titles()::toString);
        assertEquals(Reason.UNREACHABLE, incidents().getLast().first());
    }
}
