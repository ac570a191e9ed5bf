package org.trackerwatch.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.kill.Watch.Phase;
import org.trackerwatch.trackers.Time;

/// What is asked to end brings to an end what is under way, begins nothing new, and is gone within ten seconds.
final class SignalTest {

    private static final int HUP = 1;
    private static final int INT = 2;
    private static final Duration WITHIN = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private final CountDownLatch polling = new CountDownLatch(1);
    private final CountDownLatch sending = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final FakeDiscord discord = new FakeDiscord(Time.SYSTEM);
    private Gate gate;
    private Site site;

    @BeforeEach
    void open() throws IOException {
        gate = new Gate(discord.base());
        site = new Site();
    }

    @AfterEach
    void close() throws IOException {
        release.countDown();
        gate.close();
        site.close();
        discord.close();
    }

    private Child start() throws IOException {
        return Child.serve(directory, Map.of("TRACKERWATCH_DISCORD_URL", gate.address()));
    }

    /// With one message that Discord doesn't confirm and one account that the tracker doesn't show, both under way.
    private Child busy(Books books) throws IOException, InterruptedException {
        gate.watch((who, phase, next) -> hold(sending, who.equals(Books.ALERTS) && phase == Phase.TAKEN, next));
        site.watch((who, phase, next) -> hold(polling, who.equals("Otter2x") && phase == Phase.TAKEN, next));
        books.add("Otter1x", false);
        var child = start();
        assertTrue(sending.await(60, TimeUnit.SECONDS), child::said);
        books.add("Otter2x", false);
        assertTrue(polling.await(60, TimeUnit.SECONDS), child::said);
        return child;
    }

    private void hold(CountDownLatch reached, boolean held, Runnable next) {
        if (held) {
            reached.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        next.run();
    }

    @Test
    void what_is_answered_soon_is_waited_for_and_nothing_new_begins_however_often_it_is_asked() throws Exception {
        try (var books = new Books(directory, gate.address(), site, discord); var child = busy(books); var page = Visitor.first(child)) {
            var line = ended(page.live());
            child.signal(Signals.isIgnored(HUP) ? "TERM" : "HUP");
            assertTrue(line.get(5, TimeUnit.SECONDS), "the page's line ends first");
            books.add("Otter3x", false);
            child.signal("TERM");
            release.countDown();
            assertEquals(0, child.ended(WITHIN), child::said);
            assertEquals(1, books.polls(books.id("Otter2x")));
            assertTrue(books.isTold("Otter1x"));
            assertTrue(books.deliveries("Otter2x", "alerts").stream().allMatch(delivery -> delivery.state() == Delivery.State.WAITING));
            assertEquals(List.of(), site.asked("Otter3x"));
        }
    }

    @Test
    void what_hangs_is_given_up_in_time_and_whole() throws Exception {
        try (var books = new Books(directory, gate.address(), site, discord); var child = busy(books)) {
            child.signal("TERM");
            assertEquals(0, child.ended(WITHIN), child::said);
            assertEquals(0, books.polls(books.id("Otter2x")));
            assertEquals(Optional.empty(), books.schedule("Otter2x").failure());
            assertTrue(books.schedule("Otter2x").dueAt().isAfter(Time.SYSTEM.now().plusSeconds(45)), "it was asked, so it isn't asked again at once");
            var sent = books.deliveries("Otter1x", "alerts").stream().filter(delivery -> !books.attempts(delivery).isEmpty()).toList();
            assertFalse(sent.isEmpty());
            assertTrue(sent.stream().allMatch(delivery -> delivery.uncertain() && delivery.state() == Delivery.State.WAITING), sent::toString);
            assertTrue(child.said().contains("it goes on at the next start"), child::said);
        }
    }

    @Test
    void who_is_interrupted_from_the_keyboard_ends_well() throws Exception {
        assumeFalse(Signals.isIgnored(INT), "a shell has told this process and its children to ignore SIGINT");
        try (var child = start()) {
            child.page();
            child.signal("INT");
            assertEquals(0, child.ended(WITHIN), child::said);
        }
    }

    @Test
    void who_is_ended_while_it_makes_its_database_leaves_one_that_can_be_used() throws Exception {
        try (var child = start()) {
            while (!Files.exists(directory.resolve("trackerwatch.db")) && child.runs()) {
                Thread.sleep(1);
            }
            child.signal("TERM");
            int status = child.ended(WITHIN);
            assertTrue(status == 0 || status == 143, status + ": " + child.said());
        }
        try (var app = App.open(Config.of(Optional.of(directory), Map.of()))) {
            assertEquals(List.of("ok"), app.database().read(tx -> tx.query("PRAGMA integrity_check", row -> row.getString(1))));
        }
    }

    /// @return whether the line has ended, once it has
    private static CompletableFuture<Boolean> ended(InputStream line) {
        return CompletableFuture.supplyAsync(() -> {
            try (line) {
                line.transferTo(OutputStream.nullOutputStream());
                return true;
            } catch (IOException _) {
                return true;
            }
        });
    }
}
