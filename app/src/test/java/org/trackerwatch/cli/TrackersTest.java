package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Allowance;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;
import org.trackerwatch.trackers.Visit;

class TrackersTest {

    private static final Instant READ = SettableTime.START.minus(Duration.ofMinutes(10));

    private static final AccountStats FIGURES = AccountStats.of(Map.of(
            Field.UPLOADED, ByteSize.exact(3L << 40), Field.DOWNLOADED, ByteSize.exact(0), Field.RATIO, new Ratio.Infinite(),
            Field.SEEDING, new Value.Count(1234), Field.CLASS, new Value.Text("Power\u001b[31mUser")));

    @TempDir
    Path directory;

    private Program program;
    private Stocked stock;
    private Tracker mysite;
    private StringBuilder printed = new StringBuilder();

    @BeforeEach
    void stock() {
        program = new Program(directory).at(new SettableTime());
        stock = new Stocked(directory);
        mysite = stock.tracker("MySite");
        stock.snapshot(mysite, READ, FIGURES);
        known(FIGURES);
    }

    private void known(AccountStats figures) {
        stock.with((app, tx) -> {
            var state = app.history().state(tx, mysite.id());
            app.history().remember(tx, mysite.id(), new TrackerState(figures, state.knownAt(), state.doubt(), state.failing(),
                    state.rules(), state.marks()));
            return mysite;
        });
    }

    @AfterEach
    void no_secret_was_printed() {
        assertFalse(printed.toString().contains(PLANTED), "a secret was printed");
    }

    private Program.Answer run(String... arguments) {
        var answer = program.run(arguments);
        printed.append(answer.both());
        return answer;
    }

    @Test
    void a_list_shows_the_last_figures() {
        var answer = run("tracker", "list");
        assertEquals(0, answer.status());
        assertTrue(answer.out().contains("3.00 TiB"), answer.out());
        assertTrue(answer.out().contains("∞"), answer.out());
        assertTrue(answer.out().contains("1,234"), answer.out());
        assertEquals("", answer.err());
    }

    @Test
    void a_list_for_programs_is_in_base_units() {
        var first = run("tracker", "list", "--json").json().get(0);
        assertEquals("MySite", first.get("name").asString());
        assertEquals(3600, first.get("interval_seconds").asLong());
        assertEquals(3L << 40, first.get("reading").get("uploaded").asLong());
        assertEquals("infinite", first.get("reading").get("ratio").asString());
        assertTrue(first.get("reading").get("bonus").isNull());
        assertTrue(first.get("min_ratio").isNull());
    }

    @Test
    void without_trackers_the_first_step_is_told() {
        var answer = new Program(directory.resolve("fresh")).run("tracker", "list");
        assertEquals("", answer.out());
        assertTrue(answer.err().contains("tracker add"), answer.err());
    }

    @Test
    void one_is_found_in_whatever_case_and_shown_with_all_fields() {
        var shown = run("tracker", "show", "mysite", "--json").json();
        for (var field : Field.values()) {
            assertTrue(shown.get("reading").has(field.key()), field.key());
        }
        assertEquals("https://tracker.example", shown.get("url").asString());
    }

    @Test
    void tracker_text_sends_no_escape_sequence_to_the_terminal() {
        var answer = run("tracker", "show", "MySite");
        assertTrue(answer.out().contains("Power\ufffd[31mUser"), answer.out());
        assertTrue(answer.out().contains("Read 10 min ago"), answer.out());
        assertFalse(run("tracker", "show", "MySite", "--json").out().contains("\u001b"));
    }

    @Test
    void what_only_an_earlier_poll_told_is_marked_as_such() {
        known(FIGURES.with(Field.INVITES, new Value.Count(4)));
        var shown = run("tracker", "show", "MySite");
        assertTrue(shown.out().lines().anyMatch(line -> line.startsWith("invites") && line.contains("earlier poll")), shown.out());
        var json = run("tracker", "show", "MySite", "--json").json();
        assertTrue(json.get("reading").get("invites").isNull());
        assertEquals(4, json.get("known").get("invites").asInt());
    }

    @Test
    void what_a_page_that_is_read_seldom_told_has_an_age_of_its_own() {
        var both = FIGURES.with(Field.INVITES, new Value.Count(4));
        stock.snapshot(mysite, READ.plusSeconds(60), both);
        stock.snapshot(mysite, READ.plusSeconds(120), FIGURES);
        known(both);
        var shown = run("tracker", "show", "MySite");
        assertTrue(shown.out().lines().anyMatch(line -> line.startsWith("invites") && line.contains("(read 9 min ago)")), shown.out());
        var json = run("tracker", "show", "MySite", "--json").json();
        assertEquals(READ.plusSeconds(60).toString(), json.get("known_at").get("invites").asString());
        assertEquals(READ.plusSeconds(120).toString(), json.get("known_at").get("uploaded").asString());
        assertTrue(json.get("reading").get("invites").isNull());
    }

