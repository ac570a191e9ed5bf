package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The one door to the clock, for asking and for waiting. A test's door moves its clock instead of sleeping.
public interface Time {

    /// To the millisecond, which is how moments are stored: what is remembered and what is read back are the same.
    Instant now();

    /// Waits that long. An interrupt ends the wait and is passed on: it means that the program is stopping.
    void sleep(Duration length) throws InterruptedException;

    Time SYSTEM = new Time() {
        @Override
        public Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public void sleep(Duration length) throws InterruptedException {
            Thread.sleep(length);
        }
    };
}
