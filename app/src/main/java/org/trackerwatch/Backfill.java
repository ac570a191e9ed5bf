package org.trackerwatch;

import java.time.Instant;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;

/// Keeps figures of days gone by: they become snapshots and are held against the rules, each at its own time.
public final class Backfill {

    private final App app;

    public Backfill(App app) {
        this.app = app;
    }

    /// @param at after all that is known of the tracker, since events are found in the order of time
    public void keep(Transaction tx, Tracker tracker, AccountStats figures, Instant at) {
        app.bookkeeper().record(tx, tracker, figures.settled(), at);
    }
}
