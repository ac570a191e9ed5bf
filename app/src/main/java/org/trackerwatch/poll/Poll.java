package org.trackerwatch.poll;

import java.time.Instant;
import java.util.List;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Outcome;

/// One poll as it was kept.
///
/// @param tracker as it is after the poll: a refusal has stopped it
/// @param events  new ones that it caused
/// @param next    when the tracker is due again; of no meaning while it is stopped or paused
public record Poll(Tracker tracker, Instant at, Outcome outcome, List<Event> events, Instant next) {

    public Poll {
        events = List.copyOf(events);
    }
}
