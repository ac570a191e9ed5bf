package org.trackerwatch.core;

import java.time.Instant;

/// What became of an event for one target: the answer to "why was I not told?".
public sealed interface Verdict {

    /// A delivery was made.
    record Sent() implements Verdict {}

    /// The cooldown holds it back; when that ends, one message tells of all that was held.
    record Held(Instant until) implements Verdict {}

    record NotSubscribed() implements Verdict {}

    record OutOfScope() implements Verdict {}

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
