package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.store.Lock;

/// `tracker edit`: wishes, and a new key, which is proved like the first.
final class EditingTest {

    @TempDir
    Path directory;

    private Member member;

    @BeforeEach
    void open() {
        member = new Member(directory.resolve("config"));
    }

    @AfterEach
    void close() {
        member.close();
    }

    @Test
    void a_tracker_is_changed_and_its_wishes_taken_back() {
        member.add("--min-ratio", "0.8", "--joined", "2020-05-06");
        assertEquals(0, member.run("tracker", "edit", "otters", "--name", "Newts", "--interval", "1d", "--min-ratio", "0.6").status());
        var changed = member.run("tracker", "show", "Newts", "--json").json();
        assertEquals("0.6", changed.get("min_ratio").asString());
        assertEquals("2020-05-06", changed.get("joined").asString());
        assertEquals(86_400, changed.get("interval_seconds").asLong());
        assertEquals(0, member.run("tracker", "edit", "Newts", "--reset", "min-ratio,joined,interval").status());
        var reset = member.run("tracker", "show", "Newts", "--json").json();
        assertTrue(reset.get("min_ratio").isNull());
        assertTrue(reset.get("joined").isNull());
        assertEquals(3600, reset.get("interval_seconds").asLong());
        assertEquals(2, member.run("tracker", "edit", "Newts", "--reset", "nonsense").status());
    }

    @Test
    void another_interval_holds_from_the_last_poll_on() {
        member.add();
        var polled = member.time.now();
        member.time.pass(Duration.ofMinutes(5));
        assertEquals(Duration.ofHours(6), wait(polled, "tracker", "edit", "Otters", "--interval", "6h"));
        assertEquals(Duration.ofHours(6), wait(polled, "tracker", "edit", "Otters", "--min-ratio", "0.6"));
        assertEquals(Duration.ofHours(8), wait(polled, "tracker", "edit", "Otters", "--max-per-day", "3"));
        assertEquals(Duration.ofMinutes(15), wait(polled, "tracker", "edit", "Otters", "--interval", "5m", "--reset", "max-per-day"));
    }

    @Test
    void so_does_another_interval_for_all() {
        member.add();
        var polled = member.time.now();
        assertEquals(Duration.ofHours(4), wait(polled, "settings", "set", "poll-interval", "4h"));
        assertEquals(Duration.ofMinutes(30), wait(polled, "settings", "set", "poll-interval", "30m"));
    }

    @Test
    void one_that_fails_is_not_asked_before_a_longer_interval_is_over() {
        member.add();
        member.site.answers(502);
        member.time.pass(Duration.ofHours(2));
        member.run("tracker", "poll", "Otters");
        var polled = member.time.now();
        assertEquals(Duration.ofHours(12), wait(polled, "tracker", "edit", "Otters", "--interval", "12h"));
        assertEquals(Duration.ofHours(12), wait(polled, "tracker", "edit", "Otters", "--interval", "1h"), "trouble is no reason to ask sooner");
    }

    /// From the last poll to the next one, after that was said.
    private Duration wait(Instant polled, String... arguments) {
        assertEquals(0, member.run(arguments).status());
        return Duration.between(polled, Instant.parse(member.run("tracker", "show", "Otters", "--json").json().get("due_at").asString()));
    }

    @Test
    void a_change_of_nothing_is_wrong_usage() {
        member.add();
        for (var answer : List.of(member.run("tracker", "edit", "Otters"), member.run("tracker", "edit", "Otters", "--json"))) {
            assertEquals(2, answer.status());
            assertTrue(answer.err().contains("Nothing to change"), answer.err());
        }
    }

