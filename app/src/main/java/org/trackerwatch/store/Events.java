package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.trackers.AccountStats;

/// What rules found, and what became of it for each target.
public final class Events {

    public record Stored(long id, Event event) {}

    /// An event's fate at one target.
    ///
    /// @param released for a held one: when it was told after all, or dropped because the condition had ended
    /// @param delivery the message that told of it; it may have been deleted since
    public record Judged(long event, long target, Verdict verdict, Optional<Instant> released,
                         Optional<Long> delivery) {}

    /// How many events wait at a target for its cooldown, quiet hours or a silence to end, and when the first of these does.
    public record Held(int count, Instant until) {}

    /// Where a cooldown holds events back.
    public record Lane(long target, long tracker, String rule) {}

    /// Adds the event unless its fingerprint is known.
    ///
    /// @return its id, if it is new
    public Optional<Long> add(Transaction tx, Event event) {
        var figures = Usernames.storable(tx, event.figures());
        int added = tx.update("""
                INSERT INTO event (fingerprint, tracker, rule, severity, at, detail, figures)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING""",
                event.fingerprint(), event.tracker(), event.rule(), Columns.word(event.severity()), event.at(),
                Documents.write(Event.Detail.class, event.detail()), Documents.write(AccountStats.class, figures));
        return added == 0 ? Optional.empty() : tx.first("SELECT last_insert_rowid()", row -> row.getLong(1));
    }

    public Optional<Stored> get(Transaction tx, long id) {
        return read(tx, "SELECT * FROM event WHERE id = ?", id).stream().findFirst();
    }

    public Optional<Stored> find(Transaction tx, String fingerprint) {
        return read(tx, "SELECT * FROM event WHERE fingerprint = ?", fingerprint).stream().findFirst();
    }

    /// That it is over which this one told of.
    Optional<Event> end(Transaction tx, Event opening) {
        return read(tx, "SELECT * FROM event WHERE tracker = ? AND at >= ? AND CASE WHEN json_valid(detail) THEN json_extract(detail, '$.opening') = ? END",
                opening.tracker(), opening.at(), opening.fingerprint()).stream().findFirst().map(Stored::event);
    }

    /// Of one tracker or of all, from `from` on and before `to`, oldest first.
    public List<Stored> list(Transaction tx, Optional<Long> tracker, Instant from, Instant to) {
        return tracker.isPresent()
                ? read(tx, "SELECT * FROM event WHERE tracker = ? AND at >= ? AND at < ? ORDER BY at, id", tracker, from, to)
                : read(tx, "SELECT * FROM event WHERE at >= ? AND at < ? ORDER BY at, id", from, to);
    }

    /// Notes what became of the event for the target.
    ///
    /// @param delivery that tells of it, where the verdict is [Verdict.Sent]
    public void judge(Transaction tx, long event, long target, Verdict verdict, Optional<Long> delivery) {
        tx.update("INSERT INTO verdict (event, target, kind, until, delivery) VALUES (?, ?, ?, ?, ?)", event, target,
                kind(verdict), until(verdict), delivery);
    }

    /// By target.
    public List<Judged> verdicts(Transaction tx, long event) {
        return tx.query("SELECT * FROM verdict WHERE event = ? ORDER BY target", Events::judged, event);
    }

    /// What became of it for that target.
    public Optional<Judged> verdict(Transaction tx, long event, long target) {
        return tx.first("SELECT * FROM verdict WHERE event = ? AND target = ?", Events::judged, event, target);
    }

    /// Under which the target's quiet hours or a silence let something wait there. Cooldowns are not asked.
    ///
    /// Few verdicts wait, but a target of three years has tens of thousands: by itself SQLite would look through all of them,
    /// here and below.
    Optional<Verdict.Waiting> spared(Transaction tx, Lane lane) {
        return tx.first("""
                SELECT v.* FROM verdict v INDEXED BY verdict_held JOIN event e ON e.id = v.event
                WHERE v.kind IN ('held', 'quiet', 'silenced') AND v.kind <> 'held' AND v.released_at IS NULL AND v.target = ? AND e.tracker = ? AND e.rule = ?
                ORDER BY v.until DESC""", Events::judged, lane.target(), lane.tracker(), lane.rule())
                .flatMap(judged -> judged.verdict() instanceof Verdict.Waiting waiting ? Optional.of(waiting) : Optional.empty());
    }

    /// What waits there goes on waiting, or waits in vain, for another reason than before.
    void reconsider(Transaction tx, Lane lane, Verdict verdict, Instant now) {
        tx.update("""
                UPDATE verdict INDEXED BY verdict_held SET kind = ?, until = ?, released_at = ?
                WHERE kind IN ('held', 'quiet', 'silenced') AND released_at IS NULL AND target = ?
                AND event IN (SELECT id FROM event WHERE tracker = ? AND rule = ?)""", kind(verdict), until(verdict),
                verdict instanceof Verdict.Waiting ? Optional.empty() : Optional.of(now), lane.target(), lane.tracker(), lane.rule());
    }

