package org.trackerwatch.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One message on its way to one target.
///
/// @param tracker    its lane: what concerns one tracker arrives at one target in order; 0 where no tracker is concerned
/// @param severity   the gravest of its events; between lanes, what is urgent goes first
/// @param events     ids of the events it tells of, in order; empty for tests and notices
/// @param notice     for a message without events, its text as a finished [Message]
/// @param notBefore  the next attempt's earliest time
/// @param attempts   that failed and counted; a throttled one does not
/// @param uncertain  an attempt's answer was lost, so the next one may be a duplicate and says so
/// @param reason     what the last attempt came to, for people; empty before the first and after success
public record Delivery(long id, long target, long tracker, Kind kind, Severity severity, List<Long> events,
                       Optional<Message> notice, State state, Instant created, Instant notBefore, Instant expires,
                       int attempts, boolean uncertain, Form form, Optional<String> reason) {

    public Delivery {
        events = List.copyOf(events);
    }

    /// Names a request that carries these: the same whenever just they are sent together again, in whatever order. By the
    /// time, too: in a database that is begun anew the same numbers come again.
    public static String key(List<Delivery> together) {
        var first = together.stream().map(Delivery::created).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        long hash = together.stream().mapToLong(Delivery::id).sorted().reduce(0, (sum, id) -> 31 * sum + id);
        return Long.toString(first.toEpochMilli(), 36) + "-" + Long.toUnsignedString(hash, 36);
    }

    public Delivery telling(List<Long> events) {
        return new Delivery(id, target, tracker, kind, severity, events, notice, state, created, notBefore, expires,
                attempts, uncertain, form, reason);
    }

    /// One that could not change what was sent before tells the same in a message of its own.
    Delivery posted(Instant next, String why) {
        return new Delivery(id, target, tracker, Kind.ALERT, severity, events, notice, State.WAITING, created, next, expires, attempts,
                false, Form.SHARED, Optional.of(why));
    }

    /// As far as its provider says.
    public boolean hasArrived() {
        return state == State.DELIVERED || state == State.ACCEPTED;
    }

    /// The same message, further on its way.
    Delivery moved(State to, Instant next, int failed, boolean maybeArrived, Form shape, Optional<String> why) {
        return new Delivery(id, target, tracker, kind, severity, events, notice, to, created, next, expires, failed,
                maybeArrived, shape, why);
    }

    public enum Kind {
        /// One event, at once.
        ALERT,
        /// A standing condition that still stands.
        REMINDER,
        /// What a cooldown held back.
        CATCH_UP,
        /// Changes what an earlier one showed: an outage is over.
        EDIT,
        /// Trackerwatch itself is or was offline.
        OUTAGE,
        /// Asked for by `target test`.
        TEST,
        /// About trackerwatch itself: another target is dead.
        NOTICE,
        /// What became of all trackers since the last one.
        DIGEST
    }

    /// How it may be sent. It only ever goes down this list, one step each time that the provider refuses the request.
    public enum Form {
        /// In one request with others.
        SHARED,
        /// By itself: a request that it shared was refused, and its neighbours may be the cause.
        ALONE,
        /// By itself and as plain as possible; refused once more, it is given up.
        PLAIN
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
