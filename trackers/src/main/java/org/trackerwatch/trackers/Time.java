package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;

/// The one door to the clock, for asking and for waiting. A test's door moves its clock instead of sleeping.
public interface Time {

    Instant now();

    /// Waits that long. An interrupt ends the wait and is passed on: it means that the program is stopping.
    void sleep(Duration length) throws InterruptedException;

    Time SYSTEM = new Time() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(Duration length) throws InterruptedException {
            Thread.sleep(length);
        }
    };
}