    /// Where a cooldown, quiet hours or a silence have ended, and what they held back waits to be told.
    public List<Lane> released(Transaction tx, Instant now) {
        return tx.query("""
                SELECT DISTINCT v.target, e.tracker, e.rule FROM verdict v JOIN event e ON e.id = v.event
                WHERE v.kind IN ('held', 'quiet', 'silenced') AND v.released_at IS NULL AND v.until <= ? ORDER BY v.until, e.id""",
                row -> new Lane(row.getLong(1), row.getLong(2), row.getString(3)), now);
    }

    /// Whether something there was held by a cooldown that has ended, and is to be told at any moment.
    boolean isRipe(Transaction tx, Lane lane, Instant now) {
        return tx.first("""
                SELECT 1 FROM verdict v INDEXED BY verdict_held JOIN event e ON e.id = v.event
                WHERE v.kind IN ('held', 'quiet', 'silenced') AND v.kind = 'held' AND v.released_at IS NULL AND v.target = ? AND v.until <= ?
                AND e.tracker = ? AND e.rule = ?""", row -> row.getInt(1), lane.target(), now, lane.tracker(), lane.rule()).isPresent();
    }

    /// When the next cooldown ends that holds something back.
    public Optional<Instant> nextRelease(Transaction tx) {
        return tx.first("SELECT min(until) AS until FROM verdict WHERE kind IN ('held', 'quiet', 'silenced') AND released_at IS NULL",
                row -> Columns.maybeAt(row, "until")).flatMap(at -> at);
    }

    public Optional<Held> held(Transaction tx, long target) {
        return tx.first("""
                SELECT count(*) AS n, min(until) AS until FROM verdict INDEXED BY verdict_held
                WHERE kind IN ('held', 'quiet', 'silenced') AND released_at IS NULL AND target = ?""",
                Events::waiting, target).flatMap(held -> held);
    }

    private static Optional<Held> waiting(ResultSet row) throws SQLException {
        int count = row.getInt("n");
        return Columns.maybeAt(row, "until").map(until -> new Held(count, until));
    }

    /// What waits there, oldest first.
    public List<Stored> held(Transaction tx, Lane lane) {
        return read(tx, """
                SELECT e.* FROM verdict v INDEXED BY verdict_held JOIN event e ON e.id = v.event
                WHERE v.kind IN ('held', 'quiet', 'silenced') AND v.released_at IS NULL AND v.target = ? AND e.tracker = ? AND e.rule = ?
                ORDER BY e.at, e.id""", lane.target(), lane.tracker(), lane.rule());
    }

    /// What waits there waits no longer: it was told, or is not worth telling because the condition has ended.
    public void release(Transaction tx, Lane lane, Instant at, Optional<Long> delivery) {
        tx.update("""
                UPDATE verdict INDEXED BY verdict_held SET released_at = ?, delivery = ?
                WHERE kind IN ('held', 'quiet', 'silenced') AND released_at IS NULL AND target = ?
                AND event IN (SELECT id FROM event WHERE tracker = ? AND rule = ?)""",
                at, delivery, lane.target(), lane.tracker(), lane.rule());
    }

    /// What was kept back from one target alone is kept no longer.
    void release(Transaction tx, long event, long target, Instant at, Optional<Long> delivery) {
        tx.update("UPDATE verdict SET released_at = ?, delivery = ? WHERE event = ? AND target = ?", at, delivery, event, target);
    }

    /// When the target was last told of the rule: the cooldown counts from here.
    public Optional<Instant> lastAlert(Transaction tx, Lane lane) {
        return tx.first("SELECT at FROM alert WHERE target = ? AND tracker = ? AND rule = ?",
                row -> Columns.at(row, "at"), lane.target(), lane.tracker(), lane.rule());
    }

    public void alerted(Transaction tx, Lane lane, Instant at) {
        tx.update("""
                INSERT INTO alert (target, tracker, rule, at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET at = excluded.at""", lane.target(), lane.tracker(), lane.rule(), at);
    }

    /// What was noted as told at that moment was not told after all. What was told before it counts again, and what its
    /// cooldown held is let go.
    void untold(Transaction tx, Lane lane, Instant at, Instant now) {
        int taken = tx.update("DELETE FROM alert WHERE target = ? AND tracker = ? AND rule = ? AND at = ?",
                lane.target(), lane.tracker(), lane.rule(), at);
        if (taken > 0) {
            toldBefore(tx, lane).ifPresent(before -> alerted(tx, lane, before));
            tx.update("""
                    UPDATE verdict SET until = min(until, ?)
                    WHERE kind = 'held' AND released_at IS NULL AND target = ?
                    AND event IN (SELECT id FROM event WHERE tracker = ? AND rule = ?)""",
                    now, lane.target(), lane.tracker(), lane.rule());
        }
    }

