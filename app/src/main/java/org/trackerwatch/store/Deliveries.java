package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Transitions;

/// Messages on their way and those that arrived, as rows.
public final class Deliveries {

    /// A queue that grew longer than this is worked off in parts.
    private static final int AT_ONCE = 1000;

    /// Clocks are set by seconds all the time.
    private static final Duration TOLERATED = Duration.ofMinutes(2);

    /// Longer than any wait between attempts.
    private static final Duration LONGEST_WAIT = Duration.ofHours(29);

    private static final Duration KEPT = Duration.ofDays(90);

    /// More than anything waits for company.
    private static final Duration LATE = Duration.ofMinutes(10);

    /// What was given up and nobody has seen.
    private static final Duration KEPT_UNSEEN = Duration.ofDays(365);

    /// @param oldest empty where nothing waits
    public record Queue(int waiting, Optional<Instant> oldest) {

        public static final Queue EMPTY = new Queue(0, Optional.empty());
    }

    /// Puts a message on its way, due now.
    ///
    /// @param tracker 0 if it concerns none
    /// @return its id
    long add(Transaction tx, long target, long tracker, Kind kind, Severity severity, List<Long> events,
             Optional<Message> notice, Instant now) {
        long id = tx.insert("""
                INSERT INTO delivery (target, tracker, kind, severity, notice, state, created_at, not_before, expires_at,
                                      attempts, uncertain, form)
                VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, ?, 0, 0, 'shared')""",
                target, tracker == 0 ? Optional.empty() : Optional.of(tracker), Columns.word(kind), Columns.word(severity),
                notice.map(message -> Documents.write(Message.class, message)), now, now,
                now.plus(Transitions.lifetime(severity)));
        for (int nr = 0; nr < events.size(); nr++) {
            tx.update("INSERT INTO delivery_event (delivery, nr, event) VALUES (?, ?, ?)", id, nr, events.get(nr));
        }
        return id;
    }

    public Optional<Delivery> get(Transaction tx, long id) {
        return read(tx, "id = ?", id).stream().findFirst();
    }

    /// The target's deliveries that are waiting or being sent, oldest first.
    public List<Delivery> open(Transaction tx, long target) {
        return read(tx, "target = ? AND settled_at IS NULL ORDER BY id LIMIT " + AT_ONCE, target);
    }

    /// Those made in that time, oldest first.
    ///
    /// @param target empty for all
    /// @param states which ones; empty for all
    public List<Delivery> list(Transaction tx, Optional<Long> target, List<State> states, Instant from, Instant to) {
        return read(tx, "created_at >= ? AND created_at < ? ORDER BY id", from, to).stream()
                .filter(delivery -> target.isEmpty() || target.get() == delivery.target())
                .filter(delivery -> states.isEmpty() || states.contains(delivery.state()))
                .toList();
    }

    /// The one that told a target of an event, or is to; the first of several.
    Optional<Delivery> telling(Transaction tx, long event, long target) {
        return read(tx, """
                id = (SELECT min(d.id) FROM delivery d JOIN delivery_event ON delivery = d.id
                    WHERE event = ? AND d.target = ? AND d.kind IN ('alert', 'reminder', 'catch_up')
                    AND d.state NOT IN ('dead', 'cancelled'))""", event, target).stream().findFirst();
    }

    /// It tells of this, too.
    void join(Transaction tx, Delivery delivery, long event) {
        tx.update("INSERT INTO delivery_event (delivery, nr, event) VALUES (?, ?, ?)", delivery.id(), delivery.events().size(), event);
        tx.update("UPDATE delivery SET kind = 'alert' WHERE id = ?", delivery.id());
    }

    /// What its provider calls the message.
    Optional<String> messageId(Transaction tx, Delivery delivery) {
        return tx.first("SELECT message_id FROM delivery WHERE id = ?", row -> Columns.text(row, "message_id"), delivery.id())
                .flatMap(name -> name);
    }

    /// Those that told of an outage, or were to; the last part of it included.
    public List<Delivery> telling(Transaction tx, long incident) {
        return read(tx, """
                incident = ? OR id IN (SELECT delivery FROM delivery_event JOIN event e ON e.id = event
                    WHERE e.incident = ?) ORDER BY id""", incident, incident);
    }

    /// Whether something about that is open already, which a target that can't be reached has not read yet.
    boolean onTheWay(Transaction tx, Events.Lane lane) {
        return tx.first("""
                SELECT 1 FROM delivery d JOIN delivery_event ON delivery = d.id JOIN event e ON e.id = event
                WHERE d.target = ? AND d.settled_at IS NULL AND e.tracker = ? AND e.rule = ?""",
                row -> row.getInt(1), lane.target(), lane.tracker(), lane.rule()).isPresent();
    }

