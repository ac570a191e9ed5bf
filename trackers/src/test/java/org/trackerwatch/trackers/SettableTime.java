package org.trackerwatch.trackers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until somebody sleeps, and remembers for how long.
final class SettableTime implements Time {

    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    @Override
    public Instant now() {
        return now.get();
    }

    @Override
    public void sleep(Duration length) {
        sleeps.add(length);
        pass(length);
    }

    void pass(Duration length) {
        now.updateAndGet(instant -> instant.plus(length));
    }

    void set(Instant instant) {
        now.set(instant);
    }

    List<Duration> sleeps() {
        return sleeps;
    }
}
