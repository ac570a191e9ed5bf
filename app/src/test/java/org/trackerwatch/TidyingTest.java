package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TidyingTest {

    private static final long MIB = 1 << 20;

    private final SettableTime time = new SettableTime();
    private long heap = 12 * MIB;
    private int collections;

    /// A collection gives back all but 10 MiB, until a test says otherwise.
    private long alive = 10 * MIB;
    private final Tidying tidying = new Tidying(time, () -> heap, this::collect);

    private void collect() {
        collections++;
        heap = alive;
    }

    @Test
    void nothing_is_looked_through_again_within_a_minute_if_nothing_has_grown() {
        rounds(59);
        assertEquals(1, collections);
        rounds(2);
        assertEquals(2, collections);
    }

    @Test
    void what_has_grown_is_looked_through_within_ten_seconds() {
        rounds(1);
        heap += 2 * MIB;
        rounds(10);
        assertEquals(1, collections);
        heap += 1;
        rounds(10);
        assertEquals(2, collections);
    }

    @Test
    void what_is_alive_is_not_looked_through_again_and_again() {
        rounds(1);
        alive = 50 * MIB;
        heap = alive;
        rounds(30);
        assertEquals(2, collections);
    }

    private void rounds(int count) {
        for (int nr = 0; nr < count; nr++) {
            tidying.run();
            time.pass(Duration.ofSeconds(1));
        }
    }
}
