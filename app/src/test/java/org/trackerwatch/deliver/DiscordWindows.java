package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.trackerwatch.trackers.Time;

/// What came within the last seconds, by webhook and by channel.
final class DiscordWindows {

    private final Map<String, Deque<Instant>> windows = new HashMap<>();
    private final Time time;

    DiscordWindows(Time time) {
        this.time = time;
    }

    Deque<Instant> window(String name, Duration length) {
        var window = windows.computeIfAbsent(name, _ -> new ArrayDeque<>());
        while (!window.isEmpty() && !window.peek().plus(length).isAfter(time.now())) {
            window.poll();
        }
        return window;
    }

    /// Seconds until the oldest in it counts no more.
    double resetAfter(Deque<Instant> window, Duration length) {
        return Duration.between(time.now(), window.element().plus(length)).toMillis() / 1000.0;
    }
}
