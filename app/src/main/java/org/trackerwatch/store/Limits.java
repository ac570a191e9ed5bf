package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Pace.Rate;
import org.trackerwatch.core.Pace.Scope;
import org.trackerwatch.core.Transitions;

/// When the next request to a target may begin. Counts the [Attempts] of the last seconds, by their ends: a request
/// counts at its receiver when it arrives, which is never after its answer.
public final class Limits {

    /// No hold is noted that is as long. One that seems so was noted before the clock was set back.
    private static final Duration NONSENSE = Transitions.LONGEST_WAIT.plusHours(1);

    /// What keeping times in whole milliseconds may have cut off.
    private static final Duration GRAIN = Duration.ofMillis(1);

    /// Nobody waits longer for another's transaction.
    private static final Duration TURN = Duration.ofSeconds(30);

    private static final int REFUSALS = 20;
    private static final Duration REFUSAL_WINDOW = Duration.ofMinutes(10);
    private static final Duration REFUSAL_REST = Duration.ofMinutes(10);

    /// `now`, or when all that stands in its way is over.
    public Instant freeAt(Transaction tx, Pace pace, Instant now) {
        return Stream.of(Scope.values())
                .flatMap(scope -> Stream.of(held(tx, name(tx, pace, scope), now), rated(tx, pace, scope, now)))
                .flatMap(Optional::stream)
                .filter(now::isBefore)
                .max(Comparator.naturalOrder()).orElse(now);
    }

    /// Nothing of that scope begins before then, or for a day: whoever says more is asked again after that. Of two holds the
    /// later one counts, unless it is no hold.
    public void hold(Transaction tx, Pace pace, Scope scope, Instant until, Instant now) {
        var latest = now.plus(Transitions.LONGEST_WAIT);
        tx.update("""
                INSERT INTO pace (name, held_until) VALUES (?, ?) ON CONFLICT DO UPDATE
                SET held_until = max(iif(held_until < ?, held_until, 0), excluded.held_until)""",
                name(tx, pace, scope), until.isAfter(latest) ? latest : until, now.plus(NONSENSE));
    }

    /// A hold that was noted while the clock was ahead shall not be one when its day comes.
    void followClock(Transaction tx, Instant now) {
        tx.update("UPDATE pace SET held_until = NULL WHERE held_until >= ?", now.plus(NONSENSE));
    }

    /// Keeps what an answer said of limits.
    public void learn(Transaction tx, Pace pace, Pace.Learned learned, Instant now) {
        learned.channel().ifPresent(channel -> share(tx, pace.bucket(), channel));
        learned.freeAt().ifPresent(until -> hold(tx, pace, Scope.BUCKET, until, now));
        learned.limit().filter(limit -> limit > 0).ifPresent(limit -> tx.update("""
                INSERT INTO pace (name, requests) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET requests = excluded.requests""", pace.bucket(), limit));
    }

    /// Refusals are counted against the whole address by some services, with a ban at the end. Far below that, stop.
    public void refusals(Transaction tx, Pace pace, Instant now) {
        int refused = tx.first("""
                SELECT count(*) FROM attempt WHERE host = ? AND started_at > ? AND status IN (401, 403, 404)""",
                row -> row.getInt(1), pace.host(), now.minus(REFUSAL_WINDOW)).orElseThrow();
        if (refused >= REFUSALS) {
            hold(tx, pace, Scope.HOST, now.plus(REFUSAL_REST), now);
        }
    }

    /// The key under which a scope is counted and held. A channel is unknown until a first answer names it.
    String name(Transaction tx, Pace pace, Scope scope) {
        return switch (scope) {
            case BUCKET -> pace.bucket();
            case CHANNEL -> tx.first("SELECT channel FROM pace WHERE name = ?", row -> Columns.text(row, "channel"),
                    pace.bucket()).flatMap(known -> known).orElse(pace.bucket());
            case HOST -> pace.host();
        };
    }

    private static Optional<Instant> held(Transaction tx, String name, Instant now) {
        return tx.first("SELECT held_until FROM pace WHERE name = ?", row -> Columns.maybeAt(row, "held_until"), name)
                .flatMap(until -> until).filter(until -> until.isBefore(now.plus(NONSENSE)));
    }

    private Optional<Instant> rated(Transaction tx, Pace pace, Scope scope, Instant now) {
        return Optional.ofNullable(pace.rates().get(scope))
                .map(rate -> scope == Scope.BUCKET ? learned(tx, pace, rate) : rate)
                .flatMap(rate -> nthLast(tx, scope, name(tx, pace, scope), rate, now).map(at -> at.plus(rate.window()).plus(GRAIN)));
    }

    /// A provider may allow less than we assume. More is not believed: what it does not say may be less.
    private static Rate learned(Transaction tx, Pace pace, Rate assumed) {
        return tx.first("SELECT requests FROM pace WHERE name = ?", row -> Columns.number(row, "requests"), pace.bucket())
                .flatMap(known -> known).filter(known -> known < assumed.requests())
                .map(known -> new Rate(known.intValue(), assumed.window())).orElse(assumed);
    }

    /// The oldest of the last requests that fill the rate. One that is still running counts as now, and so does one that
    /// another courier began while this one waited for its turn; what began later than that began before the clock was
    /// set back.
    private static Optional<Instant> nthLast(Transaction tx, Scope scope, String name, Rate rate, Instant now) {
        var column = switch (scope) {
            case BUCKET -> "bucket";
            case CHANNEL -> "channel";
            case HOST -> "host";
        };
        return tx.first("SELECT min(coalesce(ended_at, ?), ?) AS at FROM attempt WHERE " + column
                        + " = ? AND started_at BETWEEN ? AND ? ORDER BY at DESC LIMIT 1 OFFSET ?",
                row -> Columns.at(row, "at"), now, now, name, now.minus(rate.window()).minus(Attempts.LEASE), now.plus(TURN),
                rate.requests() - 1);
    }

    /// From now on, and looking back, the bucket's requests are counted with those of the channel.
    private static void share(Transaction tx, String bucket, String channel) {
        int changed = tx.update("""
                INSERT INTO pace (name, channel) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET channel = excluded.channel WHERE channel IS NOT excluded.channel""", bucket, channel);
        if (changed > 0) {
            tx.update("UPDATE attempt SET channel = ? WHERE bucket = ?", channel, bucket);
        }
    }
}
