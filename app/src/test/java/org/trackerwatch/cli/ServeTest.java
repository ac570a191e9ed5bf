package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.trackers.Time;

/// The daemon in a thread of this process, with the real clock.
@Timeout(60)
class ServeTest {

    @TempDir
    Path directory;

    private final LoopbackSite site = new LoopbackSite();
    private final FakeDiscord discord = new FakeDiscord(Time.SYSTEM);
    private final AtomicReference<Program.Answer> ended = new AtomicReference<>();

    @AfterEach
    void close() {
        site.close();
        discord.close();
    }

    private Program program() {
        return new Program(directory).with("TRACKERWATCH_DISCORD_URL", discord.base().toString())
                .with("TRACKERWATCH_LOG_LEVEL", "error");
    }

    private Thread daemon() throws InterruptedException {
        var daemon = Thread.ofPlatform().start(() -> ended.set(program().run("serve")));
        while (program().run("health").status() != 0 && daemon.isAlive()) {
            Thread.sleep(Duration.ofMillis(50));
        }
        return daemon;
    }

    private Program.Answer ended(Thread daemon) throws InterruptedException {
        daemon.interrupt();
        daemon.join();
        return ended.get();
    }

    @Test
    void it_says_what_it_serves_and_what_is_missing() throws InterruptedException {
        var answer = ended(daemon());
        assertEquals(0, answer.status(), answer.both());
        assertEquals("", answer.out());
        assertTrue(answer.err().contains("0 trackers, 0 targets"), answer.err());
        assertTrue(answer.err().matches("(?s).*The page is at http://127\\.0\\.0\\.1:\\d{4,5}/\\R.*"), answer.err());
        assertTrue(answer.err().contains("Warning: there is no tracker yet"), answer.err());
        assertTrue(answer.err().contains("Warning: there is no target yet"), answer.err());
        assertEquals(1, program().run("health").status());
    }

    @Test
    void it_prints_the_setup_code_until_a_password_is_set_and_no_code_after() throws InterruptedException {
        var first = ended(daemon());
        assertTrue(first.err().matches("(?s).*Set it at http://127\\.0\\.0\\.1:\\d+/setup#code=([a-z2-9]{4}-[a-z2-9]{4}) – the page asks for the setup code, \\1, .*"), first.err());
        assertEquals(0, program().piped("four otters in a boat", "web", "reset-password", "--password-stdin").status());
        var second = ended(daemon());
        assertFalse(second.err().contains("setup code"), second.err());
    }

    @Test
    void it_polls_what_is_added_beside_it_and_answers_for_it() throws InterruptedException {
        var webhook = discord.webhook("123456789012345678", "42");
        assertEquals(0, program().piped(webhook, "target", "add", "discord", "--name", "phone", "--url-stdin").status());
        var daemon = daemon();
        assertEquals(0, program().piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin").status());
        site.says("User", 4_000, 1_000, 1);
        var polled = program().run("tracker", "poll", "Otters", "--force", "--json");
        assertEquals(0, polled.status(), polled.both());
        assertEquals("hit-and-run", polled.json().get(0).get("events").get(0).get("event").asString());
        var tested = program().run("target", "test", "phone", "--json");
        assertEquals("delivered", tested.json().get("state").asString());
        assertEquals(2, discord.embeds("123456789012345678").size());
        var answer = ended(daemon);
        assertEquals(0, answer.status(), answer.both());
        assertFalse(answer.both().contains(PLANTED) || answer.both().contains(FakeDiscord.TOKEN));
    }

    @Test
    void a_second_one_on_the_same_directory_is_refused() throws InterruptedException {
        var daemon = daemon();
        var second = program().run("serve");
        assertEquals(1, second.status());
        assertTrue(second.err().contains("already"), second.err());
        ended(daemon);
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do_and_nothing_is_left_half_started() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answer = program().with("TRACKERWATCH_PORT", String.valueOf(other.getLocalPort())).run("serve");
            assertEquals(1, answer.status());
            assertTrue(answer.err().contains("another program listens there already"), answer.err());
            assertTrue(answer.err().contains("set TRACKERWATCH_PORT to a port that is free"), answer.err());
            assertFalse(answer.err().contains("The page is at") || answer.err().contains("setup code"), answer.err());
        }
        assertEquals(1, program().run("health").status());
        ended(daemon());
    }

    @Test
    void a_wrong_log_level_is_wrong_usage() {
        var answer = program().with("TRACKERWATCH_LOG_LEVEL", "infos").run("serve");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("error, warn, info, debug"), answer.err());
        assertTrue(answer.err().contains("“info”"), answer.err());
    }
}
