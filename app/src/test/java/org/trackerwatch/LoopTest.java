package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void a_trouble_that_stays_is_told_each_ten_minutes() {
        end = SettableTime.START.plus(Duration.ofMinutes(25));

        loop.run();

        assertEquals(1500, rounds);
        assertEquals(3, log.size(), log::toString);
    }
}
