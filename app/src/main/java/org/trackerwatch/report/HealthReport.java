package org.trackerwatch.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.store.Transaction;
import tools.jackson.databind.node.ObjectNode;

/// Whether the daemon's loops go round, and ask and deliver what they should.
///
/// @param beats   when each last did, by its name
/// @param trouble why nothing new is asked although they do; of the program that runs them, when it is asked itself
public record HealthReport(Map<String, Instant> beats, Instant now, Optional<String> trouble) {

    /// The loops that have to go round.
    public static final List<String> LOOPS = List.of("poll", "delivery");

    public static final String FULL = "The disk is full, so no tracker is asked. Free 16 MiB or more; polling then goes on.";

    private static final Duration FRESH = Duration.ofSeconds(90);

    public static HealthReport of(App app, Transaction tx) {
        return new HealthReport(app.heartbeats().all(tx), app.time().now(), trouble(app));
    }

    private static Optional<String> trouble(App app) {
        if (app.database().isDamaged()) {
            return Optional.of("The database is damaged, so nothing is polled, sent or kept any more. “trackerwatch doctor” says what to do.");
        }
        return app.database().reserve().isGivenUp()
                ? Optional.of(FULL) : app.database().refusal();
    }

    public boolean isHealthy() {
        return goesRound() && trouble.isEmpty();
    }

    public boolean goesRound() {
        return LOOPS.stream().allMatch(loop -> beats.containsKey(loop) && isFresh(beats.get(loop), now));
    }

    /// A beat from the future is as good as none: the clock was set back.
    public static boolean isFresh(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(FRESH) <= 0;
    }

    public ObjectNode document() {
        var node = Json.object().put("healthy", isHealthy());
        var loops = node.putObject("loops");
        LOOPS.forEach(loop -> loops.putObject(loop).put("fresh", beats.containsKey(loop) && isFresh(beats.get(loop), now))
                .set("at", Json.text(Optional.ofNullable(beats.get(loop)))));
        node.set("trouble", Json.text(trouble));
        return node;
    }
}
