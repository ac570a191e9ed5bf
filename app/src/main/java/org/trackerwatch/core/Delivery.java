package org.trackerwatch.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One message on its way to one target.
///
/// @param tracker    its lane: what concerns one tracker arrives at one target in order; 0 where no tracker is concerned
/// @param events     ids of the events it tells of, in order; empty for tests and notices
/// @param notice     for a message without events, its text as a finished [Message]
/// @param notBefore  the next attempt's earliest time
/// @param attempts   that counted; a throttled one does not
/// @param uncertain  the last attempt's answer was lost, so the next one may be a duplicate and says so
/// @param plain      the provider refused the message's form once; it is tried once more as plain as possible
public record Delivery(long id, long target, long tracker, Kind kind, List<Long> events, Optional<Message> notice,
                       State state, Instant created, Instant notBefore, Instant expires, int attempts,
                       boolean uncertain, boolean plain, Optional<String> reason) {

    public Delivery {
        events = List.copyOf(events);
    }

    public enum Kind {
        /// One event, at once.
        ALERT,
        /// A standing condition that still stands.
        REMINDER,
        /// What a cooldown held back.
        CATCH_UP,
        /// Asked for by `target test`.
        TEST,
        /// About trackerwatch itself: another target is dead.
        NOTICE
    }

    public enum State {
        WAITING,
        /// An attempt row is committed and a socket may be open. Found after a restart it means: uncertain.
        SENDING,
        /// The provider confirmed that it holds the message.
        DELIVERED,
        /// The provider took the request and says nothing more.
        ACCEPTED,
        /// Given up: refused for good, expired, or out of attempts. Kept, and can be redelivered.
        DEAD,
        CANCELLED
    }
}
