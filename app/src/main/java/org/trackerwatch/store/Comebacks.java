package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Transitions;

/// What waits for a target that takes messages again: it need not wait as long as its own failures say. But who fails while
/// others arrive is itself the trouble. It keeps its times, and so does all that stands behind it.
final class Comebacks {

    private static final String TAKEN = "class IN ('delivered', 'accepted', 'payload-refused')";
    private static final String FAILED = "class IN ('transient', 'uncertain', 'turned-away')";

    /// Between two that may have arrived: each is a request by itself.
    private static final Duration APART = Duration.ofSeconds(2);

    /// So many requests in vain are no accident.
    private static final int ENOUGH = 2;

    private final Deliveries deliveries = new Deliveries();

    /// A target's first and last request for one message.
    ///
    /// @param alone the last one carried nothing else
    private record Tries(long first, long last, Instant ended, boolean alone) {}

    /// @param alone  how many of them carried nothing else
    /// @param lastly whether its last request is among them
    private record Vain(int alone, boolean lastly) {}

    /// The target took something after trouble: what failed because of that is due, once for each outage.
    void hurry(Transaction tx, long target, Instant now) {
        var lanes = new LinkedHashMap<Long, List<Delivery>>();
        deliveries.open(tx, target).forEach(delivery -> lanes.computeIfAbsent(delivery.tracker(), _ -> new ArrayList<>()).add(delivery));
        var at = now;
        for (var lane : lanes.values()) {
            boolean stuck = isTheTrouble(tx, lane.getFirst());
            if (!stuck) {
                hurry(tx, lane, at, now);
            }
            at = !stuck && lane.getFirst().uncertain() ? at.plus(APART) : at;
        }
    }

    private void hurry(Transaction tx, List<Delivery> lane, Instant at, Instant now) {
        lane.stream().filter(delivery -> delivery.state() == State.WAITING && delivery.notBefore().isAfter(now)).forEach(delivery -> {
            var tries = tries(tx, delivery);
            var hurried = Transitions.hurried(delivery, tries.map(Tries::ended).orElse(Instant.EPOCH), delivery.uncertain() ? at : now);
            boolean suspected = tries.filter(last -> !last.alone()).isPresent() && vain(tx, delivery).lastly();
            deliveries.write(tx, suspected ? Transitions.alone(hurried) : hurried, Optional.empty(), now);
        });
    }

    /// Whether anything waits there that was tried in vain, among what is to go next: this is asked with each message.
    boolean isAnybodyWaiting(Transaction tx, long target, Instant now) {
        return tx.first("""
                SELECT 1 FROM (SELECT state, attempts, not_before FROM delivery WHERE target = ? AND settled_at IS NULL ORDER BY id LIMIT 100)
                WHERE state = 'waiting' AND attempts > 0 AND not_before > ?""", row -> row.getInt(1), target, now).isPresent();
    }

    /// The user says that it can be reached again: what failed is due, unless it may just have arrived.
    static void resumed(Transaction tx, long target) {
        tx.update("""
                UPDATE delivery SET not_before = min(not_before, ? + coalesce((SELECT max(ended_at) FROM attempt a
                    JOIN attempt_delivery d ON d.attempt = a.id WHERE d.delivery = delivery.id), created_at))
                WHERE target = ? AND settled_at IS NULL AND state = 'waiting' AND attempts > 0""",
                Transitions.BEFORE_A_POSSIBLE_DUPLICATE.toMillis(), target);
    }

    /// One that was not taken by a target that takes others holds back those behind it until its own time: each of them would
    /// else have it tried again at once.
    void stayBehind(Transaction tx, Delivery failed, Instant now) {
        deliveries.open(tx, failed.target()).stream().filter(other -> other.tracker() == failed.tracker() && other.id() > failed.id())
                .filter(other -> other.state() == State.WAITING && !other.uncertain() && other.notBefore().isBefore(failed.notBefore()))
                .forEach(other -> deliveries.write(tx, Transitions.behind(other, failed), Optional.empty(), now));
    }

    /// Whether it failed by itself after others had been taken, and nothing failed without it since; or did so twice, whatever
    /// else fails: there may be two of its kind.
    boolean isTheTrouble(Transaction tx, Delivery delivery) {
        return tries(tx, delivery).filter(tries -> isTheTrouble(tx, delivery, tries) || tries.alone() && vain(tx, delivery).alone() >= ENOUGH)
                .isPresent();
    }

    private static boolean isTheTrouble(Transaction tx, Delivery delivery, Tries tries) {
        var taken = tx.first("SELECT id FROM attempt WHERE id > ? AND id < ? AND target = ? AND " + TAKEN + " ORDER BY id DESC LIMIT 1",
                row -> row.getLong(1), tries.first(), tries.last(), delivery.target());
        return tries.alone() && taken.filter(since -> tx.first("""
                SELECT 1 FROM attempt a WHERE id > ? AND target = ? AND NOT EXISTS (SELECT 1 FROM attempt_delivery d
                    WHERE d.attempt = a.id AND d.delivery = ?) AND\s""" + FAILED + " LIMIT 1",
                row -> row.getInt(1), since, delivery.target(), delivery.id()).isEmpty()).isPresent();
    }

    /// The requests for one message that failed although its target had taken others since the request before it.
    private static Vain vain(Transaction tx, Delivery delivery) {
        return tx.first("""
                SELECT coalesce(sum(n = 1), 0) AS alone, coalesce(max(attempt) = (SELECT max(attempt) FROM attempt_delivery WHERE delivery = ?), 0) AS lastly
                FROM (SELECT attempt, lag(attempt) OVER (ORDER BY attempt) AS before,
                        (SELECT count(*) FROM attempt_delivery o WHERE o.attempt = d.attempt) AS n
                    FROM attempt_delivery d WHERE delivery = ?)
                WHERE EXISTS (SELECT 1 FROM attempt a WHERE a.id > before AND a.id < attempt AND a.target = ? AND\s""" + "a." + TAKEN + ")",
                row -> new Vain(row.getInt("alone"), row.getBoolean("lastly")), delivery.id(), delivery.id(), delivery.target()).orElseThrow();
    }

    private static Optional<Tries> tries(Transaction tx, Delivery delivery) {
        return tx.first("""
                SELECT min(attempt) AS first, max(attempt) AS last, max(ended_at) AS ended,
                    (SELECT count(*) FROM attempt_delivery o WHERE o.attempt = (SELECT max(attempt) FROM attempt_delivery l WHERE l.delivery = ?)) AS n
                FROM attempt_delivery d JOIN attempt a ON a.id = d.attempt WHERE d.delivery = ? HAVING count(*) > 0""",
                row -> new Tries(row.getLong("first"), row.getLong("last"), Columns.maybeAt(row, "ended").orElse(Instant.EPOCH), row.getInt("n") == 1),
                delivery.id(), delivery.id());
    }
}
