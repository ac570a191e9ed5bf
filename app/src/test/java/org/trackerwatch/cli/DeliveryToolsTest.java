package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.deliver.Fault;

/// What can be done with what was sent, was given up, or waits.
class DeliveryToolsTest {

    private static final Fault REFUSED = Fault.json(400, "{\"code\": 50035}", Map.of("Retry-After", "7"));

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final FakeDiscord discord = new FakeDiscord(time);
    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        add("phone", "1");
        add("desk", "2");
    }

    @AfterEach
    void close() {
        discord.close();
        assertEquals(List.of(), discord.violations());
    }

    private void add(String name, String webhook) {
        assertEquals(0, program.piped(discord.webhook(webhook, webhook + "0"), "target", "add", "--name", name, "--url-stdin",
                "--no-check").status());
    }

    /// Refused as a whole and once more as plain as possible.
    private void givenUp(String target) {
        discord.script(REFUSED, REFUSED);
        assertEquals(1, program.run("target", "test", target).status());
        time.pass(Duration.ofMinutes(5));
    }

    private List<Integer> ids(String... words) {
        var answer = program.run(words);
        return answer.json().valueStream().map(each -> each.get("id").asInt()).toList();
    }

    @Test
    void what_was_given_up_is_listed_by_target_until_it_is_seen() {
        givenUp("phone");
        givenUp("desk");
        var listed = program.run("delivery", "dead");
        assertTrue(listed.err().contains("1 to “desk”, 1 to “phone”"), listed.both());
        assertEquals(List.of(2), ids("delivery", "dead", "--target", "desk", "--json"));
        assertEquals(List.of(2), ids("delivery", "dead", "--since", "6m", "--json"));
        assertEquals(List.of(1), ids("delivery", "dead", "1", "--ack", "--json"));
        assertEquals(List.of(2), ids("delivery", "dead", "--json"));
        assertEquals(0, program.run("delivery", "dead", "--ack").status());
        assertTrue(program.run("delivery", "dead").err().contains("Nothing was given up"));
        assertEquals(List.of(1, 2), ids("delivery", "list", "--state", "dead", "--json"));
    }

    @Test
    void all_since_a_time_is_sent_once_more_and_only_once() {
        givenUp("phone");
        time.pass(Duration.ofDays(2));
        givenUp("phone");
        givenUp("desk");
        assertEquals(List.of(4), ids("delivery", "redeliver", "--since", "1d", "--target", "phone", "--json"));
        assertEquals(1, discord.embeds("1").size());
        assertEquals(List.of(), ids("delivery", "redeliver", "--since", "1d", "--target", "phone", "--json"));
        assertEquals(List.of(5, 6), ids("delivery", "redeliver", "--since", "3d", "--json"));
        assertEquals(2, discord.embeds("1").size());
        assertEquals(1, discord.embeds("2").size());
        assertEquals(List.of(), ids("delivery", "dead", "--json"));
    }

    @Test
    void what_is_on_its_way_again_is_not_sent_twice() {
        givenUp("phone");
        discord.down(true);
        assertEquals(1, program.run("delivery", "redeliver", "1").status());
        var twice = program.run("delivery", "redeliver", "1");
        assertEquals(1, twice.status());
        assertTrue(twice.err().contains("on its way already, as delivery 2"), twice.err());
        assertEquals(List.of(), ids("delivery", "redeliver", "--since", "1d", "--json"));
        assertEquals(2, ids("delivery", "list", "--json").size());
    }

    @Test
    void what_arrived_is_sent_once_more_only_if_all_states_are_meant() {
        assertEquals(0, program.run("target", "test", "phone").status());
        time.pass(Duration.ofMinutes(1));
        assertEquals(List.of(), ids("delivery", "redeliver", "--since", "1h", "--json"));
        assertEquals(List.of(2), ids("delivery", "redeliver", "--since", "1h", "--all-states", "--json"));
        assertEquals(2, discord.embeds("1").size());
    }

    @Test
    void what_waits_is_called_off_by_target() {
        discord.down(true);
        assertEquals(1, program.run("target", "test", "phone").status());
        assertEquals(1, program.run("target", "test", "desk").status());
        assertEquals(2, program.run("delivery", "cancel").status());
        assertEquals(0, program.run("delivery", "cancel", "--target", "desk").status());
        assertEquals(List.of(2), ids("delivery", "list", "--state", "cancelled", "--json"));
        assertTrue(program.run("delivery", "cancel", "--target", "desk").err().contains("Nothing of that waits"));
    }

    @Test
    void deliveries_are_listed_by_number_and_until_a_time() {
        program.run("target", "test", "phone");
        time.pass(Duration.ofHours(3));
        program.run("target", "test", "desk");
        assertEquals(List.of(2), ids("delivery", "list", "2", "--json"));
        assertEquals(List.of(1), ids("delivery", "list", "--until", "1h ago", "--json"));
        assertEquals(2, program.run("delivery", "list", "1", "--target", "phone").status());
    }

    @Test
    void one_shows_its_next_try_its_answer_the_headers_kept_and_its_key() {
        discord.script(Fault.json(503, "{\"message\": \"busy\"}", Map.of("Retry-After", "7", "Set-Cookie", "a=b")));
        discord.down(true);
        assertEquals(1, program.run("target", "test", "phone").status());
        var shown = program.run("delivery", "show", "1");
        assertTrue(shown.out().lines().anyMatch(line -> line.matches("next try +at .*")), shown.out());
        assertTrue(shown.out().contains("retry-after: 7"), shown.out());
        assertTrue(shown.out().contains("busy") && !shown.out().contains("a=b"), shown.out());
    }

    @Test
    void the_key_is_the_same_on_every_retry_and_another_for_another_message() {
        discord.script(Fault.html(503));
        program.run("target", "test", "phone");
        time.pass(Duration.ofMinutes(5));
        program.run("target", "test", "desk");
        var first = program.run("delivery", "show", "1", "--json").json();
        assertEquals(2, first.get("log").size(), first::toString);
        assertEquals(first.get("log").get(0).get("key").asString(), first.get("log").get(1).get("key").asString());
        assertEquals(first.get("key").asString(), first.get("log").get(0).get("key").asString());
        assertTrue(first.get("key").asString().matches("[A-Za-z0-9-]{1,40}"), first::toString);
        assertNotEquals(first.get("key").asString(), program.run("delivery", "show", "2", "--json").json().get("key").asString());
    }

    @Test
    void the_list_says_what_a_test_looked_like() {
        program.run("target", "test", "phone");
        program.run("target", "test", "phone", "--event", "hit-and-run");
        var about = program.run("delivery", "list", "--json").json().valueStream().map(each -> each.get("about").asString()).toList();
        assertEquals(List.of("test", "test (hit-and-run)"), about);
    }
}
