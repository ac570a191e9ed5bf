package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.TrackerState.Failing;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Outages, as rows. Those of trackers follow from their polls, in the polls' own transactions.
public final class Incidents {

    /// Keeps what a poll makes of a tracker's outages.
    ///
    /// @param row of failures, with the poll in it; empty if it succeeded
    public void follow(Transaction tx, long tracker, Optional<Failing> row, Instant at) {
        Incident.after(open(tx, tracker), tracker, row, at).forEach(incident -> write(tx, incident));
    }

    /// The one that lasts.
    public Optional<Incident> open(Transaction tx, long tracker) {
        return tx.first("SELECT * FROM incident WHERE tracker = ? AND ended_at IS NULL ORDER BY id DESC", Incidents::incident, tracker);
    }

    public Optional<Incident> get(Transaction tx, long id) {
        return tx.first("SELECT * FROM incident WHERE id = ?", Incidents::incident, id);
    }

    /// Those that lasted at some time from `from` on and began before `to`, oldest first.
    public List<Incident> list(Transaction tx, Instant from, Instant to) {
        return tx.query("SELECT * FROM incident WHERE since < ? AND coalesce(ended_at, ?) >= ? ORDER BY since, id",
                Incidents::incident, to, to, from);
    }

    /// Notes of which outage an event tells that was just found, if it tells of one: that it began, or that it is over.
    public void link(Transaction tx, long id, Event event) {
        switch (event.detail()) {
            case Detail.Failing row -> link(tx, id, event.tracker(), row.since());
            case Detail.Recovered end -> link(tx, id, event.tracker(), end.since());
            case Detail.Changed _, Detail.Standing _, Detail.Flapping _, Detail.Due _, Detail.Corrected _ -> { }
        }
    }

    private static void link(Transaction tx, long event, long tracker, Instant since) {
        tx.update("UPDATE event SET incident = (SELECT max(id) FROM incident WHERE tracker = ? AND since = ?) WHERE id = ?",
                tracker, since, event);
    }

    /// The outage that an event tells of.
    public Optional<Incident> of(Transaction tx, long event) {
        return tx.first("SELECT i.* FROM incident i JOIN event e ON e.incident = i.id WHERE e.id = ?", Incidents::incident, event);
    }

    /// The outage of our own that a message tells of.
    Optional<Incident> ofDelivery(Transaction tx, long delivery) {
        return tx.first("SELECT i.* FROM incident i JOIN delivery d ON d.incident = i.id WHERE d.id = ?", Incidents::incident, delivery);
    }

    /// Ids of the events that tell of it.
    public List<Long> events(Transaction tx, long incident) {
        return tx.query("SELECT id FROM event WHERE incident = ? ORDER BY id", row -> row.getLong(1), incident);
    }

    /// A message arrived that told of outages, or took its place among those that did.
    void announced(Transaction tx, long delivery, Instant at) {
        tx.update("""
                UPDATE incident SET announced_at = ? WHERE announced_at IS NULL AND id IN (
                    SELECT incident FROM event JOIN delivery_event ON event = id WHERE delivery = ?
                    UNION SELECT incident FROM delivery WHERE id = ?)""", at, delivery, delivery);
    }

    /// @return its id
    long write(Transaction tx, Incident incident) {
        if (incident.id() == 0) {
            return tx.insert("""
                    INSERT INTO incident (tracker, since, ended_at, reason, last_reason, detail, polls, within)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", incident.tracker(), incident.since(), incident.ended(),
                    Columns.word(incident.first()), Columns.word(incident.last()), incident.text(), incident.polls(), incident.within());
        }
        tx.update("UPDATE incident SET ended_at = ?, last_reason = ?, detail = ?, polls = ?, within = ? WHERE id = ?",
                incident.ended(), Columns.word(incident.last()), incident.text(), incident.polls(), incident.within(), incident.id());
        return incident.id();
    }

    /// Forgets what was over by then.
    ///
    /// @param most rows at once
    /// @return how many
    static int sweep(Transaction tx, Instant before, int most) {
        return tx.update("DELETE FROM incident WHERE id IN (SELECT id FROM incident WHERE ended_at < ? LIMIT ?)", before, most);
    }

    static Incident incident(ResultSet row) throws SQLException {
        return new Incident(row.getLong("id"), Columns.number(row, "tracker"), Columns.at(row, "since"),
                Columns.maybeAt(row, "ended_at"), Columns.word(Reason.class, row, "reason"),
                Columns.word(Reason.class, row, "last_reason"), row.getString("detail"), row.getInt("polls"),
                Columns.number(row, "within"), Columns.maybeAt(row, "announced_at"));
    }
}
