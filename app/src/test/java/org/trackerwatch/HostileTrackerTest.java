package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.PollFailure.Reason;
import org.trackerwatch.trackers.Secret;

/// One tracker that answers a byte at a time, beside others that are as they should be.
@Timeout(60)
final class HostileTrackerTest {

    private static final String FIGURES = "{\"username\":\"otterby\",\"group\":\"User\",\"uploaded\":\"1 TiB\",\"downloaded\":\"1 GiB\",\"ratio\":\"1024\"}";

    @TempDir
    private Path directory;

    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void while_one_drips_the_others_are_polled_on_time_and_nothing_half_is_kept() throws Exception {
        try (var house = new Household(directory); var drip = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> dripping(drip));
            var dripper = house.tracker("Dripper", "unit3d", "http://127.0.0.1:" + drip.getLocalPort() + "/",
                    new Credential.ApiKey(new Secret(Household.KEY)), Optional.empty());
            var others = IntStream.range(0, 9).mapToObj(nr -> house.tracker("Tracker " + nr)).toList();
            var scheduler = house.app.scheduler(HostileTrackerTest::started);
            for (int hour = 0; hour < 3; hour++) {
                int times = hour;
                var due = house.time.now().plus(Duration.ofMinutes(75));
                await(() -> {
                    scheduler.runDue();
                    house.time.pass(Duration.ofMinutes(1));
                    return others.stream().allMatch(tracker -> readings(house, tracker) > times);
                });
                assertTrue(house.time.now().isBefore(due), "the others had to wait until " + house.time.now());
                assertEquals(0, readings(house, dripper));
            }
            over.set(true);
            await(() -> house.schedule(dripper).failure().isPresent());
            assertEquals(0, readings(house, dripper));
            assertTrue(List.of(Reason.UNREACHABLE, Reason.SITE_ERROR, Reason.TIMED_OUT).contains(house.schedule(dripper).failure().orElseThrow().reason()));
            others.forEach(tracker -> assertEquals(Optional.empty(), house.schedule(tracker).failure()));
        }
    }

    /// All of the figures, as it were, but the last bracket takes hours to come.
    private void dripping(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                var guest = door.accept();
                guest.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + FIGURES).getBytes(StandardCharsets.US_ASCII));
                Thread.ofVirtual().start(() -> {
                    try (guest) {
                        while (!over.get()) {
                            guest.getOutputStream().write(' ');
                            Thread.sleep(100);
                        }
                    } catch (IOException | InterruptedException _) {
                        // the guest lost patience
                    }
                });
            } catch (IOException _) {
                // closed, or a guest who left
            }
        }
    }

    /// The clock stands still until a poll is over, but not for one that takes as long as the dripper's.
    private static void started(Runnable poll) {
        try {
            Thread.startVirtualThread(poll).join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int readings(Household house, Tracker tracker) {
        return house.app.database().read(tx -> house.app.history().snapshots(tx, tracker.id(), Instant.EPOCH, house.time.now().plusSeconds(1))).size();
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
