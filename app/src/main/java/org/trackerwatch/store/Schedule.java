package org.trackerwatch.store;

import java.time.Instant;
import java.util.Optional;
import org.trackerwatch.trackers.PollFailure;

/// When a tracker is polled next, and how that went lately.
///
/// @param failures failed polls in a row, which make the pause longer
/// @param polledAt when the last poll ended; empty before the first
/// @param failure  why the last poll failed, if it did
public record Schedule(Instant dueAt, int failures, Optional<Instant> polledAt, Optional<PollFailure> failure) {

    /// A tracker that was never polled.
    public static Schedule first(Instant dueAt) {
        return new Schedule(dueAt, 0, Optional.empty(), Optional.empty());
    }
}
