package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
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
import org.trackerwatch.store.Lock;
import org.trackerwatch.trackers.Field;

/// `tracker add`, `edit` and `poll` against a site on loopback.
class AddingTest {

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private final StringBuilder printed = new StringBuilder();
    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory.resolve("config")).at(time);
    }

    @AfterEach
    void close() {
        site.close();
        assertFalse(printed.toString().contains(PLANTED), "a secret was printed");
    }

    private Program.Answer run(String... arguments) {
        return piped("", arguments);
    }

    private Program.Answer piped(String input, String... arguments) {
        var answer = program.piped(input, arguments);
        printed.append(answer.both());
        return answer;
    }

    private Program.Answer add(String... more) {
        var arguments = new ArrayList<>(List.of("tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin"));
        arguments.addAll(List.of(more));
        return piped(PLANTED + "\n", arguments.toArray(String[]::new));
    }

    private boolean isEmpty() {
        return run("tracker", "list", "--json").json().isEmpty();
    }

    @Test
    void a_key_is_proved_by_one_poll_which_is_the_first_snapshot() {
        var added = add();
        assertEquals(0, added.status(), added.both());
        assertTrue(added.err().contains("Added “Otters”"), added.err());
        assertEquals(1, site.requests());
        assertEquals("Bearer " + PLANTED, site.lastHeader("Authorization"));
        var snapshots = run("snapshot", "list", "Otters", "--json").json();
        assertEquals(1, snapshots.size());
        assertEquals(4_000L << 30, snapshots.get(0).get("uploaded").asLong());
        assertTrue(run("tracker", "show", "Otters", "--json").json().get("due_at").asString().compareTo("2026-03-04T12:50") > 0);
    }

    @Test
    void the_answer_for_programs_has_every_field() {
        var reading = add("--json").json().get("reading");
        for (var field : Field.values()) {
            assertTrue(reading.has(field.key()), field.key());
        }
        assertEquals(4, reading.get("ratio").asInt());
    }

    @Test
    void a_refused_key_adds_nothing_and_says_what_to_do() {
        site.refuses();
        var refused = add("--json");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("Nothing was added"), refused.err());
        assertEquals("credential-refused", refused.json().get("failure").get("reason").asString());
        assertTrue(isEmpty());
    }

    @Test
    void trouble_of_the_site_offers_to_add_unproved() {
        site.answers(502);
        var failed = add();
        assertEquals(1, failed.status());
        assertTrue(failed.err().contains("--no-check"), failed.err());
        assertTrue(isEmpty());
        assertEquals(0, add("--no-check").status());
        assertFalse(isEmpty());
    }

    @Test
    void unproved_asks_nothing() {
        var added = add("--no-check");
        assertEquals(0, added.status());
        assertEquals(0, site.requests());
        assertTrue(added.err().contains("not proved"), added.err());
    }

    @Test
    void the_same_account_twice_is_warned_of() {
        assertFalse(add().err().contains("asked twice"));
        var second = piped(PLANTED, "tracker", "add", "unit3d", "--name", "Newts", "--url", site.url(), "--secret-stdin");
        assertEquals(0, second.status());
        assertTrue(second.err().contains("“Otters” is the same site with the same credential"), second.err());
        var third = piped("another" + PLANTED, "tracker", "add", "unit3d", "--name", "Efts", "--url", site.url(), "--secret-stdin");
        assertFalse(third.err().contains("asked twice"), third.err());
    }

    @Test
    void cookies_without_their_browser_are_hinted_at() {
        var hinted = piped("c_secure_pass=" + PLANTED, "tracker", "add", "nexusphp", "--name", "A", "--url", site.url(),
                "--secret-stdin", "--no-check");
        assertTrue(hinted.err().contains("--user-agent"), hinted.err());
        var told = piped("c_secure_pass=" + PLANTED, "tracker", "add", "nexusphp", "--name", "B", "--url", site.url(),
                "--secret-stdin", "--no-check", "--user-agent", "Browser/1");
        assertFalse(told.err().contains("--user-agent"), told.err());
    }

    @Test
    void a_taken_name_is_found_before_the_site_is_asked() {
        add("--no-check");
        var second = add();
        assertEquals(1, second.status());
        assertTrue(second.err().contains("already"), second.err());
        assertEquals(0, site.requests());
    }

    @Test
    void the_key_comes_from_a_file_the_environment_or_the_prompt() throws IOException {
        var file = Files.writeString(directory.resolve("key"), PLANTED + "\n");
        assertEquals(0, run("tracker", "add", "unit3d", "--name", "A", "--url", site.url(), "--secret-file", file.toString()).status());
        program.with("TRACKERWATCH_SECRET_FILE", file.toString());
        assertEquals(0, run("tracker", "add", "unit3d", "--name", "B", "--url", site.url()).status());
        program.with("TRACKERWATCH_SECRET_FILE", "").typing(PLANTED);
        assertEquals(0, run("tracker", "add", "unit3d", "--name", "C", "--url", site.url()).status());
        assertEquals("Bearer " + PLANTED, site.lastHeader("Authorization"));
    }

    @Test
    void without_a_key_and_a_terminal_the_ways_are_listed() {
        var answer = run("tracker", "add", "unit3d", "--name", "A", "--url", site.url());
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("--secret-file"), answer.err());
        assertTrue(answer.err().contains("--secret-stdin"), answer.err());
    }

    @Test
    void a_truncated_key_is_told_without_being_repeated() {
        var answer = piped(PLANTED.substring(0, 10) + "…", "tracker", "add", "unit3d", "--name", "A", "--url", site.url(), "--secret-stdin");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("cut off"), answer.err());
        assertFalse(answer.both().contains(PLANTED.substring(0, 10)), answer.both());
        assertEquals(0, site.requests());
    }

    @Test
    void an_unknown_site_suggests_the_nearest() {
        var answer = run("tracker", "add", "aithr", "--name", "A");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("aither"), answer.err());
    }

    @Test
    void a_platform_needs_an_address() {
        var answer = run("tracker", "add", "unit3d", "--name", "A");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("--url"), answer.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x.example", "tracker.example", "https://", "https://u:p@x.example", "https://x.example/?key=1",
        "https://x.example/#a"})
    void an_address_that_is_none_says_what_one_looks_like(String url) {
        var answer = run("tracker", "add", "unit3d", "--name", "A", "--url", url);
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("https://"), answer.err());
    }

    @Test
    void a_shorter_interval_than_the_sites_floor_is_told_and_raised() {
        var answer = add("--interval", "10m");
        assertEquals(0, answer.status());
        assertTrue(answer.err().contains("not be asked more often than every 15 min"), answer.err());
        assertEquals(900, run("tracker", "show", "Otters", "--json").json().get("interval_seconds").asLong());
        assertEquals(900, run("tracker", "list", "--json").json().get(0).get("interval_seconds").asLong());
    }

    @Test
    void a_users_limit_holds_at_the_prompt_too_however_much_he_insists() {
        var added = add("--max-per-day", "4");
        assertTrue(added.err().contains("read every 6 h"), added.err());
        time.pass(Duration.ofHours(5));
        for (var again : List.of(run("tracker", "poll", "Otters", "--json"), run("tracker", "poll", "Otters", "--force", "--json"))) {
            assertEquals(1, again.status());
            assertEquals("too-early", again.json().get(0).get("outcome").asString());
            assertFalse(again.json().get(0).get("force_allowed").asBoolean());
        }
        assertFalse(run("tracker", "poll", "Otters").out().contains("--force"));
        assertEquals(1, site.requests());
        time.pass(Duration.ofHours(1));
        assertEquals(0, run("tracker", "poll", "Otters").status());
        assertEquals(2, site.requests());
    }

    @Test
    void what_staff_set_holds_however_much_a_user_insists() throws IOException {
        var folder = Files.createDirectories(directory.resolve("config/definitions"));
        Files.writeString(folder.resolve("strict.yaml"), """
                schema: 1
                slug: strict
                name: Strict Site
                platform: unit3d
                links: [https://strict.example.org/]
                policy: { user_stats: allowed, max_per_day: 8 }
                """);
        var added = piped(PLANTED, "tracker", "add", "strict", "--name", "S", "--url", site.url(), "--secret-stdin", "--max-per-day", "20");
        assertTrue(added.err().contains("less than 20 times a day"), added.err());
        time.pass(Duration.ofMinutes(179));
        assertEquals("too-early", run("tracker", "poll", "S", "--force", "--json").json().get(0).get("outcome").asString());
        assertEquals(1, site.requests());
    }

    @Test
    void a_site_that_asked_to_be_left_alone_is_left_alone() {
        add();
        site.asksForAnHour();
        time.pass(Duration.ofMinutes(20));
        assertEquals("rate-limited", run("tracker", "poll", "Otters", "--json").json().get(0).get("failure").get("reason").asString());
        int asked = site.requests();
        time.pass(Duration.ofMinutes(59));
        assertEquals("too-early", run("tracker", "poll", "Otters", "--force", "--json").json().get(0).get("outcome").asString());
        assertEquals(asked, site.requests());
        time.pass(Duration.ofMinutes(1));
        run("tracker", "poll", "Otters");
        assertTrue(site.requests() > asked);
    }

    @Test
    void a_limit_is_shown_and_taken_back() {
        add("--max-per-day", "2");
        assertEquals(2, run("tracker", "show", "Otters", "--json").json().get("max_per_day").asInt());
        assertTrue(run("tracker", "show", "Otters").out().contains("at most 2"));
        assertEquals(0, run("tracker", "edit", "Otters", "--reset", "max-per-day").status());
        assertTrue(run("tracker", "show", "Otters", "--json").json().get("max_per_day").isNull());
    }

    @Test
    void before_the_key_is_asked_for_it_is_told_which_where_and_what_it_leaves_out() {
        program.typing(PLANTED);
        var added = run("tracker", "add", "unit3d", "--name", "A", "--url", site.url());
        assertTrue(added.err().contains("API key: user settings"), added.err());
        assertTrue(added.err().contains("nothing is told of account-warned"), added.err());
        assertTrue(added.err().indexOf("API key: user settings") < added.err().indexOf("Added"), added.err());
        assertFalse(add("--no-check").err().contains("user settings"), "whoever gives it in a pipe knows what it is");
    }

    @ParameterizedTest
    @CsvSource({"untested,only its engine is known", "modelled,from what is documented"})
    void what_was_never_tried_is_said_to_be_so(String proof, String words) throws IOException {
        var folder = Files.createDirectories(directory.resolve("config/definitions"));
        Files.writeString(folder.resolve("fresh.yaml"), """
                schema: 1
                slug: fresh
                name: Fresh Site
                platform: unit3d
                proof: %s
                links: [https://fresh.example.org/]
                """.formatted(proof));
        var added = piped(PLANTED, "tracker", "add", "fresh", "--name", "A", "--url", site.url(), "--secret-stdin");
        assertTrue(added.err().contains(words), added.err());
        assertTrue(added.err().contains("Compare the first figures"), added.err());
    }

    @Test
    void a_proof_of_an_engine_is_none_of_a_site_that_nobody_knows() {
        var added = add();
        assertTrue(added.err().contains("only its engine, UNIT3D, is known"), added.err());
        assertTrue(added.err().contains("Compare the first figures"), added.err());
        assertTrue(run("tracker", "show", "Otters").out().contains("unit3d (untested; its engine is proven)"));
    }

    @ParameterizedTest
    @CsvSource({"--interval,60,unit", "--interval,often,1h30m", "--min-ratio,'0,6',0.6", "--min-ratio,-1,0.6",
        "--joined,04.03.2021,2021-03-04", "--joined,2999-01-01,today", "--proxy,http://u:p@proxy:1,--proxy-file", "--proxy,proxy,socks5",
        "--max-per-day,0,1 to 96", "--max-per-day,97,1 to 96", "--max-per-day,often,often"})
    void a_faulty_option_says_what_is_allowed(String option, String value, String help) {
        var answer = add(option, value);
        assertEquals(2, answer.status(), answer.both());
        assertTrue(answer.err().contains(help), answer.err());
        assertFalse(answer.err().contains("u:p"), answer.err());
        assertEquals(0, site.requests());
        assertTrue(isEmpty());
    }

    @Test
    void a_tracker_is_changed_and_its_wishes_taken_back() {
        add("--min-ratio", "0.8", "--joined", "2020-05-06");
        assertEquals(0, run("tracker", "edit", "otters", "--name", "Newts", "--interval", "1d", "--min-ratio", "0.6").status());
        var changed = run("tracker", "show", "Newts", "--json").json();
        assertEquals("0.6", changed.get("min_ratio").asString());
        assertEquals("2020-05-06", changed.get("joined").asString());
        assertEquals(86_400, changed.get("interval_seconds").asLong());
        assertEquals(0, run("tracker", "edit", "Newts", "--reset", "min-ratio,joined,interval").status());
        var reset = run("tracker", "show", "Newts", "--json").json();
        assertTrue(reset.get("min_ratio").isNull());
        assertTrue(reset.get("joined").isNull());
        assertEquals(3600, reset.get("interval_seconds").asLong());
        assertEquals(2, run("tracker", "edit", "Newts", "--reset", "nonsense").status());
    }

    @Test
    void a_shorter_interval_holds_from_the_last_poll_on() {
        add("--interval", "1d");
        var before = run("tracker", "show", "Otters", "--json").json().get("due_at").asString();
        run("tracker", "edit", "Otters", "--interval", "2h");
        var after = run("tracker", "show", "Otters", "--json").json().get("due_at").asString();
        assertTrue(before.compareTo("2026-03-05T08") > 0, before);
        assertTrue(after.compareTo("2026-03-04T14:00:10Z") < 0 && after.compareTo("2026-03-04T13:59:59Z") > 0, after);
        assertTrue(run("tracker", "edit", "Otters", "--interval", "10m").err().contains("not be asked more often"));
    }

    @Test
    void a_shorter_poll_interval_of_all_holds_from_the_last_poll_on() {
        add();
        time.pass(Duration.ofMinutes(20));
        assertEquals(0, run("settings", "set", "poll-interval", "30m").status());
        assertEquals("2026-03-04T12:30:00Z", run("tracker", "show", "Otters", "--json").json().get("due_at").asString());
    }

    @Test
    void a_new_key_is_tried_at_once_and_ends_a_stop() {
        add();
        site.refuses();
        time.pass(Duration.ofHours(2));
        assertEquals(1, run("tracker", "poll", "Otters").status());
        assertEquals("stopped", run("tracker", "show", "Otters", "--json").json().get("mode").asString());
        site.says("User", 4_000, 1_000, 0);
        var edited = piped("another" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin", "--json");
        assertEquals(0, edited.status(), edited.both());
        assertEquals("good", edited.json().get("state").asString());
        assertEquals(2, run("snapshot", "list", "Otters", "--json").json().size());
        assertEquals("active", run("tracker", "show", "Otters", "--json").json().get("mode").asString());
    }

    @Test
    void a_new_key_that_is_refused_changes_nothing() {
        add();
        site.refuses();
        var edited = piped("wrong" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin", "--name", "Newts", "--json");
        assertEquals(1, edited.status(), edited.both());
        assertTrue(edited.err().contains("Nothing was changed"), edited.err());
        assertEquals("credential-refused", edited.json().get("failure").get("reason").asString());
        assertTrue(edited.json().get("error").asString().contains("Nothing was changed"));
        var kept = run("tracker", "show", "Otters", "--json").json();
        assertEquals("active", kept.get("mode").asString());
        assertEquals("good", kept.get("state").asString());
        assertEquals(site.requests(), run("tracker", "requests", "Otters", "--json").json().size());
        site.says("User", 4_000, 1_000, 0);
        assertEquals(0, run("tracker", "poll", "Otters", "--force").status());
        assertEquals("Bearer " + PLANTED, site.lastHeader("Authorization"));
    }

    @Test
    void trouble_of_the_site_keeps_the_old_key_and_offers_to_take_the_new_one_unproved() {
        add();
        site.answers(502);
        var failed = piped("fresh" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin");
        assertEquals(1, failed.status());
        assertTrue(failed.err().contains("Nothing was changed"), failed.err());
        assertTrue(failed.err().contains("--no-check"), failed.err());
        int asked = site.requests();
        var unproved = piped("fresh" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin", "--no-check");
        assertEquals(0, unproved.status());
        assertTrue(unproved.err().contains("not proved"), unproved.err());
        assertEquals(asked, site.requests());
        assertEquals(time.now().toString(), run("tracker", "show", "Otters", "--json").json().get("due_at").asString());
        site.says("User", 4_000, 1_000, 0);
        assertEquals(0, run("tracker", "poll", "Otters", "--force").status());
        assertEquals("Bearer fresh" + PLANTED, site.lastHeader("Authorization"));
    }

    @Test
    void a_new_key_waits_for_a_daemon_that_is_polling_and_gives_up_after_a_while() {
        add();
        var stock = new Stocked(directory.resolve("config"));
        long id = run("tracker", "show", "Otters", "--json").json().get("id").asLong();
        stock.with((app, tx) -> app.schedules().lease(tx, id, time.now(), time.now().plusSeconds(900)));
        try (var _ = Lock.take(directory.resolve("config"))) {
            var busy = piped("fresh" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin");
            assertEquals(1, busy.status());
            assertTrue(busy.err().contains("is being polled"), busy.err());
            assertEquals(1, site.requests());
            time.pass(Duration.ofMinutes(14).minusSeconds(20));
            assertEquals(0, piped("fresh" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin").status());
            assertEquals("Bearer fresh" + PLANTED, site.lastHeader("Authorization"));
        }
    }

    @Test
    void a_change_of_nothing_is_wrong_usage() {
        add();
        for (var answer : List.of(run("tracker", "edit", "Otters"), run("tracker", "edit", "Otters", "--json"))) {
            assertEquals(2, answer.status());
            assertTrue(answer.err().contains("Nothing to change"), answer.err());
        }
    }

    @Test
    void a_change_takes_no_key_that_only_the_environment_names() throws IOException {
        add();
        program.with("TRACKERWATCH_SECRET_FILE", Files.writeString(directory.resolve("key"), "stale" + PLANTED).toString());
        assertEquals(0, run("tracker", "edit", "Otters", "--min-ratio", "0.6").status());
        assertEquals(1, site.requests());
        program.typing("typed" + PLANTED);
        assertEquals(0, run("tracker", "edit", "Otters", "--ask-secret").status());
        assertEquals("Bearer typed" + PLANTED, site.lastHeader("Authorization"));
    }

    @Test
    void a_user_agent_without_its_cookies_is_wrong_usage() {
        add();
        var answer = run("tracker", "edit", "Otters", "--user-agent", "Browser/1");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("cookies"), answer.err());
    }

    @Test
    void a_tracker_whose_definition_is_gone_can_still_be_renamed_and_removed() throws IOException {
        var folder = Files.createDirectories(directory.resolve("config/definitions"));
        var file = Files.writeString(folder.resolve("mine.yaml"), """
                schema: 1
                slug: mine
                name: Mine
                platform: unit3d
                links: [https://mine.example.org/]
                """);
        piped(PLANTED, "tracker", "add", "mine", "--name", "Mine", "--secret-stdin", "--no-check");
        for (var broken : List.of("nonsense: 1\n", "")) {
            if (broken.isEmpty()) {
                Files.delete(file);
            } else {
                Files.writeString(file, broken);
            }
            assertEquals(0, run("tracker", "list", "--json").status());
            assertEquals(0, run("tracker", "show", "Mine").status());
            assertEquals(0, run("tracker", "edit", "Mine", "--name", "Mine").status());
        }
        assertEquals(0, run("tracker", "remove", "Mine", "--yes").status());
    }

    @Test
    void a_stopped_tracker_is_not_asked_again_unless_forced() {
        add();
        site.refuses();
        time.pass(Duration.ofHours(2));
        run("tracker", "poll", "Otters");
        int asked = site.requests();
        var again = run("tracker", "poll", "Otters", "--json");
        assertEquals(1, again.status());
        assertEquals("stopped", again.json().get(0).get("outcome").asString());
        assertEquals(asked, site.requests());
        run("tracker", "poll", "Otters", "--force");
        assertTrue(site.requests() > asked);
    }

    @Test
    void a_poll_gives_every_field_and_what_it_caused() {
        add();
        site.says("User", 4_000, 1_000, 2);
        time.pass(Duration.ofHours(2));
        var polled = run("tracker", "poll", "Otters", "--json");
        assertEquals(0, polled.status(), polled.both());
        var result = polled.json().get(0);
        for (var field : Field.values()) {
            assertTrue(result.has(field.key()), field.key());
        }
        assertEquals("hit-and-run", result.get("events").get(0).get("event").asString());
        assertEquals(2, result.get("hit_and_runs").asInt());
        assertTrue(run("event", "list").out().contains("hit_and_runs 0 → 2"));
    }

    @Test
    void an_impatient_finger_waits_for_the_sites_floor() {
        add();
        var early = run("tracker", "poll", "Otters");
        assertEquals(1, early.status());
        assertTrue(early.out().contains("--force"), early.out());
        assertEquals(1, site.requests());
        assertEquals(0, run("tracker", "poll", "--all").status());
        assertEquals(0, run("tracker", "poll", "Otters", "--force").status());
        assertEquals(2, site.requests());
    }

    @Test
    void a_failed_poll_is_json_with_its_reason() {
        add();
        time.pass(Duration.ofHours(2));
        site.answers(503);
        var failed = run("tracker", "poll", "Otters", "--json");
        assertEquals(1, failed.status());
        assertEquals("site-error", failed.json().get(0).get("failure").get("reason").asString());
        assertTrue(failed.json().get(0).get("uploaded").isNull());
    }

    @Test
    void polling_nothing_or_all_and_some_is_wrong_usage() {
        assertEquals(2, run("tracker", "poll").status());
        assertEquals(2, run("tracker", "poll", "--all", "Otters").status());
    }

    @Test
    void a_user_name_that_is_not_to_be_stored_is_masked() {
        run("settings", "set", "store-usernames", "off");
        add("--username", "otter");
        time.pass(Duration.ofHours(2));
        var polled = run("tracker", "poll", "Otters", "--json");
        assertEquals("•••••", polled.json().get(0).get("username").asString());
        for (var command : List.of(List.of("tracker", "show", "Otters", "--json"), List.of("tracker", "show", "Otters"),
                List.of("snapshot", "list", "Otters", "--format", "csv"))) {
            var answer = run(command.toArray(String[]::new));
            assertFalse(answer.both().replace("Otters", "").contains("otter"), answer.both());
        }
    }
}
