package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.trackerwatch.store.Database;

/// What happened, and why somebody was told or not.
class EventsTest extends OttersAndPhone {

    @Test
    void what_fired_is_explained_with_who_was_told() {
        target("phone");
        target("desk", "--events", "rank-change", "--no-check");
        otters();
        site.says("User", 4_000, 1_100, 0);
        polled();
        var explained = run("event", "explain", "otters", "--rule", "ratio-drop");
        assertEquals(0, explained.status(), explained.both());
        assertTrue(explained.out().contains("So it fired"), explained.out());
        assertTrue(explained.out().contains("told (delivery 1, delivered)"), explained.out());
        assertTrue(explained.out().contains("does not want to hear of this event"), explained.out());
        var json = run("event", "explain", "otters", "--rule", "ratio-drop", "--target", "phone", "--json").json();
        assertTrue(json.get("fires").asBoolean());
        assertEquals(1, json.get("targets").size());
        assertEquals("told", json.get("targets").get(0).get("verdict").asString());
        assertEquals("delivered", json.get("targets").get(0).get("delivery").get("state").asString());
    }

    @Test
    void what_still_waits_for_its_target_has_been_told_to_nobody() {
        target("phone");
        otters();
        site.says("User", 4_000, 1_100, 0);
        polled();
        assertTrue(run("event", "list").out().contains("phone: told"), run("event", "list")::both);
        stock("UPDATE delivery SET state = 'waiting', settled_at = NULL");
        assertTrue(run("event", "list").out().contains("phone: on its way"), run("event", "list")::both);
        stock("UPDATE delivery SET state = 'dead', settled_at = 1");
        assertTrue(run("event", "list").out().contains("phone: given up"), run("event", "list")::both);
    }

    private void stock(String sql) {
        try (var database = Database.open(directory.resolve("trackerwatch.db"))) {
            database.write(tx -> tx.update(sql));
        }
    }

    @Test
    void what_did_not_fire_is_explained_from_the_stored_snapshots() {
        target("phone");
        otters();
        site.says("User", 4_000, 1_010, 0);
        polled();
        var explained = run("event", "explain", "otters", "--rule", "ratio-drop");
        assertTrue(explained.out().contains("So it did not fire"), explained.out());
        assertTrue(explained.out().contains("never happened"), explained.out());
        assertTrue(run("event", "explain", "otters", "--rule", "ratio-drop", "--json").json().get("last_event").isNull());
    }

    @Test
    void what_a_cooldown_holds_back_is_explained() {
        target("phone");
        otters();
        site.says("User", 4_000, 1_000, 1);
        polled();
        site.says("User", 4_000, 1_000, 2);
        polled();
        var explained = run("event", "explain", "otters", "--rule", "hit-and-run");
        assertTrue(explained.out().contains("held back by the cooldown until"), explained.out());
        var json = run("event", "explain", "otters", "--rule", "hit-and-run", "--json").json();
        assertEquals("held", json.get("targets").get(0).get("verdict").asString());
        assertFalse(json.get("targets").get(0).get("held_until").isNull());
    }

    @Test
    void an_earlier_moment_is_explained_too() {
        otters();
        site.says("User", 4_000, 1_100, 0);
        polled();
        site.says("User", 4_000, 1_101, 0);
        polled();
        assertFalse(run("event", "explain", "otters", "--rule", "ratio-drop", "--json").json().get("fires").asBoolean());
        assertTrue(run("event", "explain", "otters", "--rule", "ratio-drop", "--at", "2h ago", "--json").json().get("fires").asBoolean());
        var before = run("event", "explain", "otters", "--rule", "ratio-drop", "--at", "2020-01-01");
        assertEquals(1, before.status());
        assertTrue(before.err().contains("Nothing is known of"), before.err());
        assertEquals(2, run("event", "explain", "otters", "--rule", "ratio-drop", "--at", "sometime").status());
    }

    @Test
    void a_target_that_came_later_is_explained() {
        otters();
        site.says("User", 4_000, 1_000, 1);
        polled();
        target("phone");
        assertTrue(run("event", "explain", "otters", "--rule", "hit-and-run").out().contains("was added later"));
    }

    @Test
    void events_are_listed_by_tracker_time_and_kind() {
        otters();
        site.says("Elite", 4_000, 1_100, 1);
        polled();
        assertEquals(3, run("event", "list", "--json").json().size());
        var ranks = run("event", "list", "--tracker", "otters", "--event", "rank-change", "--json").json();
        assertEquals("changed", ranks.get(0).get("detail").get("kind").asString());
        assertEquals("Elite", ranks.get(0).get("detail").get("after").asString());
        time.pass(Duration.ofDays(8));
        assertEquals("", run("event", "list").out());
        assertEquals(3, run("event", "list", "--since", "30d", "--json").json().size());
        assertEquals(2, run("event", "list", "--event", "rank-chance").status());
    }
}
