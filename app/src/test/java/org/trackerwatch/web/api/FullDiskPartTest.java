package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.SmallDisk;
import org.trackerwatch.report.HealthReport;

/// What the page and the probes say while the disk is full.
final class FullDiskPartTest {

    @TempDir
    private Path directory;

    @Test
    void every_word_about_health_says_that_the_disk_is_full_and_that_it_has_space_again() throws Exception {
        var disk = SmallDisk.mounted(directory, "24m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try (var api = Api.in(directory)) {
            look(api);
            assertSaid(api, false);
            disk.get().fill();
            look(api);
            assertSaid(api, true);
            disk.get().free();
            look(api);
            assertSaid(api, false);
        } finally {
            disk.get().unmount();
        }
    }

    @Test
    void a_poll_by_hand_is_refused_in_the_same_words_and_the_site_is_not_asked() throws Exception {
        var disk = SmallDisk.mounted(directory, "24m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try (var pond = new Pond(directory)) {
            pond.api.json(201, pond.add(""));
            disk.get().fillBut(3 << 20);
            assertEquals("disk-full", pond.api.json(200, pond.post("/1/poll", "{\"force\":true}")).get("outcome").asString());
            disk.get().free();
            assertEquals("read", pond.api.json(200, pond.post("/1/poll", "{\"force\":true}")).get("outcome").asString());
            assertEquals(2, pond.site.requests());
        } finally {
            disk.get().unmount();
        }
    }

    /// As the daemon does every five seconds, which is also how long an answer about its health is kept.
    private static void look(Api api) {
        api.time().pass(Duration.ofSeconds(6));
        var app = api.app();
        app.database().reserve().keep(app.random());
        app.database().write(tx -> HealthReport.LOOPS.forEach(loop -> app.heartbeats().beat(tx, loop, app.time().now())));
    }

    private static void assertSaid(Api api, boolean full) {
        assertEquals(full ? 503 : 200, api.get("/health/ready").status());
        assertEquals(200, api.get("/health/live").status());
        var daemon = api.get("/api/v1/dashboard").json().path("daemon");
        assertEquals(!full, daemon.path("healthy").asBoolean(), daemon::toString);
        assertEquals(full, daemon.path("trouble").asString("").startsWith("The disk is full"), daemon::toString);
        var summary = api.get("/api/v1/summary").json();
        assertEquals(List.of(!full, true), List.of(summary.path("healthy").asBoolean(), summary.path("running").asBoolean()), summary::toString);
    }
}
