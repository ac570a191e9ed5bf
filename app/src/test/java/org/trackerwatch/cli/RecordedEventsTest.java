package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.ShySite.done;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What follows from figures that were typed in.
final class RecordedEventsTest {

    private static final long GIB = 1L << 30;

    private static final String CHANNEL = "123456789012345678";

    @TempDir
    Path directory;

    private ShySite shy;

    @BeforeEach
    void open() throws IOException {
        shy = new ShySite(directory);
    }

    @AfterEach
    void close() {
        shy.close();
    }

    @Test
    void it_is_told_as_what_a_poll_finds_is_told() {
        done(shy.program.piped(shy.discord.webhook(CHANNEL, "42"), "target", "add", "discord", "--name", "phone", "--url-stdin"));
        done(shy.record("--uploaded", "3 TiB", "--downloaded", "1 TiB", "--hit-and-runs", "0"));
        var second = shy.record("--uploaded", "3 TiB", "--downloaded", "2 TiB", "--hit-and-runs", "1", "--json");
        done(second);
        assertEquals(2, second.json().get("events").size(), second.out());
        assertTrue(second.err().contains("hit-and-run"), second.err());
        assertEquals(2, shy.discord.embeds(CHANNEL).size());
        assertEquals("delivered", shy.run("delivery", "list", "--json").json().get(0).get("state").asString());
    }

    @Test
    void what_nobody_polls_is_not_said_to_go_on() {
        done(shy.program.piped(shy.discord.webhook(CHANNEL, "42"), "target", "add", "discord", "--name", "phone", "--url-stdin"));
        done(shy.record("--seeding", "0"));
        shy.daemon();
        assertEquals(1, shy.discord.embeds(CHANNEL).size());
    }

    @Test
    void a_total_that_fell_is_doubted_and_counts_at_the_second_time() {
        done(shy.record("--uploaded", "3.00 TiB", "--downloaded", "1.00 TiB"));
        var fell = shy.record("--uploaded", "2.00 TiB", "--downloaded", "1.00 TiB");
        assertTrue(fell.err().contains("record it once more"), fell.err());
        assertEquals(3072 * GIB, shy.shown().get("known").get("uploaded").asLong());
        var again = shy.record("--uploaded", "2.00 TiB", "--downloaded", "1.00 TiB");
        assertTrue(again.err().contains("figures-corrected"), again.err());
        assertEquals(2048 * GIB, shy.shown().get("known").get("uploaded").asLong());
    }

    @Test
    void that_somebody_typed_figures_in_does_not_mean_that_the_site_is_back() {
        done(shy.program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", shy.site.url(), "--secret-stdin"));
        shy.site.answers(502);
        IntStream.range(0, 3).forEach(_ -> {
            shy.time.pass(Duration.ofHours(2));
            shy.run("tracker", "poll", "Otters");
        });
        assertTrue(shy.run("event", "list").out().contains("tracker-down"));
        done(shy.run("tracker", "pause", "Otters"));
        shy.time.pass(Duration.ofHours(1));
        var recorded = shy.run("tracker", "record", "Otters", "--seeding", "3", "--json");
        done(recorded);
        assertTrue(recorded.json().get("events").isEmpty(), recorded.out());
    }
}
