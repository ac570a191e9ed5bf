package org.trackerwatch.store;

/// One thing that became different in the database, whoever wrote it.
public sealed interface Change {

    /// A poll of it ended, or figures of it were typed in.
    record Polled(long tracker) implements Change {}

    /// @param id of the event
    record Found(long id, long tracker, String rule, String severity) implements Change {}

    /// It is new, or came further on its way.
    record Sent(long id, long target, String state) implements Change {}

    /// It is new, was changed or was removed; its health counts.
    record OfTarget(long id) implements Change {}

    /// It is new, was changed or was removed; its figures don't count.
    record OfTracker(long id) implements Change {}

    /// A loop of the daemon stands still, or goes round again.
    record Health() implements Change {}
}
