package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery;

/// What was given up and nobody has dealt with since: neither taken off the list nor sent once more.
public final class DeadLetters {

    private final Deliveries deliveries = new Deliveries();

    /// @param at when it was given up
    public record Dead(Delivery delivery, Instant at) {}

    /// By when they were given up.
    public List<Dead> list(Transaction tx) {
        var rows = tx.query("""
                SELECT id, settled_at FROM delivery d WHERE state = 'dead' AND acknowledged_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM delivery again WHERE again.redelivers = d.id) ORDER BY settled_at, id""",
                row -> new Row(row.getLong("id"), Columns.at(row, "settled_at")));
        return rows.stream().flatMap(row -> deliveries.get(tx, row.id()).map(found -> new Dead(found, row.at())).stream()).toList();
    }

    private record Row(long id, Instant at) {}

    /// Takes it off the list. It is still in the log, and can still be sent once more.
    public void acknowledge(Transaction tx, long id, Instant now) {
        tx.update("UPDATE delivery SET acknowledged_at = ? WHERE id = ? AND state = 'dead' AND acknowledged_at IS NULL", now, id);
    }

    /// Whether it was sent once more already; then that one stands for it.
    public boolean isSentAgain(Transaction tx, Delivery delivery) {
        return tx.first("SELECT 1 FROM delivery WHERE redelivers = ?", row -> row.getInt(1), delivery.id()).isPresent();
    }

    /// The delivery that is on its way to the same target with what this one tells.
    public Optional<Long> onTheWay(Transaction tx, Delivery delivery) {
        return tx.first("""
                SELECT id FROM delivery d WHERE target = ? AND settled_at IS NULL
                AND (redelivers = ? OR incident = (SELECT incident FROM delivery WHERE id = ?) OR EXISTS (
                    SELECT 1 FROM delivery_event mine JOIN delivery_event its ON its.event = mine.event
                    WHERE mine.delivery = ? AND its.delivery = d.id)) ORDER BY id""",
                row -> row.getLong("id"), delivery.target(), delivery.id(), delivery.id(), delivery.id());
    }
}
