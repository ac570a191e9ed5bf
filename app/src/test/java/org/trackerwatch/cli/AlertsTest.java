package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.deliver.Loopback;

/// Targets: how they are added, checked, changed and removed.
class AlertsTest extends OttersAndPhone {

    @Test
    void a_webhook_is_checked_without_posting() {
        var added = target("phone", "--json");
        assertEquals(0, added.status(), added.both());
        assertEquals(List.of("GET"), discord.requests().stream().map(Loopback.Request::method).toList());
        assertEquals("phone", added.json().get("name").asString());
        assertFalse(added.out().contains("webhooks"), added.out());
    }

    @Test
    void the_events_that_a_target_is_told_of_by_default_are_named() {
        target("phone");
        assertTrue(run("target", "show", "phone", "--json").json().get("default_events").asBoolean());
        var shown = run("target", "show", "phone").out();
        assertTrue(shown.lines().anyMatch(line -> line.matches("events +default: .*hit-and-run.*ratio-drop.*")), shown);
        run("target", "edit", "phone", "--events", "ratio-drop");
        assertFalse(run("target", "list", "--json").json().get(0).get("default_events").asBoolean());
    }

    @Test
    void a_deleted_webhook_is_not_added() {
        discord.delete(WEBHOOK);
        var refused = target("phone");
        assertEquals(1, refused.status());
        assertTrue(run("target", "list", "--json").json().isEmpty());
        assertEquals(0, target("phone", "--no-check").status());
    }

    @Test
    void a_discord_that_is_down_offers_no_check() {
        discord.down(true);
        var failed = target("phone");
        assertEquals(1, failed.status());
        assertTrue(failed.err().contains("--no-check"), failed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "https://example.com/x", "https://discord.com/channels/1/2"})
    void a_url_that_is_no_webhook_says_what_one_looks_like(String pasted) {
        var answer = piped(pasted, "target", "add", "discord", "--name", "phone", "--url-stdin");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("https://discord.com/api/webhooks/"), answer.err());
        assertEquals(List.of(), discord.requests());
    }

    @Test
    void a_webhook_as_an_argument_is_explained_and_not_repeated() {
        for (var words : List.of(List.of("target", "add", "discord", "--name", "x", "--url", address),
                List.of("target", "add", address, "--name", "x"), List.of("target", "add", "discord", address, "--name", "x"))) {
            var answer = run(words.toArray(String[]::new));
            assertEquals(2, answer.status(), answer.both());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--events|ratio-drp|ratio-drop", "--threshold|ratio-drop=much|from 0.001", "--threshold|hit-and-run=2|no threshold",
        "--threshold|ratio-drp=1|ratio-drop", "--threshold|buffer-milestone=10|10GiB", "--cooldown|hit-and-run=60|unit",
        "--cooldown|hit-and-rum=1h|hit-and-run", "--trackers|Nobody|There is no tracker"})
    void a_faulty_wish_says_what_is_allowed(String option, String value, String help) {
        var answer = target("phone", option, value);
        assertTrue(answer.status() > 0, answer.both());
        assertTrue(answer.err().contains(help), answer.err());
        assertTrue(run("target", "list", "--json").json().isEmpty());
    }

    @Test
    void an_unknown_kind_suggests_the_nearest() {
        var answer = piped(address, "target", "add", "discrod", "--name", "x", "--url-stdin");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("“discord”"), answer.err());
    }

    @Test
    void wishes_are_kept_changed_and_taken_back() {
        otters();
        target("phone", "--events", "hit-and-run,ratio-drop", "--trackers", "otters", "--threshold", "buffer-milestone=10GiB,50GiB",
                "--threshold", "ratio-drop=0.2", "--cooldown", "hit-and-run=1h", "--hide-tracker-name");
        var json = run("target", "show", "phone", "--json").json();
        assertEquals(2, json.get("events").size());
        assertEquals("Otters", json.get("trackers").get(0).asString());
        assertEquals(10L << 30, json.get("thresholds").get("buffer-milestone").get(0).asLong());
        assertEquals(3600, json.get("cooldown_seconds").get("hit-and-run").asLong());
        assertTrue(json.get("hide_tracker_name").asBoolean());
        assertEquals(0, run("target", "edit", "phone", "--events", "default", "--trackers", "all", "--threshold", "ratio-drop=default",
                "--cooldown", "hit-and-run=default", "--no-hide-tracker-name", "--name", "desk").status());
        var changed = run("target", "show", "desk", "--json").json();
        assertTrue(changed.get("events").isEmpty());
        assertTrue(changed.get("all_trackers").asBoolean());
        assertFalse(changed.get("thresholds").has("ratio-drop"));
        assertFalse(changed.get("hide_tracker_name").asBoolean());
        assertTrue(changed.get("cooldown_seconds").isEmpty());
    }

    @Test
    void a_new_address_is_checked_before_it_is_kept() {
        target("phone");
        var wrong = piped("https://example.com/x", "target", "edit", "phone", "--url-stdin");
        assertEquals(1, wrong.status());
        assertEquals(2, run("target", "edit", "phone").status());
        var other = discord.webhook("223456789012345678", "43");
        assertEquals(0, piped(other, "target", "edit", "phone", "--url-stdin").status());
        run("target", "test", "phone");
        assertEquals(1, discord.embeds("223456789012345678").size());
    }

    @Test
    void a_removed_target_is_gone() {
        target("phone");
        assertEquals(2, run("target", "remove", "phone").status());
        assertEquals(1, run("target", "list", "--json").json().size());
        assertEquals(0, run("target", "remove", "phone", "--yes").status());
        assertTrue(run("target", "list").err().contains("No target yet"));
        assertEquals(1, run("target", "test", "phone").status());
    }
}
