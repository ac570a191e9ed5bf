package org.trackerwatch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.poll.Accounts;
import org.trackerwatch.poll.Poller;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Account;
import org.trackerwatch.trackers.Capture;
import org.trackerwatch.trackers.Outcome;

/// Polls a tracker once and hands out what the site answered, for an example of how it looks. To the site it is a poll
/// like any other: the same floor, the same manners, and it is kept as one.
public final class CaptureNow {

    public sealed interface Result {

        /// @param clean what may be written, if all that is delicate could be taken out
        /// @param missing requests that have no page in it
        record Captured(Outcome outcome, Capture.Scrubbed clean, Map<String, Capture.Absence> missing) implements Result {}

        /// As a poll would not have asked it, either.
        record Unasked(PollNow.Result why) implements Result {}

        /// Somebody polls it at this moment.
        record Busy() implements Result {}
    }

    private final App app;

    public CaptureNow(App app) {
        this.app = app;
    }

    /// Taking things out of the pages may last, so it is done when nobody waits for the directory any more.
    ///
    /// @param force before the usual time is over, and for all pages, those that are asked for seldom, too
    public Result of(Tracker tracker, boolean force) throws InterruptedException {
        var objection = app.database().read(tx -> new PollNow(app).objection(tx, tracker, force));
        if (objection.isPresent()) {
            return new Result.Unasked(objection.get());
        }
        return visited(tracker, force).<Result>map(capture -> new Result.Captured(capture.visit().outcome(),
                capture.scrubbed(app.reader()), capture.missing())).orElseGet(Result.Busy::new);
    }

    private Optional<Capture> visited(Tracker tracker, boolean force) throws InterruptedException {
        if (app.daemonRuns()) {
            return taken(tracker, force);
        }
        try (var _ = app.lock()) {
            app.recover();
            var capture = taken(tracker, force);
            app.deliverPending();
            return capture;
        }
    }

    /// Nothing while somebody else polls it.
    private Optional<Capture> taken(Tracker tracker, boolean force) throws InterruptedException {
        if (!app.poller().take(tracker.id())) {
            return Optional.empty();
        }
        boolean kept = false;
        try {
            var account = app.database().read(tx -> account(tx, tracker));
            var capture = app.reader().capture(account, force, app.poller().sending(tracker.id(), account.credential()));
            app.database().write(tx -> app.bookkeeper().keep(tx, tracker.id(), account.credential(), capture.visit(), app.time().now()));
            kept = true;
            return Optional.of(capture);
        } catch (CancellationException _) {
            throw new InterruptedException("stopped while " + tracker.name() + " was asked");
        } finally {
            if (!kept) {
                app.database().write(tx -> app.schedules().giveUp(tx, tracker.id(), app.time().now(), Poller.LEASE));
            }
        }
    }

    private Account account(Transaction tx, Tracker tracker) {
        return Accounts.of(tracker, app.definitions(), app.registry().access(tx, tracker.id()).orElseThrow(() -> new IllegalArgumentException("What is"
                + " kept of the key, cookie or proxy of “" + tracker.name() + "” was changed on the disk and can't be opened. Enter it anew: trackerwatch tracker edit.")));
    }
}
