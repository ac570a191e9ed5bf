package org.trackerwatch.core;

import java.util.List;

/// What one poll changed.
///
/// @param events   in the order of the rules; none of them was found before
/// @param doubtful the reading can't be right and waits for a second one to agree
public record Evaluation(TrackerState state, List<Event> events, boolean doubtful) {

    public Evaluation {
        events = List.copyOf(events);
    }
}
