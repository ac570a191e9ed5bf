package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trackerwatch.trackers.Time;

class LoopTest {

    private final SettableTime time = new SettableTime();
    private final List<String> log = new ArrayList<>();
    private final Loop loop = new Loop("ping", Duration.ofSeconds(1), time, this::round, log::add);
    private Instant end = SettableTime.START;
    private int rounds;

    /// Each fifth has something to do, and can't.
    private void round() {
        if (!time.now().isBefore(end)) {
            loop.stop();
        } else if (rounds++ % 5 == 0) {
            throw new IllegalStateException("it is broken");
        }
    }

    @Test
    @Timeout(10)
    void one_that_sleeps_is_woken_to_end() throws InterruptedException {
        var asleep = new CountDownLatch(1);
        var sleeping = new Loop("ping", Duration.ofHours(1), Time.SYSTEM, asleep::countDown, log::add);
        var thread = Thread.ofPlatform().start(sleeping);
        asleep.await();
        sleeping.stop();
        thread.join();
    }

    @Test
    @Timeout(10)
    void a_round_under_way_is_let_end_by_itself_and_is_the_last() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var sleeping = new Loop("delivery", Duration.ofHours(1), Time.SYSTEM, () -> {
            begun.countDown();
            awaited(answered);
            log.add("sent");
        });
        var thread = Thread.ofPlatform().start(sleeping);
        begun.await();
        sleeping.stop();
        answered.countDown();
        thread.join();
        assertEquals(List.of("sent"), log);
    }

    private static void awaited(CountDownLatch answered) {
        try {
            answered.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("it was interrupted", e);
        }
    }

    @Test
    void a_trouble_that_stays_is_told_each_ten_minutes() {
        end = SettableTime.START.plus(Duration.ofMinutes(25));

        loop.run();

        assertEquals(1500, rounds);
        assertEquals(3, log.size(), log::toString);
    }
}
