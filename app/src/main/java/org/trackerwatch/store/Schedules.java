package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.trackers.PollFailure;

/// When each tracker is polled, and who polls it right now: a daemon and a command may want to at once.
public final class Schedules {

    /// Clocks are set by seconds all the time.
    private static final Duration TOLERATED = Duration.ofMinutes(2);

    public Schedule get(Transaction tx, long tracker) {
        return tx.first("SELECT * FROM schedule WHERE tracker = ?", Schedules::schedule, tracker).orElseThrow();
    }

    /// By tracker.
    public Map<Long, Schedule> all(Transaction tx) {
        return tx.query("SELECT * FROM schedule", row -> Map.entry(row.getLong("tracker"), schedule(row))).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Ids of the active trackers that are due and that nobody polls, the longest due first.
    public List<Long> due(Transaction tx, Instant now, int limit) {
        return tx.query("""
                SELECT s.tracker FROM schedule s JOIN tracker t ON t.id = s.tracker
                WHERE t.mode = 'active' AND s.due_at <= ? AND s.leased_until <= ?
                ORDER BY s.due_at, s.tracker LIMIT ?""",
                row -> row.getLong(1), now, now, limit);
    }

    /// When the next active tracker is due that nobody polls; may be long past.
    public Optional<Instant> next(Transaction tx) {
        return tx.first("""
                SELECT min(max(s.due_at, s.leased_until)) FROM schedule s JOIN tracker t ON t.id = s.tracker
                WHERE t.mode = 'active'""", row -> Columns.maybeAt(row, "min(max(s.due_at, s.leased_until))"))
                .flatMap(at -> at);
    }

    /// When a poll last ended.
    public Optional<Instant> lastPoll(Transaction tx) {
        return tx.first("SELECT max(polled_at) AS at FROM schedule", row -> Columns.maybeAt(row, "at")).flatMap(at -> at);
    }

    /// Ids of the active trackers that are due before or after what a running program ever plans.
    public List<Long> outside(Transaction tx, Instant earliest, Instant latest) {
        return tx.query("""
                SELECT s.tracker FROM schedule s JOIN tracker t ON t.id = s.tracker
                WHERE t.mode = 'active' AND s.due_at NOT BETWEEN ? AND ? ORDER BY s.tracker""",
                row -> row.getLong(1), earliest, latest);
    }

    /// What was polled in the future was polled by a clock that has been set back since: it counts as polled just now, and
    /// what was to follow follows as long after. Otherwise a clock that was a day ahead for an hour would cost a day.
    public void followClock(Transaction tx, Instant now, Duration longestLease) {
        var tolerated = now.plus(TOLERATED);
        if (tx.first("SELECT 1 FROM schedule WHERE polled_at > ? OR leased_until > ? LIMIT 1", row -> row.getInt(1), tolerated,
                now.plus(longestLease).plus(TOLERATED)).isPresent()) {
            tx.update("UPDATE schedule SET due_at = due_at - (polled_at - ?), polled_at = ? WHERE polled_at > ?", now, now, tolerated);
            tx.update("UPDATE schedule SET leased_until = ? WHERE leased_until > ?", now.plus(longestLease), now.plus(longestLease).plus(TOLERATED));
        }
    }

    /// Ids of the trackers that somebody took for a poll, and neither polled nor gave back in time.
    public List<Long> abandoned(Transaction tx, Instant now) {
        return tx.query("SELECT tracker FROM schedule WHERE leased_until BETWEEN 1 AND ? ORDER BY tracker", row -> row.getLong(1), now);
    }

    /// Due at that time instead.
    public void move(Transaction tx, long tracker, Instant due) {
        tx.update("UPDATE schedule SET due_at = ? WHERE tracker = ?", due, tracker);
    }

    /// Takes the tracker for one poll, which ends with [#settle], or by itself at `until` if the program dies.
    ///
    /// @return false if somebody else polls it, or it was removed
    public boolean lease(Transaction tx, long tracker, Instant now, Instant until) {
        note(tx, "tracker = ? AND leased_until BETWEEN 1 AND ?", Duration.between(now, until).toMillis(), tracker, now);
        return tx.update("UPDATE schedule SET leased_until = ? WHERE tracker = ? AND leased_until <= ?",
                until, tracker, now) > 0;
    }

    /// Gives the tracker back without having polled it.
    public void release(Transaction tx, long tracker) {
        tx.update("UPDATE schedule SET leased_until = 0 WHERE tracker = ?", tracker);
    }

    /// Gives the tracker back that may have been asked, and whose answer was not waited for.
    ///
    /// @param earliest it is not due before
    /// @param lease    how long it was taken for
    public void giveUp(Transaction tx, long tracker, Instant earliest, Duration lease) {
        note(tx, "tracker = ? AND leased_until > 0", lease.toMillis(), tracker);
        tx.update("UPDATE schedule SET leased_until = 0, due_at = max(due_at, ?) WHERE tracker = ?", earliest, tracker);
    }

    /// Gives all trackers back that somebody polls: he is gone, as the directory's lock proves.
    ///
    /// @param earliest none of them is due before
    /// @param lease    how long they were taken for
    public void releaseAll(Transaction tx, Instant earliest, Duration lease) {
        note(tx, "leased_until > 0", lease.toMillis());
        tx.update("UPDATE schedule SET leased_until = 0, due_at = max(due_at, ?) WHERE leased_until <> 0", earliest);
    }

    /// The site was asked, or was about to be, and nothing of it was written down. That somebody was polling says so, and when
    /// he began; so a request that a kill cut off is known without a commit of its own before each poll.
    ///
    /// @param arguments how long he had taken it for, in ms, and what `which` needs
    private static void note(Transaction tx, String which, Object... arguments) {
        tx.update("""
                INSERT INTO request (tracker, at, name, method, path, status, bytes, took_ms)
                SELECT tracker, leased_until - ?, '', '', '', 0, 0, 0 FROM schedule WHERE\s""" + which, arguments);
    }

    /// A poll ended: what comes next. Gives the tracker back.
    public void settle(Transaction tx, long tracker, Schedule schedule) {
        var failure = schedule.failure();
        tx.update("""
                UPDATE schedule SET due_at = ?, failures = ?, polled_at = ?, reason = ?, detail = ?, retry_after_ms = ?,
                leased_until = 0 WHERE tracker = ?""",
                schedule.dueAt(), schedule.failures(), schedule.polledAt(), failure.map(f -> Columns.word(f.reason())),
                failure.map(PollFailure::detail), failure.flatMap(PollFailure::retryAfter).map(Duration::toMillis),
                tracker);
    }

    /// Due at once, and the count of failures begins anew. What the last poll came to stays to be seen.
    static void restart(Transaction tx, long tracker, Instant now) {
        tx.update("UPDATE schedule SET due_at = ?, failures = 0 WHERE tracker = ?", now, tracker);
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        return new Schedule(Columns.at(row, "due_at"), row.getInt("failures"), Columns.maybeAt(row, "polled_at"),
                row.getString("reason") == null ? Optional.empty() : Optional.of(failure(row)));
    }

    static PollFailure failure(ResultSet row) throws SQLException {
        return new PollFailure(Columns.word(PollFailure.Reason.class, row, "reason"), row.getString("detail"),
                Columns.maybeMillis(row, "retry_after_ms"));
    }
}
