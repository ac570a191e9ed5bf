package org.trackerwatch.demo;

import java.time.Duration;
import java.time.Instant;
import org.trackerwatch.trackers.Time;

/// A clock that only moves while somebody sleeps, and lets a fraction of that time really pass: with a speed of 3600 an
/// hour takes a second, so that a minute shows what takes two days. Work takes none of its time, and so the same seed
/// gives the same minute on every machine.
///
/// For one thread; others may look at it.
final class PacedTime implements Time {

    private final Time real;
    private final Instant realStart;
    private final Instant start;
    private final int speed;
    private volatile Instant now;

    /// @param real  what is really slept on
    /// @param start what it shows now
    PacedTime(Time real, Instant start, int speed) {
        this.real = real;
        this.realStart = real.now();
        this.start = start;
        this.speed = speed;
        this.now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    /// Shorter by what the work since the last sleep really took, or none at all.
    @Override
    public void sleep(Duration length) throws InterruptedException {
        now = now.plus(length);
        var due = realStart.plus(Duration.between(start, now).dividedBy(speed));
        var left = Duration.between(real.now(), due);
        if (left.isPositive()) {
            real.sleep(left);
        } else if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