    @Test
    void a_failing_tracker_says_why() {
        stock.with((app, tx) -> {
            app.schedules().settle(tx, mysite.id(), new Schedule(READ, 2, Optional.of(READ),
                    Optional.of(new PollFailure(PollFailure.Reason.RATE_LIMITED, "The site wants to be left alone.",
                            Optional.of(Duration.ofMinutes(5))))));
            return mysite;
        });
        assertTrue(run("tracker", "show", "MySite").out().contains("rate-limited: The site wants to be left alone."));
        var json = run("tracker", "show", "MySite", "--json").json();
        assertEquals("failing", json.get("state").asString());
        assertEquals(300, json.get("failure").get("retry_after_seconds").asLong());
    }

    @Test
    void a_mistyped_name_suggests_the_nearest() {
        var answer = run("tracker", "show", "mysit", "--json");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("Did you mean “MySite”?"), answer.err());
        assertTrue(answer.json().get("error").asString().contains("mysit"));
    }

    @Test
    void a_key_in_place_of_a_name_is_not_repeated() {
        var answer = run("tracker", "show", PLANTED);
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("•••"), answer.err());
    }

    @Test
    void pausing_and_resuming_takes_several_or_none() {
        stock.tracker("Other");
        assertEquals(0, run("tracker", "pause", "mysite", "other").status());
        assertEquals("paused", run("tracker", "show", "Other", "--json").json().get("mode").asString());
        assertEquals(1, run("tracker", "resume", "mysite", "absent").status());
        assertEquals("paused", run("tracker", "show", "MySite", "--json").json().get("mode").asString());
        assertEquals(0, run("tracker", "resume", "mysite").status());
        var resumed = run("tracker", "show", "MySite", "--json").json();
        assertEquals("active", resumed.get("mode").asString());
        assertEquals(SettableTime.START.toString(), resumed.get("due_at").asString());
    }

    private void polled(Instant due) {
        stock.with((app, tx) -> {
            app.schedules().settle(tx, mysite.id(), new Schedule(due, 0, Optional.of(READ), Optional.empty()));
            return mysite;
        });
    }

    @Test
    void a_pause_is_no_way_around_the_sites_floor() {
        polled(READ.plus(Duration.ofDays(1)));
        run("tracker", "pause", "mysite");
        var resumed = run("tracker", "resume", "mysite");
        assertTrue(resumed.err().contains("2026-03-04 12:05"), resumed.err());
        assertEquals(READ.plus(Duration.ofMinutes(15)).toString(),
                run("tracker", "show", "MySite", "--json").json().get("due_at").asString());
    }

    @Test
    void one_that_is_active_is_not_polled_sooner_by_resuming() {
        polled(READ.plus(Duration.ofDays(1)));
        var resumed = run("tracker", "resume", "mysite");
        assertEquals(0, resumed.status());
        assertTrue(resumed.err().contains("is active already"), resumed.err());
        assertEquals(READ.plus(Duration.ofDays(1)).toString(),
                run("tracker", "show", "MySite", "--json").json().get("due_at").asString());
    }

    @Test
    void what_is_not_polled_is_not_due_and_a_stopped_one_says_how_it_is_mended() {
        polled(READ.plus(Duration.ofDays(1)));
        run("tracker", "pause", "mysite");
        assertTrue(run("tracker", "show", "MySite", "--json").json().get("due_at").isNull());
        assertTrue(run("tracker", "list", "--json").json().get(0).get("due_at").isNull());
        assertTrue(run("tracker", "show", "MySite").out().lines().anyMatch(line -> line.matches("next poll +-")));
        run("tracker", "resume", "mysite");
        stock.with((app, tx) -> app.registry().stop(tx, mysite.id(), new Credential.ApiKey(new Secret(PLANTED))));
        var shown = run("tracker", "show", "MySite").out();
        assertTrue(shown.contains("trackerwatch tracker edit MySite --ask-secret"), shown);
        assertTrue(shown.contains("trackerwatch tracker resume MySite"), shown);
        run("tracker", "resume", "mysite");
        assertEquals(SettableTime.START.toString(), run("tracker", "show", "MySite", "--json").json().get("due_at").asString());
    }

    @Test
    void what_opens_it_is_told_and_not_shown() {
        assertTrue(run("tracker", "show", "MySite").out().contains("API key"));
        assertEquals("api-key", run("tracker", "show", "MySite", "--json").json().get("credential").asString());
        stock.with((app, tx) -> app.registry().credential(tx, mysite.id(),
                new Credential.Cookie(new Secret("session=" + PLANTED), "Browser/1"), READ));
        assertTrue(run("tracker", "show", "MySite").out().contains("cookie"));
        assertEquals("cookie", run("tracker", "list", "--json").json().get(0).get("credential").asString());
    }

    @Test
    void removing_asks_whoever_sits_at_the_terminal() {
        program.typing("no");
        assertEquals(1, run("tracker", "remove", "MySite").status());
        program.typing("yes");
        var answer = run("tracker", "remove", "MySite");
        assertEquals(0, answer.status());
        assertTrue(answer.err().contains("with 1 reading and 0 events"), answer.err());
        assertEquals(1, run("tracker", "show", "MySite").status());
    }

    @Test
    void removing_in_a_script_needs_its_yes() {
        var refused = run("tracker", "remove", "MySite");
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("--yes"), refused.err());
        assertEquals(0, run("tracker", "show", "MySite").status());
        assertEquals(0, run("tracker", "remove", "MySite", "--yes").status());
        assertEquals(1, run("tracker", "show", "MySite").status());
    }

    @Test
    void requests_are_listed_for_the_sites_staff() {
        stock.with((app, tx) -> {
            app.history().append(tx, mysite.id(), List.of(
                    new Visit.Request(READ, "index", "GET", "/api/user", 200, 512, Duration.ofMillis(120),
                            new Allowance(Optional.of(30L), Optional.of(29L), Optional.empty())),
                    new Visit.Request(READ, "user", "GET", "/api/user", 0, 0, Duration.ofSeconds(30), Allowance.UNTOLD)));
            return mysite;
        });
        var answer = run("tracker", "requests", "MySite");
        assertTrue(answer.out().contains("no answer"), answer.out());
        assertTrue(answer.err().contains("2 requests"), answer.err());
        var json = run("tracker", "requests", "MySite", "--since", "1h", "--json").json();
        assertTrue(answer.out().contains("29 of 30 left"), answer.out());
        assertTrue(answer.out().matches("(?s).*Z +index +GET +/api/user.*Z +user +GET +/api/user.*"), answer.out());
        assertEquals("index", json.get(0).get("request").asString());
        assertEquals("user", json.get(1).get("request").asString());
        assertEquals(29, json.get(0).get("limit_remaining").asInt());
        assertTrue(json.get(1).get("limit").isNull());
        assertEquals(0.12, json.get(0).get("took_seconds").asDouble());
        assertTrue(json.get(1).get("status").isNull());
        assertEquals(0, run("tracker", "requests", "MySite", "--since", "5m", "--json").json().size());
    }

    @Test
    void an_unreadable_time_is_wrong_usage() {
        assertEquals(2, run("tracker", "requests", "MySite", "--since", "soon").status());
    }

    @Test
    void snapshots_come_as_table_csv_and_json() {
        assertTrue(run("snapshot", "list", "MySite").out().contains("UPLOADED"));
        var csv = run("snapshot", "list", "MySite", "--format", "csv").out().lines().toList();
        assertTrue(csv.getFirst().startsWith("at,doubtful,username,user_id,class,uploaded"), csv.getFirst());
        assertTrue(csv.get(1).startsWith(READ + ",false,,,Power\ufffd[31mUser,3298534883328,0,infinite,"), csv.get(1));
        for (var way : List.of(List.of("--json"), List.of("--format", "json"), List.of("--format=JSON"))) {
            var arguments = new ArrayList<>(List.of("snapshot", "list", "MySite"));
            arguments.addAll(way);
            var json = run(arguments.toArray(String[]::new)).json();
            assertEquals(READ.toString(), json.get(0).get("at").asString());
            assertTrue(json.get(0).get("bonus").isNull());
        }
        assertEquals(2, run("snapshot", "list", "MySite", "--format", "xml").status());
        assertEquals(2, run("snapshot", "list", "MySite", "--format", "csv", "--json").status());
    }

    @Test
    void snapshots_before_the_time_are_left_out() {
        var answer = run("snapshot", "list", "MySite", "--since", "5m");
        assertEquals("", answer.out());
        assertTrue(answer.err().contains("Nothing was read since"), answer.err());
    }
}