    private static Optional<Instant> toldBefore(Transaction tx, Lane lane) {
        return tx.first("""
                SELECT max(d.created_at) AS at FROM delivery d JOIN delivery_event ON delivery = d.id
                JOIN event e ON e.id = event
                WHERE d.target = ? AND d.state NOT IN ('dead', 'cancelled') AND e.tracker = ? AND e.rule = ?""",
                row -> Columns.maybeAt(row, "at"), lane.target(), lane.tracker(), lane.rule()).flatMap(at -> at);
    }

    /// Those that can't be read are left out, so that they spoil nothing beside them.
    static List<Stored> read(Transaction tx, String sql, Object... arguments) {
        return tx.query(sql, Events::stored, arguments).stream().flatMap(Optional::stream).toList();
    }

    static Optional<Stored> stored(ResultSet row) throws SQLException {
        try {
            return Optional.of(new Stored(row.getLong("id"), new Event(row.getString("fingerprint"), row.getLong("tracker"),
                    row.getString("rule"), Columns.word(Severity.class, row, "severity"), Columns.at(row, "at"),
                    Documents.read(Event.Detail.class, row.getString("detail")),
                    Documents.read(AccountStats.class, row.getString("figures")))));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private static Judged judged(ResultSet row) throws SQLException {
        return new Judged(row.getLong("event"), row.getLong("target"), verdict(row),
                Columns.maybeAt(row, "released_at"), Columns.number(row, "delivery"));
    }

    private static Optional<Instant> until(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Waiting waiting -> Optional.of(waiting.until());
            case Verdict.Dropped(var until) -> Optional.of(until);
            case Verdict.Doubted(var until) -> Optional.of(until);
            case Verdict.Sent _, Verdict.NotSubscribed _, Verdict.OutOfScope _, Verdict.BelowSeverity _, Verdict.BelowThreshold _,
                 Verdict.Paused _, Verdict.Offline _, Verdict.Flapping _, Verdict.NeverAnnounced _ -> Optional.empty();
        };
    }

    static String kind(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Sent _ -> "sent";
            case Verdict.Held _ -> "held";
            case Verdict.Quiet _ -> "quiet";
            case Verdict.Silenced _ -> "silenced";
            case Verdict.Dropped _ -> "dropped";
            case Verdict.BelowSeverity _ -> "below-severity";
            case Verdict.NotSubscribed _ -> "not-subscribed";
            case Verdict.OutOfScope _ -> "out-of-scope";
            case Verdict.BelowThreshold _ -> "below-threshold";
            case Verdict.Paused _ -> "paused";
            case Verdict.NeverAnnounced _ -> "never-announced";
            case Verdict.Doubted _ -> "doubted";
            case Verdict.Offline _ -> "offline";
            case Verdict.Flapping _ -> "flapping";
        };
    }

    /// Those that no verdict has.
    static List<String> unknownKinds(Transaction tx) {
        return tx.query("SELECT kind, 0 AS until FROM verdict GROUP BY kind", row -> isKnown(row) ? "" : row.getString(1)).stream().filter(kind -> !kind.isEmpty()).toList();
    }

    private static boolean isKnown(ResultSet row) throws SQLException {
        try {
            verdict(row);
            return true;
        } catch (StoreException _) {
            return false;
        }
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "sent" -> new Verdict.Sent();
            case "held" -> new Verdict.Held(Columns.at(row, "until"));
            case "quiet" -> new Verdict.Quiet(Columns.at(row, "until"));
            case "silenced" -> new Verdict.Silenced(Columns.at(row, "until"));
            case "dropped" -> new Verdict.Dropped(Columns.at(row, "until"));
            case "below-severity" -> new Verdict.BelowSeverity();
            case "not-subscribed" -> new Verdict.NotSubscribed();
            case "out-of-scope" -> new Verdict.OutOfScope();
            case "below-threshold" -> new Verdict.BelowThreshold();
            case "paused" -> new Verdict.Paused();
            case "doubted" -> new Verdict.Doubted(Columns.at(row, "until"));
            case "offline" -> new Verdict.Offline();
            case "flapping" -> new Verdict.Flapping();
            case "never-announced" -> new Verdict.NeverAnnounced();
            default -> throw new StoreException(
                    "The database holds a verdict of an unknown kind: " + row.getString("kind"));
        };
    }
}
