package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Visit;

/// How often something came to what, since the database was made. It never falls, whatever else is forgotten. Deliveries
/// count themselves.
public final class Tallies {

    private static final String READ = "read";

    private Tallies() {}

    /// @param outcome `read`, or why not, such as `timed-out`
    /// @param timed   how many of the polls asked anything
    /// @param took    those, from the first request to the last answer, all together
    public record Polls(long tracker, String outcome, long polls, long timed, Duration took) {}

    /// @param outcome `delivered`, `accepted`, `dead` or `cancelled`
    public record Deliveries(long target, String outcome, long ended) {}

    /// To be called in the transaction that keeps the poll.
    public static void poll(Transaction tx, long tracker, Visit visit) {
        var outcome = switch (visit.outcome()) {
            case Outcome.Read _ -> READ;
            case Outcome.Failed(var failure) -> failure.reason().key();
        };
        var took = took(visit.requests());
        tx.update("""
                INSERT INTO poll_tally (tracker, outcome, polls, timed, took_ms) VALUES (?, ?, 1, ?, ?) ON CONFLICT DO UPDATE
                SET polls = polls + 1, timed = timed + excluded.timed, took_ms = took_ms + excluded.took_ms""",
                tracker, outcome, took.isPresent() ? 1 : 0, took.orElse(Duration.ZERO).toMillis());
    }

    public static List<Polls> polls(Transaction tx) {
        return tx.query("SELECT * FROM poll_tally ORDER BY tracker, outcome", row -> new Polls(row.getLong("tracker"), row.getString("outcome"),
                row.getLong("polls"), row.getLong("timed"), Duration.ofMillis(row.getLong("took_ms"))));
    }

    public static List<Deliveries> deliveries(Transaction tx) {
        return tx.query("SELECT * FROM delivery_tally ORDER BY target, outcome",
                row -> new Deliveries(row.getLong("target"), row.getString("outcome").toLowerCase(Locale.ROOT), row.getLong("ended")));
    }

    /// The gaps that manners ask for are part of it.
    private static Optional<Duration> took(List<Visit.Request> requests) {
        var begun = requests.stream().map(Visit.Request::at).min(Comparator.naturalOrder());
        var ended = requests.stream().map(request -> request.at().plus(request.took())).max(Comparator.naturalOrder());
        return begun.flatMap(from -> ended.map((Instant until) -> Duration.between(from, until)));
    }
}
