package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Severity;

/// Messages that follow an earlier one: they change what it showed, tell how the outage that it told of went on, or are
/// the same once more.
final class Edits {

    private final Deliveries deliveries = new Deliveries();

    /// Changes what another one showed, by itself.
    long edit(Transaction tx, Delivery shown, List<Long> events, Severity severity, Instant now) {
        long id = deliveries.add(tx, shown.target(), shown.tracker(), Kind.EDIT, severity, events, Optional.empty(), now);
        tx.update("UPDATE delivery SET edits = ?, form = 'alone' WHERE id = ?", shown.id(), id);
        return id;
    }

    /// Tells that trackerwatch itself is or was offline.
    ///
    /// @param shown the message that is to be changed; empty for a new one
    long outage(Transaction tx, long target, long incident, Optional<Delivery> shown, Severity severity, Instant now) {
        long id = shown.map(delivery -> edit(tx, delivery, List.of(), severity, now))
                .orElseGet(() -> deliveries.add(tx, target, 0, Kind.OUTAGE, severity, List.of(), Optional.empty(), now));
        tx.update("UPDATE delivery SET incident = ? WHERE id = ?", incident, id);
        return id;
    }

    /// It is another one once more: about the same outage of our own, for which it stands if the other told nobody, and to
    /// change the same message.
    void again(Transaction tx, Delivery before, long id) {
        tx.update("""
                UPDATE delivery SET redelivers = before.id, incident = before.incident, edits = before.edits,
                                    form = iif(before.kind = 'edit', 'alone', delivery.form)
                FROM delivery before WHERE before.id = ? AND delivery.id = ?""", before.id(), id);
        if (!before.hasArrived()) {
            tx.update("UPDATE incident_verdict SET delivery = ? WHERE delivery = ?", id, before.id());
        }
    }

    /// The one that it is to change.
    Optional<Delivery> edited(Transaction tx, Delivery edit) {
        return Deliveries.read(tx, "id = (SELECT edits FROM delivery WHERE id = ?)", edit.id()).stream().findFirst();
    }

    /// Those that stand in one message with it, as they stand there.
    List<Delivery> beside(Transaction tx, Delivery delivered) {
        var together = tx.query("""
                SELECT delivery FROM attempt_delivery WHERE attempt = (
                    SELECT max(attempt.id) FROM attempt JOIN attempt_delivery d ON d.attempt = attempt.id
                    WHERE d.delivery = ? AND class = 'delivered') ORDER BY nr""", row -> row.getLong(1), delivered.id());
        return together.stream().flatMap(id -> deliveries.get(tx, id).stream()).toList();
    }

    /// Whether another message tells its target of the same.
    boolean isToldBeside(Transaction tx, Delivery edit) {
        return tx.first("""
                SELECT 1 FROM delivery d WHERE d.target = ? AND d.id > ? AND d.kind IN ('alert', 'outage') AND d.state <> 'cancelled'
                AND (d.incident = (SELECT incident FROM delivery WHERE id = ?) OR EXISTS (
                    SELECT 1 FROM delivery_event told WHERE told.delivery = d.id
                    AND told.event IN (SELECT event FROM delivery_event WHERE delivery = ?)))""",
                row -> row.getInt(1), edit.target(), edit.id(), edit.id(), edit.id()).isPresent();
    }
}
