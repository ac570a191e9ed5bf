package org.trackerwatch;

import java.time.Duration;
import java.util.function.Consumer;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.poll.Accounts;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Account;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Visit;

/// Gives a tracker another credential. That is proved by one visit, which is also a snapshot: so a site is asked once,
/// and what it refuses takes the place of nothing.
///
/// The tracker is taken for as long as this lasts, so a daemon beside it doesn't ask the site at the same time.
public final class Renewal {

    public sealed interface Result {

        /// The new credential is kept.
        record Changed(Tracker tracker) implements Result {}

        /// Nothing was changed.
        record Refused(PollFailure failure) implements Result {}

        /// Nothing was changed or asked: somebody polls the tracker and does not come to an end.
        record Busy() implements Result {}
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final App app;

    public Renewal(App app) {
        this.app = app;
    }

    /// Asks the site, which may take a minute, and sends what the reading gives cause to.
    ///
    /// @param wanted the tracker as it is to be
    /// @param access with the new credential
    /// @param edit   what else is changed, in the transaction that keeps the credential
    /// @throws IllegalArgumentException in words for the user
    public Result proved(Tracker wanted, Registry.Access access, Consumer<Transaction> edit) throws InterruptedException {
        var account = Accounts.of(wanted, app.definitions(), access);
        if (app.daemonRuns()) {
            return taken(wanted.id(), account, edit);
        }
        try (var _ = app.lock()) {
            app.recover();
            var result = taken(wanted.id(), account, edit);
            app.deliverPending();
            return result;
        }
    }

    private Result taken(long tracker, Account account, Consumer<Transaction> edit) throws InterruptedException {
        if (!take(tracker)) {
            return new Result.Busy();
        }
        boolean settled = false;
        try {
            var visit = app.poller().visit(account).orElseThrow(InterruptedException::new);
            var result = app.database().writeAndGet(tx -> keep(tx, tracker, account, visit, edit));
            settled = result instanceof Result.Changed;
            return result;
        } finally {
            if (!settled) {
                app.database().write(tx -> app.schedules().release(tx, tracker));
            }
        }
    }

    private boolean take(long tracker) throws InterruptedException {
        var until = app.time().now().plus(PATIENCE);
        while (!app.poller().take(tracker)) {
            if (app.time().now().isAfter(until)) {
                return false;
            }
            app.time().sleep(GLANCE);
        }
        return true;
    }

    private Result keep(Transaction tx, long tracker, Account account, Visit visit, Consumer<Transaction> edit) {
        var now = app.time().now();
        return switch (visit.outcome()) {
            case Outcome.Failed(var failure) -> {
                app.history().append(tx, tracker, visit.requests());
                yield new Result.Refused(failure);
            }
            case Outcome.Read _ -> {
                edit.accept(tx);
                app.registry().credential(tx, tracker, account.credential(), now);
                yield new Result.Changed(app.bookkeeper().keep(tx, tracker, account.credential(), visit, now).orElseThrow().tracker());
            }
        };
    }
}
