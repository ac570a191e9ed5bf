package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.SmallDisk;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.store.Glance;
import org.trackerwatch.store.Lock;

/// What the commands say of targets that can't be reached, and of who watches from outside.
final class UnreachedTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();

    @Test
    void a_list_says_since_when_and_how_much_waits_and_for_how_long() {
        refused();
        var list = program().run("target", "list").out();
        assertTrue(list.contains("refused since 3 h ago") && list.contains("1, oldest 3 h ago"), list);
        var shown = program().run("target", "show", "phone").out();
        assertTrue(shown.contains("It was deleted."), shown);
        var json = program().run("target", "show", "phone", "--json").json();
        assertEquals("2026-03-04T12:00:00Z", json.path("since").asString());
        assertEquals(1, json.path("waiting").asInt());
        assertEquals("2026-03-04T12:00:00Z", json.path("oldest_waiting").asString());
    }

    @Test
    void health_is_degraded_by_a_dead_target_and_a_failure_only_where_that_is_wished() {
        refused();
        new Stocked(directory).with((app, tx) -> {
            app.heartbeats().beat(tx, "poll", time.now());
            return time;
        });
        try (var _ = Lock.take(directory)) {
            var health = program().run("health");
            assertEquals(0, health.status());
            assertTrue(health.err().contains("Degraded: alerts do not reach “phone”"), health.err());
            assertEquals(1, program().run("health", "--strict").status());
            var json = program().run("health", "--json").json();
            assertTrue(json.path("healthy").asBoolean() && json.path("degraded").asBoolean());
            assertEquals("degraded", json.path("status").asString());
            assertEquals("It was deleted.", json.path("unreached").path(0).path("reason").asString());
        }
    }

    @Test
    void health_leaves_a_database_alone_that_the_daemon_brings_up_to_date() throws Exception {
        new Stocked(directory).with((app, tx) -> tx.update("PRAGMA user_version = 14"));
        try (var _ = Lock.take(directory)) {
            var health = program().run("health");
            assertEquals(0, health.status());
            assertTrue(health.err().contains("Degraded: The daemon brings its database up to date"), health.err());
            assertEquals(1, program().run("health", "--strict").status());
            assertEquals("degraded", program().run("health", "--json").json().path("status").asString());
        }
        try (var glance = Glance.at(directory.resolve("trackerwatch.db"))) {
            assertEquals(14, glance.format());
        }
        assertFalse(Files.exists(directory.resolve("backups")), "none was made before an upgrade");
    }

    @Test
    void health_says_that_the_disk_is_full() throws Exception {
        var disk = SmallDisk.mounted(directory, "24m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try (var _ = Lock.take(directory)) {
            new Stocked(directory).with((app, tx) -> {
                app.heartbeats().beat(tx, "poll", time.now());
                return time;
            });
            assertEquals(0, program().run("health", "--strict").status());
            var given = Files.write(directory.resolve("trackerwatch.reserve"), new byte[4 << 20]);
            disk.get().fill();
            Files.delete(given);
            assertTrue(program().run("health").err().contains("Degraded: The disk is full, so no tracker is asked."), () -> program().run("health").both());
            assertEquals(0, program().run("health").status());
            assertEquals(1, program().run("health", "--strict").status());
            assertEquals("degraded", program().run("health", "--json").json().path("status").asString());
        } finally {
            disk.get().unmount();
        }
    }

    @Test
    void the_ping_url_comes_from_a_file_and_is_never_shown() throws IOException {
        var file = Files.writeString(directory.resolve("url"), "https://hc-ping.com/" + Stocked.PLANTED + "\n");
        assertEquals(0, program().run("settings", "set", "ping-url", "--url-file", file.toString()).status());
        var list = program().run("settings", "list");
        assertTrue(list.out().contains("ping-url") && list.out().contains("•••"), list.out());
        var json = program().run("settings", "list", "--json");
        assertFalse((list.both() + json.both()).contains(Stocked.PLANTED));
        assertTrue(json.json().valueStream().anyMatch(each -> each.path("set").asBoolean(false)), json.out());
        assertEquals(0, program().run("settings", "set", "ping-url", "none").status());
        assertFalse(program().run("settings", "list").out().contains("•••"));
    }

    @Test
    void the_ping_url_is_no_argument_and_must_be_an_address() {
        var typed = program().run("settings", "set", "ping-url", "https://hc-ping.com/" + Stocked.PLANTED);
        assertEquals(2, typed.status());
        assertFalse(typed.both().contains(Stocked.PLANTED), typed.err());
        var wrong = program().typing("hello " + Stocked.PLANTED).run("settings", "set", "ping-url");
        assertEquals(1, wrong.status());
        assertTrue(wrong.err().contains("It looks like") && !wrong.err().contains(Stocked.PLANTED), wrong.err());
        assertEquals(2, program().run("settings", "set", "retention", "90d", "--url-stdin").status());
    }

    private void refused() {
        var target = new Stocked(directory).target("phone");
        new Stocked(directory).with((app, tx) -> app.outbox().test(tx, target, time.now()));
        new Stocked(directory).with((app, tx) -> app.targets().health(tx, target,
                Transitions.after(target.health(), new Result.TargetRefused("It was deleted."), time.now(), 0)));
        time.pass(Duration.ofHours(3));
    }

    private Program program() {
        return new Program(directory).at(time);
    }
}