    /// Whether something about that was given up since then: what was refused for good would be refused again at once.
    boolean gaveUp(Transaction tx, Events.Lane lane, Instant since) {
        return tx.first("""
                SELECT 1 FROM delivery d JOIN delivery_event ON delivery = d.id JOIN event e ON e.id = event
                WHERE d.target = ? AND d.state = 'dead' AND d.settled_at > ? AND e.tracker = ? AND e.rule = ?""",
                row -> row.getInt(1), lane.target(), since, lane.tracker(), lane.rule()).isPresent();
    }

    /// Whether something about that has arrived since then that was on its way for long: its reader has just read it.
    boolean arrivedLate(Transaction tx, Events.Lane lane, Instant since) {
        return tx.first("""
                SELECT 1 FROM delivery d JOIN delivery_event ON delivery = d.id JOIN event e ON e.id = event
                WHERE d.target = ? AND d.state IN ('delivered', 'accepted') AND d.kind IN ('alert', 'reminder', 'catch_up')
                AND d.settled_at > ? AND d.settled_at > d.created_at + ? AND e.tracker = ? AND e.rule = ?""",
                row -> row.getInt(1), lane.target(), since, LATE.toMillis(), lane.tracker(), lane.rule()).isPresent();
    }

    /// What waits to be sent, by target.
    public Map<Long, Queue> queues(Transaction tx) {
        return tx.query("SELECT target, count(*) AS n, min(created_at) AS oldest FROM delivery WHERE settled_at IS NULL GROUP BY target",
                row -> Map.entry(row.getLong("target"), new Queue(row.getInt("n"), Columns.maybeAt(row, "oldest")))).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Lets it wait for company until then.
    void await(Transaction tx, long id, Instant until) {
        tx.update("UPDATE delivery SET not_before = ? WHERE id = ?", until, id);
    }

    /// Gives it time until then.
    void keep(Transaction tx, long id, Instant until) {
        tx.update("UPDATE delivery SET expires_at = ? WHERE id = ?", until, id);
    }

    /// Lets everything go that only waits for company.
    void gather(Transaction tx, Instant now) {
        tx.update("""
                UPDATE delivery SET not_before = ? WHERE settled_at IS NULL AND state = 'waiting' AND attempts = 0
                AND reason IS NULL AND NOT uncertain AND not_before > ?""", now, now);
    }

    /// Those on their way that the user asked for once more.
    Set<Long> asked(Transaction tx, long target) {
        return Set.copyOf(tx.query("SELECT id FROM delivery WHERE target = ? AND settled_at IS NULL AND redelivers IS NOT NULL",
                row -> row.getLong(1), target));
    }

    /// Takes a waiting delivery for one attempt. A first one that was to wait for company has found it.
    ///
    /// @param nr its place in the request
    void take(Transaction tx, Delivery delivery, long attempt, int nr, Instant now) {
        tx.update("INSERT INTO attempt_delivery (attempt, delivery, nr) VALUES (?, ?, ?)", attempt, delivery.id(), nr);
        boolean first = delivery.attempts() == 0 && delivery.reason().isEmpty() && !delivery.uncertain();
        tx.update("UPDATE delivery SET state = 'sending', attempt = ?, not_before = min(not_before, ?) WHERE id = ?", attempt,
                first ? now : delivery.notBefore(), delivery.id());
    }

    /// What an attempt holds, as long as it has not been settled; oldest first.
    List<Delivery> taken(Transaction tx, long attempt) {
        return read(tx, "attempt = ? ORDER BY id", attempt);
    }

    /// The first that waits is due now, once more than it was to be: that costs it none of its attempts.
    void hurryFirst(Transaction tx, long target, Instant now) {
        tx.update("""
                UPDATE delivery SET not_before = ?, attempts = max(attempts - 1, 0) WHERE id = (SELECT min(id) FROM delivery
                    WHERE target = ? AND settled_at IS NULL AND state = 'waiting') AND NOT uncertain AND not_before > ?""", now, target, now);
    }

    /// What waits until after any wait that there is was planned before the clock was set back. What was made in the future
    /// was made just now, and what was tried there is tried again soon.
    void followClock(Transaction tx, Instant now) {
        tx.update("UPDATE delivery SET not_before = ? WHERE settled_at IS NULL AND not_before > ?", now, now.plus(LONGEST_WAIT));
        tx.update("""
                UPDATE delivery SET not_before = not_before - (created_at - ?), expires_at = expires_at - (created_at - ?), created_at = ?
                WHERE settled_at IS NULL AND created_at > ?""", now, now, now, now.plus(TOLERATED));
        tx.update("""
                UPDATE delivery SET not_before = ? WHERE settled_at IS NULL AND not_before > ? AND EXISTS (SELECT 1 FROM attempt_delivery d
                    JOIN attempt a ON a.id = d.attempt WHERE d.delivery = delivery.id AND a.started_at > ?)""", now, now.plus(TOLERATED), now.plus(TOLERATED));
    }

    /// What waits past its time. What is to be tried right now has a while longer, unless its target was seen to be away since:
    /// then it was not the target, but this program that slept, or the clock that was set. What was never tried is kept until
    /// it is, unless its address is refused, or nothing has been taken there for as long as that can be waited for.
    ///
    /// @param untried since when
    List<Delivery> expired(Transaction tx, Instant now, Instant untried) {
        return read(tx, """
                settled_at IS NULL AND state = 'waiting' AND expires_at <= ? AND EXISTS (SELECT 1 FROM target t
                    WHERE t.id = delivery.target AND (t.state = 'refused' OR attempts > 0 AND not_before > ?
                        OR t.state = 'paused' AND created_at <= ?
                        OR t.failures > 0 AND (attempts > 0 OR created_at <= ?)
                            AND EXISTS (SELECT 1 FROM attempt a WHERE a.target = t.id AND a.ended_at > delivery.expires_at)
                            AND (attempts > 0 OR t.id NOT IN (SELECT target FROM attempt WHERE target IS NOT NULL AND ended_at > ?
                                AND class IN ('delivered', 'accepted', 'payload-refused')))))""",
                now, now, untried, untried, untried);
    }

    /// Forgets what was settled long ago, and later what was given up without anybody's having seen it.
    ///
    /// @param most rows at once
    /// @return how many
    int sweep(Transaction tx, Instant now, int most) {
        return tx.update("""
                DELETE FROM delivery WHERE id IN (SELECT id FROM delivery d WHERE settled_at < ?
                    AND (state <> 'dead' OR acknowledged_at IS NOT NULL OR settled_at < ?
                         OR EXISTS (SELECT 1 FROM delivery again WHERE again.redelivers = d.id)) LIMIT ?)""",
                now.minus(KEPT), now.minus(KEPT_UNSEEN), most);
    }

    /// Writes what became of it.
    void write(Transaction tx, Delivery changed, Optional<String> messageId, Instant now) {
        boolean open = changed.state() == State.WAITING || changed.state() == State.SENDING;
        tx.update("""
                UPDATE delivery SET state = ?, kind = ?, not_before = ?, attempts = ?, uncertain = ?, form = ?, reason = ?,
                                    attempt = NULL, settled_at = ?, message_id = coalesce(?, message_id)
                WHERE id = ?""",
                Columns.word(changed.state()), Columns.word(changed.kind()), changed.notBefore(), changed.attempts(), changed.uncertain(),
                Columns.word(changed.form()), changed.reason(), open ? Optional.empty() : Optional.of(now), messageId,
                changed.id());
    }

    static List<Delivery> read(Transaction tx, String condition, Object... arguments) {
        var events = tx.query("SELECT * FROM delivery_event WHERE delivery IN (SELECT id FROM delivery WHERE " + condition
                        + ") ORDER BY delivery, nr", row -> Map.entry(row.getLong("delivery"), row.getLong("event")), arguments).stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return tx.query("SELECT * FROM delivery WHERE " + condition, Deliveries::delivery, arguments).stream()
                .map(delivery -> delivery.telling(events.getOrDefault(delivery.id(), List.of()))).toList();
    }

    /// One that can't be read says nothing more, and keeps nothing behind it from going out.
    private static Optional<Message> notice(String document) {
        try {
            return Optional.of(Documents.read(Message.class, document));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(row.getLong("id"), row.getLong("target"), row.getLong("tracker"),
                Columns.word(Kind.class, row, "kind"), Columns.word(Severity.class, row, "severity"), List.of(),
                Columns.text(row, "notice").flatMap(Deliveries::notice),
                Columns.word(State.class, row, "state"), Columns.at(row, "created_at"), Columns.at(row, "not_before"),
                Columns.at(row, "expires_at"), row.getInt("attempts"), row.getBoolean("uncertain"),
                Columns.word(Form.class, row, "form"), Columns.text(row, "reason"));
    }
}