    @Test
    void a_new_key_is_tried_at_once_and_ends_a_stop() {
        member.add();
        member.site.refuses();
        member.time.pass(Duration.ofHours(2));
        assertEquals(1, member.run("tracker", "poll", "Otters").status());
        assertEquals("stopped", member.run("tracker", "show", "Otters", "--json").json().get("mode").asString());
        member.site.says("User", 4_000, 1_000, 0);
        var edited = member.piped("another" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin", "--json");
        assertEquals(0, edited.status(), edited.both());
        assertEquals("good", edited.json().get("state").asString());
        assertEquals(2, member.run("snapshot", "list", "Otters", "--json").json().size());
        assertEquals("active", member.run("tracker", "show", "Otters", "--json").json().get("mode").asString());
    }

    @Test
    void a_new_key_that_is_refused_changes_nothing() {
        member.add();
        member.site.refuses();
        var edited = member.piped("wrong" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin", "--name", "Newts", "--json");
        assertEquals(1, edited.status(), edited.both());
        assertTrue(edited.err().contains("Nothing was changed"), edited.err());
        assertEquals("credential-refused", edited.json().get("failure").get("reason").asString());
        assertTrue(edited.json().get("error").asString().contains("Nothing was changed"));
        var kept = member.run("tracker", "show", "Otters", "--json").json();
        assertEquals("active", kept.get("mode").asString());
        assertEquals("good", kept.get("state").asString());
        assertEquals(member.site.requests(), member.run("tracker", "requests", "Otters", "--json").json().size());
        member.site.says("User", 4_000, 1_000, 0);
        assertEquals(0, member.run("tracker", "poll", "Otters", "--force").status());
        assertEquals("Bearer " + PLANTED, member.site.lastHeader("Authorization"));
    }

    @Test
    void trouble_of_the_site_keeps_the_old_key_and_offers_to_take_the_new_one_unproved() {
        member.add();
        member.site.answers(502);
        var failed = member.piped("fresh" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin");
        assertEquals(1, failed.status());
        assertTrue(failed.err().contains("Nothing was changed"), failed.err());
        assertTrue(failed.err().contains("--no-check"), failed.err());
        int asked = member.site.requests();
        var unproved = member.piped("fresh" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin", "--no-check");
        assertEquals(0, unproved.status());
        assertTrue(unproved.err().contains("not proved"), unproved.err());
        assertEquals(asked, member.site.requests());
        assertEquals(member.time.now().toString(), member.run("tracker", "show", "Otters", "--json").json().get("due_at").asString());
        member.site.says("User", 4_000, 1_000, 0);
        assertEquals(0, member.run("tracker", "poll", "Otters", "--force").status());
        assertEquals("Bearer fresh" + PLANTED, member.site.lastHeader("Authorization"));
    }

    @Test
    void a_new_key_waits_for_a_daemon_that_is_polling_and_gives_up_after_a_while() {
        member.add();
        var stock = new Stocked(directory.resolve("config"));
        long id = member.run("tracker", "show", "Otters", "--json").json().get("id").asLong();
        stock.with((app, tx) -> app.schedules().lease(tx, id, member.time.now(), member.time.now().plusSeconds(900)));
        try (var _ = Lock.take(directory.resolve("config"))) {
            var busy = member.piped("fresh" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin");
            assertEquals(1, busy.status());
            assertTrue(busy.err().contains("is being polled"), busy.err());
            assertEquals(1, member.site.requests());
            member.time.pass(Duration.ofMinutes(14).minusSeconds(20));
            assertEquals(0, member.piped("fresh" + PLANTED, "tracker", "edit", "Otters", "--secret-stdin").status());
            assertEquals("Bearer fresh" + PLANTED, member.site.lastHeader("Authorization"));
        }
    }

    @Test
    void a_change_takes_no_key_that_only_the_environment_names() throws IOException {
        member.add();
        member.program.with("TRACKERWATCH_SECRET_FILE", Files.writeString(directory.resolve("key"), "stale" + PLANTED).toString());
        assertEquals(0, member.run("tracker", "edit", "Otters", "--min-ratio", "0.6").status());
        assertEquals(1, member.site.requests());
        member.program.typing("typed" + PLANTED);
        assertEquals(0, member.run("tracker", "edit", "Otters", "--ask-secret").status());
        assertEquals("Bearer typed" + PLANTED, member.site.lastHeader("Authorization"));
    }

    @Test
    void a_user_agent_without_its_cookies_is_wrong_usage() {
        member.add();
        var answer = member.run("tracker", "edit", "Otters", "--user-agent", "Browser/1");
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
        member.piped(PLANTED, "tracker", "add", "mine", "--name", "Mine", "--secret-stdin", "--no-check");
        for (var broken : List.of("nonsense: 1\n", "")) {
            if (broken.isEmpty()) {
                Files.delete(file);
            } else {
                Files.writeString(file, broken);
            }
            assertEquals(0, member.run("tracker", "list", "--json").status());
            assertEquals(0, member.run("tracker", "show", "Mine").status());
            assertEquals(0, member.run("tracker", "edit", "Mine", "--name", "Mine").status());
        }
        assertEquals(0, member.run("tracker", "remove", "Mine", "--yes").status());
    }
}
