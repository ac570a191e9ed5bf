package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Connection;
import org.trackerwatch.core.Connection.Contact;
import org.trackerwatch.core.Connection.Control;
import org.trackerwatch.core.Incident;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Ways into the network: which tracker takes which, and what is known of each.
public final class Roads {

    /// SQL's list of the reasons for which nothing came back.
    static final String LOST = Stream.of(Reason.values()).filter(Incident::isOfNetwork)
            .map(reason -> "'" + Columns.word(reason) + "'").collect(Collectors.joining(", ", "(", ")"));

    /// @param control what the neutral address said last
    /// @param back    when its last outage ended
    /// @param outage  of our own, that it is in now
    public record Road(String name, Optional<Control> control, Optional<Instant> back, Optional<Long> outage) {}

    /// A road that is to be asked about.
    ///
    /// @param tracker one that takes it, whose proxy is the road
    public record Question(String road, long tracker) {}

    /// Notes by which road a tracker is reached.
    ///
    /// @param road empty for one in the user's own network: what happens there says nothing of any other
    public void take(Transaction tx, long tracker, Optional<String> road) {
        if (road.isEmpty()) {
            tx.update("DELETE FROM tracker_road WHERE tracker = ?", tracker);
            return;
        }
        tx.update("""
                INSERT INTO tracker_road (tracker, road) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET road = excluded.road WHERE road <> excluded.road""", tracker, road);
        tx.update("INSERT INTO road (name) VALUES (?) ON CONFLICT DO NOTHING", road);
    }

    Optional<Road> of(Transaction tx, long tracker) {
        return tx.first("SELECT road.* FROM road JOIN tracker_road ON road = name WHERE tracker = ?", Roads::road, tracker);
    }

    /// Whether the road that it takes leads nowhere, as far as is known.
    public boolean isOffline(Transaction tx, long tracker) {
        return of(tx, tracker).flatMap(Road::outage).isPresent();
    }

    Optional<Road> get(Transaction tx, String name) {
        return tx.first("SELECT * FROM road WHERE name = ?", Roads::road, name);
    }

    /// Ids of the trackers that take it and whose last poll brought nothing back.
    public List<Long> lost(Transaction tx, String road) {
        return tx.query("SELECT s.tracker FROM schedule s JOIN tracker_road r ON r.tracker = s.tracker WHERE r.road = ? AND s.reason IN "
                + LOST + " ORDER BY s.tracker", row -> row.getLong(1), road);
    }

    /// The last poll of each active tracker.
    List<Contact> contacts(Transaction tx, Instant from) {
        return tx.query("""
                SELECT r.road, s.polled_at, s.reason FROM tracker_road r JOIN schedule s ON s.tracker = r.tracker
                JOIN tracker t ON t.id = r.tracker WHERE t.mode = 'active' AND s.polled_at > ?""",
                Roads::contact, from);
    }

    /// Roads of which the neutral address is to tell more: a tracker has just been lost there, or all of them are.
    public List<Question> questions(Transaction tx, Instant now) {
        return tx.query("""
                SELECT name, min(r.tracker) AS tracker FROM road JOIN tracker_road r ON r.road = name JOIN schedule s ON s.tracker = r.tracker
                WHERE (asked_at IS NULL OR asked_at > ? OR asked_at <= ?)
                AND (incident IS NOT NULL OR s.polled_at > ? AND s.polled_at > coalesce(asked_at, 0) AND s.reason IN\s""" + LOST + """
                ) GROUP BY name ORDER BY name""",
                row -> new Question(row.getString("name"), row.getLong("tracker")), now, now.minus(Connection.GAP),
                now.minus(Connection.LONGEST_DOUBT));
    }

    /// What the neutral address said.
    void asked(Transaction tx, String road, Optional<Reason> failed, Instant at) {
        tx.update("UPDATE road SET asked_at = ?, failed = ? WHERE name = ?", at, failed.map(Columns::word), road);
    }

    void enter(Transaction tx, String road, long outage) {
        tx.update("UPDATE road SET incident = ? WHERE name = ?", outage, road);
    }

    void leave(Transaction tx, String road, Instant at) {
        tx.update("UPDATE road SET incident = NULL, back_at = ? WHERE name = ?", at, road);
    }

    boolean isAnyIn(Transaction tx, long outage) {
        return tx.first("SELECT 1 FROM road WHERE incident = ?", row -> row.getInt(1), outage).isPresent();
    }

    private static Road road(ResultSet row) throws SQLException {
        var failed = row.getString("failed") == null ? Optional.<Reason>empty() : Optional.of(Columns.word(Reason.class, row, "failed"));
        return new Road(row.getString("name"), Columns.maybeAt(row, "asked_at").map(at -> new Control(at, failed)),
                Columns.maybeAt(row, "back_at"), Columns.number(row, "incident"));
    }

    private static Contact contact(ResultSet row) throws SQLException {
        var reason = row.getString("reason") == null ? Optional.<Reason>empty() : Optional.of(Columns.word(Reason.class, row, "reason"));
        return new Contact(row.getString("road"), Columns.at(row, "polled_at"), reason.filter(Incident::isOfNetwork));
    }
}
