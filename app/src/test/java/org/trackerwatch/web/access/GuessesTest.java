package org.trackerwatch.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.web.Refused;

@Timeout(30)
final class GuessesTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;
    private Guesses guesses;

    @BeforeEach
    void open() {
        api = Api.in(directory);
        guesses = new Guesses(api.app());
    }

    private static Sender from(String address) {
        return new Sender(InetAddress.ofLiteral(address), false, "192.168.1.10", false);
    }

    private boolean guess(String address, boolean right) throws InterruptedException {
        return guesses.tried(from(address), () -> right, Guesses.Mark::of);
    }

    private void wrong(String address, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            try {
                guess(address, false);
            } catch (Refused refused) {
                api.time().pass(Duration.ofSeconds(Long.parseLong(refused.headers().getOrDefault("Retry-After", "0"))));
                guess(address, false);
            }
        }
    }

    @Test
    void four_wrong_guesses_are_free_and_a_right_one_forgives_them() throws InterruptedException {
        wrong("198.51.100.7", 4);
        assertTrue(guess("198.51.100.7", true));
        wrong("198.51.100.7", 5);
        assertEquals(429, assertThrows(Refused.class, () -> guess("198.51.100.7", true)).problem().status());
        assertTrue(guess("198.51.100.8", true), "his neighbour is not concerned");
    }

    @Test
    void a_household_in_the_new_internet_is_one() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            wrong("2001:db8:0:1:abcd::" + i, 1);
        }
        assertThrows(Refused.class, () -> guess("2001:db8:0:1:ffff::1", true));
        assertTrue(guess("2001:db8:0:2::1", true));
    }

    @Test
    void the_wait_outlives_a_restart() throws InterruptedException {
        wrong("198.51.100.7", 6);
        guesses = new Guesses(api.app());
        assertEquals("4", assertThrows(Refused.class, () -> guess("198.51.100.7", true)).headers().get("Retry-After"));
    }

    @Test
    void a_clock_that_was_set_back_locks_nobody_out_for_long() throws InterruptedException {
        wrong("198.51.100.7", 20);
        api.time().set(api.time().now().minus(Duration.ofDays(300)));
        assertTrue(guess("198.51.100.7", true));
    }

    @Test
    void after_a_day_all_is_forgotten() throws InterruptedException {
        wrong("198.51.100.7", 4);
        api.time().pass(Duration.ofDays(2));
        wrong("198.51.100.7", 4);
        assertTrue(guess("198.51.100.7", true));
    }

    @Test
    void one_is_looked_at_at_a_time_and_one_of_each_household_waits() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var atOnce = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> guesses.tried(from("198.51.100.7"), () -> {
                begun.countDown();
                awaited(goOn);
                return atOnce.get() == 0;
            }, _ -> Guesses.Mark.RIGHT));
            begun.await();
            assertEquals(429, assertThrows(Refused.class, () -> guess("198.51.100.7", true)).problem().status());
            var other = threads.submit(() -> guesses.tried(from("198.51.100.8"), () -> atOnce.incrementAndGet() == 1, _ -> Guesses.Mark.RIGHT));
            Thread.sleep(100);
            assertEquals(0, atOnce.get(), "the other one waits");
            goOn.countDown();
            assertTrue(slow.get());
            assertTrue(other.get());
        }
    }

    @Test
    void a_crowd_does_not_pile_up() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> guesses.tried(from("198.51.100.1"), () -> {
                begun.countDown();
                awaited(goOn);
                return true;
            }, _ -> Guesses.Mark.RIGHT));
            begun.await();
            for (int i = 2; i <= 8; i++) {
                var address = "198.51.100." + i;
                threads.submit(() -> guess(address, true));
            }
            Thread.sleep(200);
            assertEquals("2", assertThrows(Refused.class, () -> guess("198.51.100.9", true)).headers().get("Retry-After"));
            goOn.countDown();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
