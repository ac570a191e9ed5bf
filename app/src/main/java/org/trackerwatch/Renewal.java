package org.trackerwatch;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.poll.Accounts;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Account;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;

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
        return proved(wanted, access, Optional.empty(), edit);
    }

    /// The same where the site may have been asked already.
    ///
    /// @param earlier what it said to the new credential; of no use if the tracker was polled since
    public Result proved(Tracker wanted, Registry.Access access, Optional<Trials.Trial> earlier, Consumer<Transaction> edit) throws InterruptedException {
        var account = Accounts.of(wanted, app.definitions(), access);
        if (app.daemonRuns()) {
            return taken(wanted.id(), account, earlier, edit);
        }
        try (var _ = app.lock()) {
            app.recover();
            var result = taken(wanted.id(), account, earlier, edit);
            app.deliverPending();
            return result;
        }
    }

    private Result taken(long tracker, Account account, Optional<Trials.Trial> earlier, Consumer<Transaction> edit) throws InterruptedException {
        if (!take(tracker)) {
            return new Result.Busy();
        }
        boolean settled = false;
        try {
            var said = earlier.filter(trial -> isNews(tracker, trial));
            var trial = said.isPresent() ? said.get() : asked(account);
            var result = app.database().writeAndGet(tx -> keep(tx, tracker, account, trial, edit));
            settled = result instanceof Result.Changed;
            return result;
        } finally {
            if (!settled) {
                app.database().write(tx -> app.schedules().release(tx, tracker));
            }
        }
    }

    private Trials.Trial asked(Account account) throws InterruptedException {
        var visit = app.poller().visit(account).orElseThrow(InterruptedException::new);
        return new Trials.Trial(visit, app.time().now(), false);
    }

    /// A reading is kept in its turn or not at all; a refusal stays one.
    private boolean isNews(long tracker, Trials.Trial trial) {
        return trial.visit().outcome() instanceof Outcome.Failed || app.database().read(tx -> app.schedules().get(tx, tracker)).polledAt().map(trial.at()::isAfter).orElse(true);
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

    private Result keep(Transaction tx, long tracker, Account account, Trials.Trial trial, Consumer<Transaction> edit) {
        return switch (trial.visit().outcome()) {
            case Outcome.Failed(var failure) -> {
                if (!trial.again()) {
                    app.history().append(tx, tracker, trial.visit().requests());
                }
                yield new Result.Refused(failure);
            }
            case Outcome.Read _ -> {
                edit.accept(tx);
                app.registry().credential(tx, tracker, account.credential(), trial.at());
                yield new Result.Changed(app.bookkeeper().keep(tx, tracker, account.credential(), trial.visit(), trial.at()).orElseThrow().tracker());
            }
        };
    }
}
