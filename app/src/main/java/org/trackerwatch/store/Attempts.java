package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;

/// The log of requests to notification services. A row is committed before its socket opens, so that no request is
/// forgotten, whatever becomes of the program; and limits are counted from it, so that a restart begins with no burst.
public final class Attempts {

    /// Longer than a request can last.
    public static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration KEPT = Duration.ofDays(30);

    private static final String TURNED_AWAY = "turned-away";

    /// What came back, free of secrets and cut to what is worth keeping.
    ///
    /// @param status empty if no answer came
    public record Answer(Instant at, Optional<Integer> status, String headers, String body) {}

    /// @param target  empty if it is gone, or only an address was checked
    /// @param outcome `delivered`, `throttled`, `transient` …; `running` before the answer
    public record Attempt(long id, Optional<Long> target, Instant started, Optional<Duration> latency,
                          Optional<Integer> status, String outcome, Optional<String> reason, String headers,
                          String answer) {}

    private final Limits limits = new Limits();

    /// Notes a request that is about to be made.
    ///
    /// @param target empty for an address that is only checked
    /// @return the attempt's id
    public long begin(Transaction tx, Optional<Long> target, Pace pace, Instant now) {
        return tx.insert("""
                INSERT INTO attempt (target, host, bucket, channel, started_at, leased_until) VALUES (?, ?, ?, ?, ?, ?)""",
                target, pace.host(), pace.bucket(), limits.name(tx, pace, Pace.Scope.CHANNEL), now, now.plus(LEASE));
    }

    /// What it came to. An answer to one that was given up meanwhile changes nothing: what it carried is on its way again, as
    /// something that may have arrived.
    public void end(Transaction tx, long attempt, Result result, Answer answer) {
        end(tx, attempt, outcome(result), reason(result), answer);
    }

    /// @param outcome one word
    public void end(Transaction tx, long attempt, String outcome, Optional<String> reason, Answer answer) {
        tx.update("""
                UPDATE attempt SET ended_at = ?, status = ?, class = ?, reason = ?, headers = ?, answer = ?
                WHERE id = ? AND ended_at IS NULL""",
                answer.at(), answer.status(), outcome, reason, answer.headers(), answer.body(), attempt);
    }

    /// The requests that carried a delivery, oldest first.
    public List<Attempt> of(Transaction tx, long delivery) {
        return tx.query("""
                SELECT attempt.* FROM attempt JOIN attempt_delivery d ON d.attempt = attempt.id
                WHERE d.delivery = ? ORDER BY attempt.id""", Attempts::attempt, delivery);
    }

    /// Ids of the deliveries that a request carried.
    public List<Long> carried(Transaction tx, long attempt) {
        return tx.query("SELECT delivery FROM attempt_delivery WHERE attempt = ? ORDER BY delivery", row -> row.getLong(1), attempt);
    }

    /// Ids of the deliveries that the last uncertain request for this one carried; its own at least.
    Set<Long> company(Transaction tx, long delivery) {
        return Set.copyOf(tx.query("""
                SELECT delivery FROM attempt_delivery WHERE attempt = (
                    SELECT max(attempt.id) FROM attempt JOIN attempt_delivery d ON d.attempt = attempt.id
                    WHERE d.delivery = ? AND class = 'uncertain') UNION SELECT ?""", row -> row.getLong(1), delivery, delivery));
    }

    /// How many of the bucket's last requests were throttled, without another answer between; no more than `most`.
    int throttledInARow(Transaction tx, Pace pace, int most) {
        var last = tx.query("SELECT class FROM attempt WHERE bucket = ? AND class IS NOT NULL ORDER BY id DESC LIMIT ?",
                row -> row.getString("class"), pace.bucket(), most);
        return (int) last.stream().takeWhile("throttled"::equals).count();
    }

    /// When the bucket's last requests began that were turned away, newest first, without another answer between.
    List<Instant> turnedAway(Transaction tx, Pace pace, int most) {
        return tx.query("SELECT class, started_at FROM attempt WHERE bucket = ? AND class IS NOT NULL ORDER BY id DESC LIMIT ?",
                row -> Map.entry(row.getString("class"), Columns.at(row, "started_at")), pace.bucket(), most).stream()
                .takeWhile(last -> last.getKey().equals(TURNED_AWAY)).map(Map.Entry::getValue).toList();
    }

    /// Every request since then, oldest first.
    public List<Attempt> since(Transaction tx, Instant from) {
        return tx.query("SELECT * FROM attempt WHERE started_at >= ? ORDER BY id", Attempts::attempt, from);
    }

    /// Forgets what is older than it is kept.
    ///
    /// @param most rows at once
    /// @return how many
    int sweep(Transaction tx, Instant now, int most) {
        return tx.update("DELETE FROM attempt WHERE id IN (SELECT id FROM attempt WHERE started_at < ? LIMIT ?)",
                now.minus(KEPT), most);
    }

    /// One word for what a request came to.
    public static String outcome(Result result) {
        return switch (result) {
            case Result.Delivered _ -> "delivered";
            case Result.Accepted _ -> "accepted";
            case Result.Throttled _ -> "throttled";
            case Result.Transient _ -> "transient";
            case Result.TurnedAway _ -> TURNED_AWAY;
            case Result.Uncertain _, Result.Unreadable _ -> "uncertain";
            case Result.PayloadRefused _ -> "payload-refused";
            case Result.TargetRefused _ -> "target-refused";
        };
    }

    /// Empty where it went well.
    public static Optional<String> reason(Result result) {
        return switch (result) {
            case Result.Delivered _, Result.Accepted _ -> Optional.empty();
            case Result.Throttled throttled -> Optional.of("Wait " + throttled.told().toMillis() + " ms.");
            case Result.Transient failed -> Optional.of(failed.reason());
            case Result.TurnedAway away -> Optional.of(away.reason());
            case Result.Uncertain lost -> Optional.of(lost.reason());
            case Result.Unreadable strange -> Optional.of(strange.reason());
            case Result.PayloadRefused refused -> Optional.of(refused.reason());
            case Result.TargetRefused refused -> Optional.of(refused.reason());
        };
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        var started = Columns.at(row, "started_at");
        return new Attempt(row.getLong("id"), Columns.number(row, "target"), started,
                Columns.maybeAt(row, "ended_at").map(ended -> Duration.between(started, ended)),
                Columns.number(row, "status").map(Long::intValue), Columns.text(row, "class").orElse("running"),
                Columns.text(row, "reason"), Columns.text(row, "headers").orElse(""), Columns.text(row, "answer").orElse(""));
    }
}
