package org.trackerwatch.core;

import java.time.Instant;

/// What became of an event for one target: the answer to "why was I not told?".
public sealed interface Verdict {

    /// A delivery was made.
    record Sent() implements Verdict {}

    /// It is held back for now; when that ends, one message tells of all that was held.
    sealed interface Waiting extends Verdict {

        Instant until();
    }

    /// The cooldown holds it back.
    record Held(Instant until) implements Waiting {}

    /// It is quiet at that target, and this is not urgent.
    record Quiet(Instant until) implements Waiting {}

    /// The user wants to hear of it when his silence ends.
    record Silenced(Instant until) implements Waiting {}

    /// The user does not want to hear of it at all while his silence lasts.
    record Dropped(Instant until) implements Verdict {}

    record NotSubscribed() implements Verdict {}

    record OutOfScope() implements Verdict {}

    /// Less grave than this target wants to hear of.
    record BelowSeverity() implements Verdict {}

    /// Smaller than this target wants to hear of.
    record BelowThreshold() implements Verdict {}

    record Paused() implements Verdict {}

    /// Nothing came back from the site; whether that is the site or our own connection is found out until then.
    record Doubted(Instant until) implements Verdict {}

    /// Trackerwatch itself seemed to be offline. Told when the connection is back and the site still can't be reached.
    record Offline() implements Verdict {}

    /// It goes up and down; what it is when that ends is told then.
    record Flapping() implements Verdict {}

    /// The end of something that this target was never told of.
    record NeverAnnounced() implements Verdict {}
}
