package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.Severity;

/// What happened to an account within the time of a chart, in few words.
public final class Marks {

    private static final String RANK = "rank-change";

    public record Mark(long id, Instant at, String rule, Severity severity) {}

    /// The latest of that time, oldest first.
    public List<Mark> events(Transaction tx, long tracker, Instant from, Instant to, int most) {
        return tx.query("""
                SELECT * FROM (SELECT id, at, rule, severity FROM event WHERE tracker = ? AND at >= ? AND at < ? ORDER BY at DESC, id DESC LIMIT ?)
                ORDER BY at, id""", row -> new Mark(row.getLong("id"), Columns.at(row, "at"), row.getString("rule"),
                Columns.word(Severity.class, row, "severity")), tracker, from, to, most);
    }

    /// Of the tracker and of our own, the latest that lasted within that time, oldest first.
    public List<Incident> outages(Transaction tx, long tracker, Instant from, Instant to, int most) {
        return tx.query("""
                SELECT * FROM (SELECT * FROM incident WHERE (tracker = ? OR tracker IS NULL) AND since < ? AND coalesce(ended_at, ?) >= ?
                ORDER BY since DESC, id DESC LIMIT ?) ORDER BY since, id""", Incidents::incident, tracker, to, to, from, most);
    }

    /// The changes of class from that moment on, until now.
    public List<Event> classes(Transaction tx, long tracker, Instant from) {
        return Events.read(tx, "SELECT * FROM event WHERE tracker = ? AND at >= ? AND rule = ? ORDER BY at, id", tracker, from, RANK)
                .stream().map(Events.Stored::event).filter(event -> event.detail() instanceof Detail.Changed).toList();
    }

    /// The latest of all trackers, newest first.
    public List<Events.Stored> latest(Transaction tx, int most) {
        return Events.read(tx, "SELECT * FROM event ORDER BY at DESC, id DESC LIMIT ?", most);
    }

    /// When the last event was found.
    public Optional<Instant> last(Transaction tx) {
        return tx.first("SELECT max(at) AS at FROM event", row -> Columns.maybeAt(row, "at")).flatMap(at -> at);
    }
}
