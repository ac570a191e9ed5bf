package org.trackerwatch.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.trackerwatch.SettableTime;

final class PacedTimeTest {

    private static final Instant START = Instant.parse("2026-11-21T06:00:00Z");

    private final SettableTime real = new SettableTime();
    private final PacedTime time = new PacedTime(real, START, 3600);

    @Test
    void an_hour_takes_a_second() throws InterruptedException {
        time.sleep(Duration.ofHours(2));
        assertEquals(START.plus(Duration.ofHours(2)), time.now());
        assertEquals(SettableTime.START.plusSeconds(2), real.now());
    }

    @Test
    void work_takes_none_of_its_time() {
        real.pass(Duration.ofMinutes(5));
        assertEquals(START, time.now());
    }

    @Test
    void what_the_work_took_is_not_slept_again() throws InterruptedException {
        real.pass(Duration.ofMillis(400));
        time.sleep(Duration.ofHours(1));
        assertEquals(SettableTime.START.plusSeconds(1), real.now());
        real.pass(Duration.ofSeconds(10));
        time.sleep(Duration.ofHours(1));
        assertEquals(SettableTime.START.plusSeconds(11), real.now());
        assertEquals(START.plus(Duration.ofHours(2)), time.now());
    }

    @Test
    void who_is_interrupted_wakes_even_when_there_is_nothing_left_to_sleep() {
        real.pass(Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> time.sleep(Duration.ofHours(1)));
    }
}
