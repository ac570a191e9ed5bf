package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.poll.Accounts;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Visit;

/// Takes an account in. Its credential is proved by one visit, which is also its first snapshot: so a site is asked
/// once, and a credential that it refuses is never kept.
public final class Enrolment {

    public sealed interface Result {

        /// @param interval how often it will be read, the site's floor included
        record Added(Tracker tracker, Duration interval) implements Result {}

        /// Nothing was added.
        record Refused(PollFailure failure) implements Result {}
    }

    private final App app;

    public Enrolment(App app) {
        this.app = app;
    }

    /// Asks the site, which may take a minute, and sends what the first reading gives cause to.
    ///
    /// @throws IllegalArgumentException in words for the user
    public Result proved(Tracker tracker, Credential credential, Optional<Secret> proxy) throws InterruptedException {
        var access = new Registry.Access(credential, proxy, Map.of());
        var visit = app.poller().visit(Accounts.of(tracker, app.definitions(), access)).orElseThrow(InterruptedException::new);
        return visited(tracker, credential, proxy, visit, app.time().now());
    }

    /// The same of a site that was asked already.
    ///
    /// @param at when it was
    /// @throws IllegalArgumentException in words for the user
    public Result visited(Tracker tracker, Credential credential, Optional<Secret> proxy, Visit visit, Instant at) throws InterruptedException {
        return switch (visit.outcome()) {
            case Outcome.Failed(var failure) -> new Result.Refused(failure);
            case Outcome.Read _ -> {
                app.registry();
                var added = app.database().writeAndGet(tx -> keep(tx, tracker, new Registry.Access(credential, proxy, Map.of()), visit, at));
                new SendNow(app).pending();
                yield new Result.Added(added, app.interval(added));
            }
        };
    }

    /// Takes the user's word for it.
    ///
    /// @throws IllegalArgumentException in words for the user
    public Result unproved(Tracker tracker, Credential credential, Optional<Secret> proxy) {
        app.registry();
        var added = app.database().writeAndGet(tx -> app.registry().add(tx, tracker, credential, proxy, app.time().now()));
        return new Result.Added(added, app.interval(added));
    }

    private Tracker keep(Transaction tx, Tracker tracker, Registry.Access access, Visit visit, Instant at) {
        var added = app.registry().add(tx, tracker, access.credential(), access.proxy(), at);
        app.bookkeeper().keep(tx, added.id(), access.credential(), visit, at);
        return added;
    }
}
