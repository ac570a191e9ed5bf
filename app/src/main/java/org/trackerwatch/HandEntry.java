package org.trackerwatch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;

/// Takes figures that the user typed in. They become a snapshot, are held against the rules and told to targets in one
/// transaction, as those of a poll are.
public final class HandEntry {

    /// @param events that the figures caused
    public record Entered(Snapshot snapshot, List<Event> events) {}

    private final App app;

    public HandEntry(App app) {
        this.app = app;
    }

    /// Keeps them, and sends what they give cause to.
    ///
    /// @param typed as they are; what follows from them is added
    /// @param at    when they were so; not before what is known already, since events are found in the order of time
    /// @throws IllegalArgumentException in words for the user
    public Entered keep(Tracker tracker, AccountStats typed, Instant at) throws InterruptedException {
        app.registry();
        var entered = app.database().writeAndGet(tx -> keep(tx, tracker.id(), typed, at));
        new SendNow(app).pending();
        return entered;
    }

    private Entered keep(Transaction tx, long id, AccountStats typed, Instant at) {
        var tracker = app.registry().get(tx, id).orElseThrow(() -> new IllegalArgumentException("The tracker was removed meanwhile."));
        objection(tx, tracker, at).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        var events = app.bookkeeper().record(tx, tracker, typed.settled(), at);
        return new Entered(app.history().latest(tx, id).orElseThrow(), events);
    }

    private Optional<String> objection(Transaction tx, Tracker tracker, Instant at) {
        return polled(tracker).or(() -> app.history().latest(tx, tracker.id()).map(Snapshot::at).filter(last -> !at.isAfter(last))
                .map(last -> "“" + tracker.name() + "” has figures of " + ValueText.moment(last, app.time().now(), app.config().zone()) + " already, and what you type must be newer."));
    }

    /// A figure of the user's between two of the site's would be taken for one of the site's.
    private static Optional<String> polled(Tracker tracker) {
        return switch (tracker.mode()) {
            case MANUAL, PAUSED -> Optional.empty();
            case ACTIVE, STOPPED -> Optional.of("“" + tracker.name() + "” is read by polls, and what you type would stand between"
                    + " them. To type its figures in, pause it first (on its page, or “tracker pause”).");
        };
    }
}
