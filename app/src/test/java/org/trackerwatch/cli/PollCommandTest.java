package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SmallDisk;
import org.trackerwatch.trackers.Field;

/// `tracker poll`: what was read, what it caused, and why nothing was.
final class PollCommandTest {

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
    void a_site_that_asks_for_a_thousand_years_is_asked_in_a_day_and_every_command_says_the_same() {
        member.add();
        member.site.asksForSeconds("99999999999");
        member.time.pass(Duration.ofHours(2));
        member.run("tracker", "poll", "Otters");
        var next = Instant.parse(member.run("tracker", "show", "Otters", "--json").json().at("/due_at").asString());
        assertEquals(Duration.ofDays(1), Duration.between(member.time.now(), next).truncatedTo(ChronoUnit.HOURS));
        var told = member.run("tracker", "poll", "Otters", "--force").both();
        assertTrue(told.contains("may be asked again at " + next.toString().substring(0, 16).replace('T', ' ')), () -> next + ": " + told);
    }

    @Test
    void a_poll_gives_every_field_and_what_it_caused() {
        member.add();
        member.site.says("User", 4_000, 1_000, 2);
        member.time.pass(Duration.ofHours(2));
        var polled = member.run("tracker", "poll", "Otters", "--json");
        assertEquals(0, polled.status(), polled.both());
        var result = polled.json().get(0);
        for (var field : Field.values()) {
            assertTrue(result.has(field.key()), field.key());
        }
        assertEquals("hit-and-run", result.get("events").get(0).get("event").asString());
        assertEquals(2, result.get("hit_and_runs").asInt());
        assertTrue(member.run("event", "list").out().contains("hit_and_runs 0 → 2"));
    }

    @Test
    void while_the_disk_is_full_nothing_is_asked_and_it_is_said_why() throws Exception {
        var small = Files.createDirectory(directory.resolve("small"));
        var disk = SmallDisk.mounted(small, "24m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try (var cramped = new Member(small)) {
            cramped.add();
            cramped.time.pass(Duration.ofHours(2));
            disk.get().fillBut(3 << 20);
            var refused = cramped.run("tracker", "poll", "Otters", "--force");
            assertEquals(1, refused.status());
            assertTrue(refused.out().contains("Otters: The disk is full, so no tracker is asked. Free 16 MiB or more"), refused::both);
            disk.get().free();
            assertEquals(0, cramped.run("tracker", "poll", "Otters").status());
        } finally {
            disk.get().unmount();
        }
    }

    @Test
    void a_failed_poll_is_json_with_its_reason() {
        member.add();
        member.time.pass(Duration.ofHours(2));
        member.site.answers(503);
        var failed = member.run("tracker", "poll", "Otters", "--json");
        assertEquals(1, failed.status());
        assertEquals("site-error", failed.json().get(0).get("failure").get("reason").asString());
        assertTrue(failed.json().get(0).get("uploaded").isNull());
    }

    @Test
    void a_stopped_tracker_is_not_asked_again_unless_forced() {
        member.add();
        member.site.refuses();
        member.time.pass(Duration.ofHours(2));
        member.run("tracker", "poll", "Otters");
        int asked = member.site.requests();
        var again = member.run("tracker", "poll", "Otters", "--json");
        assertEquals(1, again.status());
        assertEquals("stopped", again.json().get(0).get("outcome").asString());
        assertEquals(asked, member.site.requests());
        member.run("tracker", "poll", "Otters", "--force");
        assertTrue(member.site.requests() > asked);
    }

    @Test
    void what_can_t_be_read_has_failed_whether_it_was_named_or_not() {
        member.add();
        member.time.pass(Duration.ofHours(2));
        member.site.answers(503);
        assertEquals(1, member.run("tracker", "poll", "--all").status());
        assertEquals(0, member.run("tracker", "poll", "--all").status(), "it was asked lately");
        member.site.refuses();
        member.time.pass(Duration.ofDays(1));
        assertEquals(1, member.run("tracker", "poll", "--all").status());
        assertEquals(1, member.run("tracker", "poll", "--all").status(), "it is not asked with a refused key");
        assertEquals(1, member.run("tracker", "poll", "Otters").status());
        assertTrue(member.run("tracker", "poll", "--help").both().contains("Exit status"));
    }

    @Test
    void a_tracker_has_one_user_name() {
        member.add("--username", "otter");
        assertEquals(1, member.run("tracker", "show", "Otters").out().lines().filter(line -> line.matches("user.?name .*")).count());
    }

    @Test
    void polling_nothing_or_all_and_some_is_wrong_usage() {
        assertEquals(2, member.run("tracker", "poll").status());
        assertEquals(2, member.run("tracker", "poll", "--all", "Otters").status());
    }

    @Test
    void a_user_name_that_is_not_to_be_stored_is_masked() {
        member.run("settings", "set", "store-usernames", "off");
        member.add("--username", "otter");
        member.time.pass(Duration.ofHours(2));
        var polled = member.run("tracker", "poll", "Otters", "--json");
        assertEquals("•••••", polled.json().get(0).get("username").asString());
        for (var command : List.of(List.of("tracker", "show", "Otters", "--json"), List.of("tracker", "show", "Otters"),
                List.of("snapshot", "list", "Otters", "--format", "csv"))) {
            var answer = member.run(command.toArray(String[]::new));
            assertFalse(answer.both().replace("Otters", "").contains("otter"), answer.both());
        }
    }
}
