package org.trackerwatch.core;

import java.util.List;

/// What one poll changed.
///
/// @param events   in the order of the rules; none of them was found before
/// @param doubtful the reading has figures that can't be right; they wait for the next one
public record Evaluation(TrackerState state, List<Event> events, boolean doubtful) {

    public Evaluation {
        events = List.copyOf(events);
    }
}
