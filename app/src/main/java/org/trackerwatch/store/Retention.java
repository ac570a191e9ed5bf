package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;

/// Removes what is older than it is kept. Days, cooldowns and the last readings of each tracker stay for good, and so
/// do events that are not over: those that a cooldown holds back, and those whose condition still stands.
///
/// The file does not get smaller by this: what becomes free is used for what comes next.
public final class Retention {

    private static final Duration REQUESTS = Duration.ofDays(14);

    /// Rows of each kind in one transaction, so that polls don't wait for long.
    private static final int BATCH = 500;

    /// Removes one batch.
    ///
    /// @return how many rows went; until it is 0 there is more to do
    public int prune(Transaction tx, Instant now) {
        int removed = tx.update("DELETE FROM request WHERE id IN (SELECT id FROM request WHERE at < ? LIMIT ?)",
                now.minus(REQUESTS), BATCH);
        var readings = Setting.RETENTION.in(tx).map(now::minus);
        var events = Setting.EVENT_RETENTION.in(tx).map(now::minus);
        removed += new Attempts().sweep(tx, now, BATCH) + new Deliveries().sweep(tx, now, BATCH);
        return removed + (readings.isPresent() ? readings(tx, readings.get()) : 0)
                + (events.isPresent() ? failures(tx, events.get()) + events(tx, events.get())
                        + Incidents.sweep(tx, events.get(), BATCH) : 0);
    }

    /// By whole blocks, so some readings stay for a little longer.
    private static int readings(Transaction tx, Instant before) {
        return tx.update("""
                DELETE FROM reading WHERE (tracker, nr) IN (
                    SELECT tracker, nr FROM reading r WHERE latest < ?
                    AND nr < (SELECT max(nr) FROM reading last WHERE last.tracker = r.tracker) LIMIT ?)""",
                before, BATCH);
    }

    private static int failures(Transaction tx, Instant before) {
        return tx.update("""
                DELETE FROM failure WHERE (tracker, at) IN (SELECT tracker, at FROM failure WHERE at < ? LIMIT ?)""",
                before, BATCH);
    }

    private static int events(Transaction tx, Instant before) {
        return tx.update("""
                DELETE FROM event WHERE id IN (
                    SELECT id FROM event e WHERE at < ?
                    AND NOT EXISTS (SELECT 1 FROM verdict WHERE event = e.id AND kind IN ('held', 'quiet', 'silenced')
                        AND released_at IS NULL)
                    AND NOT EXISTS (SELECT 1 FROM state, json_each(CASE WHEN json_valid(state.document) THEN state.document ELSE '{}' END, '$.rules') rule
                        WHERE state.tracker = e.tracker AND json_extract(rule.value, '$.fingerprint') = e.fingerprint)
                    LIMIT ?)""", before, BATCH);
    }
}
