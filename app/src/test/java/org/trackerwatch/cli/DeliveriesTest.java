package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trackerwatch.deliver.Fault;

/// What is sent, sent again and called off.
class DeliveriesTest extends OttersAndPhone {

    @Test
    void a_test_goes_the_way_of_an_alert_and_tells_the_outcome() {
        target("phone");
        var tested = run("target", "test", "phone", "--event", "hit-and-run", "--json");
        assertEquals(0, tested.status(), tested.both());
        assertEquals("delivered", tested.json().get("state").asString());
        assertEquals(200, tested.json().get("log").get(0).get("status").asInt());
        var embed = discord.embeds(WEBHOOK).getFirst();
        assertTrue(embed.path("title").asString().contains("Example tracker"), embed::toString);
        assertTrue(embed.toString().contains("test"), embed::toString);
        assertTrue(run("target", "test", "phone").err().contains("delivered in"));
        assertTrue(run("delivery", "list").out().contains("test"));
    }

    @Test
    void a_test_names_no_tracker_where_names_are_hidden() {
        target("phone", "--hide-tracker-name");
        run("target", "test", "phone", "--event", "ratio-drop");
        assertFalse(discord.embeds(WEBHOOK).getFirst().toString().contains("Example"));
    }

    @Test
    void a_test_that_is_refused_fails_and_says_why() {
        target("phone");
        discord.delete(WEBHOOK);
        var tested = run("target", "test", "phone", "--json");
        assertEquals(1, tested.status());
        assertEquals("waiting", tested.json().get("state").asString());
        assertEquals("target-refused", tested.json().get("log").get(0).get("outcome").asString());
        assertEquals("refused", run("target", "show", "phone", "--json").json().get("state").asString());
        assertTrue(run("target", "show", "phone").out().contains("refused"));
        assertTrue(run("delivery", "show", "1").out().contains("kept until the target gets another address"));
    }

    @Test
    void every_event_can_be_rehearsed() {
        target("phone");
        for (var event : List.of("ratio-drop", "hit-and-run", "tracker-down", "buffer-milestone", "account-warned", "ratio-danger",
                "zero-seeding", "rank-change", "anniversary", "tracker-up", "login-rejected")) {
            assertEquals(0, run("target", "test", "phone", "--event", event).status(), event);
        }
        assertEquals(11, discord.embeds(WEBHOOK).size());
    }

    @Test
    void what_a_poll_causes_is_sent_before_the_command_ends() {
        target("phone");
        otters();
        site.says("User", 4_000, 1_000, 3);
        assertEquals(0, polled().status());
        assertEquals(1, discord.embeds(WEBHOOK).size());
        var list = run("delivery", "list", "--tracker", "otters", "--json").json();
        assertEquals("delivered", list.get(0).get("state").asString());
        assertEquals("hit-and-run", list.get(0).get("about").asString());
        var shown = run("delivery", "show", list.get(0).get("id").asString(), "--json").json();
        assertEquals(200, shown.get("log").get(0).get("status").asInt());
        assertEquals(3, shown.get("events").get(0).get("detail").get("after").asInt());
    }

    @Test
    void a_paused_target_is_told_nothing() {
        target("phone");
        otters();
        run("target", "pause", "phone");
        site.says("User", 4_000, 1_000, 3);
        polled();
        assertEquals(0, discord.embeds(WEBHOOK).size());
        assertTrue(run("event", "explain", "Otters", "--rule", "hit-and-run").out().contains("was paused"));
        var tested = run("target", "test", "phone");
        assertEquals(1, tested.status());
        assertTrue(tested.err().contains("is paused"), tested.err());
        assertEquals(0, run("delivery", "list", "--json").json().size());
        run("target", "resume", "phone");
        site.says("User", 4_000, 1_000, 4);
        polled();
        assertEquals(1, discord.embeds(WEBHOOK).size());
    }

    @Test
    void what_was_given_up_is_sent_once_more() {
        target("phone");
        discord.script(Fault.json(400, "{\n\"code\": 50035, \"message\": \"\u009b2J\"}"), Fault.json(400, "{\"code\": 50035}"));
        assertEquals(1, run("target", "test", "phone").status());
        assertEquals("dead", run("delivery", "list", "--state", "dead", "--json").json().get(0).get("state").asString());
        var shown = run("delivery", "show", "1").out();
        assertTrue(shown.contains("{\n\"code\": 50035, \"message\": \"\ufffd2J\"}"), shown);
        var again = run("delivery", "redeliver", "--dead", "--json");
        assertEquals(0, again.status(), again.both());
        assertEquals("delivered", again.json().get(0).get("state").asString());
        assertEquals(0, run("delivery", "redeliver", "1").status());
        assertEquals(2, discord.embeds(WEBHOOK).size());
        var last = run("delivery", "show", "3");
        assertTrue(last.out().lines().anyMatch(line -> line.startsWith("1  ")), last.out());
        var log = run("delivery", "show", "3", "--json").json();
        assertEquals(1, log.get("log").get(0).get("attempt").asInt());
        assertEquals(1, log.get("attempts").asInt());
        assertEquals(0, log.get("failures").asInt());
    }

    @Test
    void what_was_not_sent_yet_can_be_called_off() {
        target("phone");
        discord.down(true);
        assertEquals(1, run("target", "test", "phone").status());
        var early = run("delivery", "redeliver", "1");
        assertEquals(1, early.status());
        assertTrue(early.err().contains("still on its way"), early.err());
        assertEquals(0, run("delivery", "cancel", "1").status());
        var twice = run("delivery", "cancel", "1");
        assertEquals(1, twice.status());
        assertTrue(twice.err().contains("cancelled"), twice.err());
    }

    @Test
    void deliveries_that_there_are_not_are_told() {
        assertEquals(1, run("delivery", "show", "99", "--json").status());
        assertEquals(1, run("delivery", "cancel", "99").status());
        assertEquals(2, run("delivery", "redeliver").status());
        assertEquals(2, run("delivery", "list", "--state", "lost").status());
        assertTrue(run("delivery", "list").err().contains("Nothing was sent since"));
    }
}
