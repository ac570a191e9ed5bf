package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How soon a site is asked again, whatever its user wishes.
final class PatienceTest {

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
    void a_shorter_interval_than_the_sites_floor_is_told_and_raised() {
        var answer = member.add("--interval", "10m");
        assertEquals(0, answer.status());
        assertTrue(answer.err().contains("not be asked more often than every 15 min"), answer.err());
        assertEquals(900, member.run("tracker", "show", "Otters", "--json").json().get("interval_seconds").asLong());
        assertEquals(900, member.run("tracker", "list", "--json").json().get(0).get("interval_seconds").asLong());
    }

    @Test
    void an_impatient_finger_waits_for_the_sites_floor() {
        member.add();
        var early = member.run("tracker", "poll", "Otters");
        assertEquals(1, early.status());
        assertTrue(early.out().contains("--force"), early.out());
        assertEquals(1, member.site.requests());
        assertEquals(0, member.run("tracker", "poll", "--all").status());
        assertEquals(0, member.run("tracker", "poll", "Otters", "--force").status());
        assertEquals(2, member.site.requests());
    }

    @Test
    void a_users_limit_holds_at_the_prompt_too_however_much_he_insists() {
        var added = member.add("--max-per-day", "4");
        assertTrue(added.err().contains("read every 6 h"), added.err());
        member.time.pass(Duration.ofHours(5));
        for (var again : List.of(member.run("tracker", "poll", "Otters", "--json"), member.run("tracker", "poll", "Otters", "--force", "--json"))) {
            assertEquals(1, again.status());
            assertEquals("too-early", again.json().get(0).get("outcome").asString());
            assertFalse(again.json().get(0).get("force_allowed").asBoolean());
        }
        assertFalse(member.run("tracker", "poll", "Otters").out().contains("--force"));
        assertEquals(1, member.site.requests());
        member.time.pass(Duration.ofHours(1));
        assertEquals(0, member.run("tracker", "poll", "Otters").status());
        assertEquals(2, member.site.requests());
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
        var added = member.piped(PLANTED, "tracker", "add", "strict", "--name", "S", "--url", member.site.url(), "--secret-stdin",
                "--max-per-day", "20");
        assertTrue(added.err().contains("less than 20 times a day"), added.err());
        member.time.pass(Duration.ofMinutes(179));
        assertEquals("too-early", member.run("tracker", "poll", "S", "--force", "--json").json().get(0).get("outcome").asString());
        assertEquals(1, member.site.requests());
    }

    @Test
    void a_site_that_asked_to_be_left_alone_is_left_alone() {
        member.add();
        member.site.asksForAnHour();
        member.time.pass(Duration.ofMinutes(20));
        assertEquals("rate-limited", member.run("tracker", "poll", "Otters", "--json").json().get(0).get("failure").get("reason").asString());
        int asked = member.site.requests();
        member.time.pass(Duration.ofMinutes(59));
        assertEquals("too-early", member.run("tracker", "poll", "Otters", "--force", "--json").json().get(0).get("outcome").asString());
        assertEquals(asked, member.site.requests());
        member.time.pass(Duration.ofMinutes(1));
        member.run("tracker", "poll", "Otters");
        assertTrue(member.site.requests() > asked);
    }

    @Test
    void a_limit_is_shown_and_taken_back() {
        member.add("--max-per-day", "2");
        assertEquals(2, member.run("tracker", "show", "Otters", "--json").json().get("max_per_day").asInt());
        assertTrue(member.run("tracker", "show", "Otters").out().contains("at most 2"));
        assertEquals(0, member.run("tracker", "edit", "Otters", "--reset", "max-per-day").status());
        assertTrue(member.run("tracker", "show", "Otters", "--json").json().get("max_per_day").isNull());
    }

    @Test
    void a_shorter_interval_holds_from_the_last_poll_on() {
        member.add("--interval", "1d");
        var before = member.run("tracker", "show", "Otters", "--json").json().get("due_at").asString();
        member.run("tracker", "edit", "Otters", "--interval", "2h");
        var after = member.run("tracker", "show", "Otters", "--json").json().get("due_at").asString();
        assertTrue(before.compareTo("2026-03-05T08") > 0, before);
        assertTrue(after.compareTo("2026-03-04T14:00:10Z") < 0 && after.compareTo("2026-03-04T13:59:59Z") > 0, after);
        assertTrue(member.run("tracker", "edit", "Otters", "--interval", "10m").err().contains("not be asked more often"));
    }

    @Test
    void a_shorter_poll_interval_of_all_holds_from_the_last_poll_on() {
        member.add();
        member.time.pass(Duration.ofMinutes(20));
        assertEquals(0, member.run("settings", "set", "poll-interval", "30m").status());
        assertEquals("2026-03-04T12:30:00Z", member.run("tracker", "show", "Otters", "--json").json().get("due_at").asString());
    }
}
