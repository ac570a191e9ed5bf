package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.deliver.Loopback;
import org.trackerwatch.deliver.Fault;

/// Targets, events and deliveries, between a site and a Discord on loopback.
class AlertsTest {

    private static final String WEBHOOK = "123456789012345678";

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private final FakeDiscord discord = new FakeDiscord(time);
    private final StringBuilder printed = new StringBuilder();
    private Program program;
    private String address = "";

    @BeforeEach
    void open() {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        address = discord.webhook(WEBHOOK, "42");
    }

    @AfterEach
    void close() {
        site.close();
        discord.close();
        assertEquals(List.of(), discord.violations());
        assertFalse(printed.toString().contains(FakeDiscord.TOKEN), "the webhook was printed");
        assertFalse(printed.toString().contains(PLANTED), "the key was printed");
    }

    private Program.Answer run(String... arguments) {
        return piped("", arguments);
    }

    private Program.Answer piped(String input, String... arguments) {
        var answer = program.piped(input, arguments);
        printed.append(answer.both());
        return answer;
    }

    private Program.Answer target(String name, String... more) {
        var arguments = new ArrayList<>(List.of("target", "add", "discord", "--name", name, "--url-stdin"));
        arguments.addAll(List.of(more));
        return piped(address + "\n", arguments.toArray(String[]::new));
    }

    private void otters() {
        assertEquals(0, piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin").status());
    }

    private Program.Answer polled() {
        time.pass(Duration.ofHours(2));
        return run("tracker", "poll", "Otters");
    }

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
        assertTrue(run("delivery", "show", "1").out().contains("kept until the target is mended"));
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
