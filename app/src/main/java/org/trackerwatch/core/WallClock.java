package org.trackerwatch.core;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// When a clock on the wall shows a time. On the night when clocks go forward it may never do so, on the night when they
/// go back twice.
final class WallClock {

    private WallClock() {}

    /// For the first time; where it is skipped, the moment of the skipping.
    static Instant first(LocalDateTime shown, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(shown);
        return offsets.isEmpty() ? skipped(shown, zone) : shown.toInstant(offsets.getFirst());
    }

    /// For the last time; where it is skipped, the moment of the skipping.
    static Instant last(LocalDateTime shown, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(shown);
        return offsets.isEmpty() ? skipped(shown, zone) : shown.toInstant(offsets.getLast());
    }

    private static Instant skipped(LocalDateTime shown, ZoneId zone) {
        return zone.getRules().getTransition(shown).getInstant();
    }
}
