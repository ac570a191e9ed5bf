package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.trackerwatch.trackers.Time;

/// A clock that stands still until it is told. Sleeping moves it on at once.
public final class SettableTime implements Time {

    public static final Instant START = Instant.parse("2026-03-04T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant now() {
        return now.get();
    }

    @Override
    public void sleep(Duration length) {
        pass(length);
    }

    public void pass(Duration length) {
        now.updateAndGet(instant -> instant.plus(length));
    }

    /// Never goes back.
    public void reach(Instant instant) {
        now.updateAndGet(before -> before.isAfter(instant) ? before : instant);
    }

    public void set(Instant instant) {
        now.set(instant);
    }
}
