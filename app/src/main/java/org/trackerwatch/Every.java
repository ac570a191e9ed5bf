package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import org.trackerwatch.trackers.Time;

/// Lets something happen at most once in a while, and at once the first time. A clock that was set back doesn't make it
/// wait longer than that.
final class Every implements Runnable {

    private final Duration pause;
    private final Time time;
    private final Runnable work;
    private Instant last = Instant.MIN;

    Every(Duration pause, Time time, Runnable work) {
        this.pause = pause;
        this.time = time;
        this.work = work;
    }

    /// The work's failure counts as done for now: it is tried again after the same while.
    @Override
    public void run() {
        var now = time.now();
        if (last.equals(Instant.MIN) || now.isBefore(last) || !now.isBefore(last.plus(pause))) {
            last = now;
            work.run();
        }
    }
}
