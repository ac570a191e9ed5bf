package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.poll.Poll;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Reserve;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Outcome;

/// Polls at the user's word. While a daemon runs it is asked to, so that there is one who asks a site; else it is done
/// here.
///
/// The site's floor holds for the user's word too, unless he insists: an impatient finger is as rude as a short interval.
/// Where the site's staff named the floor, or the user a limit, or the site asked to be left alone, insisting is in vain.
public final class PollNow {

    /// What became of the wish to poll one tracker.
    public sealed interface Result {

        Tracker tracker();

        /// @param tracker as it is after the poll: a refusal has stopped it
        /// @param events  that the poll caused
        /// @param next    when it is due again; of no meaning while it is stopped
        record Polled(Tracker tracker, Instant at, Outcome outcome, List<Event> events, Instant next) implements Result {

            private static Polled of(Poll poll) {
                return new Polled(poll.tracker(), poll.at(), poll.outcome(), poll.events(), poll.next());
            }
        }

        /// Asked too lately.
        ///
        /// @param allowed when its site may be asked again
        /// @param bound   somebody asked for that time, so that no insistence shortens it
        record TooEarly(Tracker tracker, Instant allowed, boolean bound) implements Result {}

        /// By the user.
        record Paused(Tracker tracker) implements Result {}

        /// Never polled: its site refuses that.
        record ByHand(Tracker tracker) implements Result {}

        /// Its credential was refused; asking with it again may ban the address.
        record Stopped(Tracker tracker) implements Result {}

        /// What it says could not be kept for sure, and what room is left is for messages.
        record DiskFull(Tracker tracker) implements Result {}

        /// The daemon did not come to it in time, and will.
        ///
        /// @param ended it ended meanwhile, and will when it is started again
        record Unanswered(Tracker tracker, boolean ended) implements Result {}
    }

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final App app;

    public PollNow(App app) {
        this.app = app;
    }

    /// @param force asks before the usual time is over, and with a credential that was refused
    /// @param done  told of each as it comes
    public List<Result> poll(List<Tracker> trackers, boolean force, Consumer<Result> done) throws InterruptedException {
        var results = new ArrayList<Result>();
        var wanted = new ArrayList<Tracker>();
        for (var tracker : trackers) {
            app.database().read(tx -> objection(tx, tracker, force)).ifPresentOrElse(objection -> {
                results.add(objection);
                done.accept(objection);
            }, () -> wanted.add(tracker));
        }
        results.addAll(app.daemonRuns() ? asked(wanted, done) : here(wanted, done));
        return results;
    }

    Optional<Result> objection(Transaction tx, Tracker tracker, boolean force) {
        return switch (tracker.mode()) {
            case MANUAL -> Optional.of(new Result.ByHand(tracker));
            case PAUSED -> Optional.of(new Result.Paused(tracker));
            case STOPPED -> force ? tooEarly(tx, tracker, true).or(() -> vain(tracker)) : Optional.of(new Result.Stopped(tracker));
            case ACTIVE -> tooEarly(tx, tracker, force).or(() -> vain(tracker));
        };
    }

    private Optional<Result> vain(Tracker tracker) {
        return app.definition(tracker).filter(Definition::isByHand).<Result>map(_ -> new Result.ByHand(tracker))
                .or(() -> isDiskFull() ? Optional.of(new Result.DiskFull(tracker)) : Optional.empty());
    }

    /// For the daemon, this one or another.
    private boolean isDiskFull() {
        return app.database().reserve().isGivenUp() || Reserve.isMissed(app.config().database());
    }

    private Optional<Result> tooEarly(Transaction tx, Tracker tracker, boolean force) {
        var floors = new Floors(app);
        var now = app.time().now();
        var bound = floors.bound(tx, tracker).filter(now::isBefore);
        return (force ? bound : floors.usual(tx, tracker)).filter(now::isBefore)
                .map(allowed -> new Result.TooEarly(tracker, allowed, bound.isPresent()));
    }

    private List<Result> here(List<Tracker> trackers, Consumer<Result> done) throws InterruptedException {
        try (var _ = app.lock(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            app.recover();
            var polls = trackers.stream().map(tracker -> threads.submit(() -> poll(tracker, done))).toList();
            var results = new ArrayList<Result>();
            for (var poll : polls) {
                results.add(Futures.result(poll));
            }
            app.lookout(Runnable::run).runDue();
            app.database().write(tx -> app.outbox().conclude(tx, app.time().now()));
            app.deliverPending();
            return results;
        }
    }

    private Result poll(Tracker tracker, Consumer<Result> done) {
        var poll = app.poller().take(tracker.id()) ? app.poller().poll(tracker.id()) : Optional.<Poll>empty();
        var result = poll.<Result>map(Result.Polled::of).orElseGet(() -> new Result.Unanswered(tracker, false));
        done.accept(result);
        return result;
    }

    private List<Result> asked(List<Tracker> trackers, Consumer<Result> done) throws InterruptedException {
        var asked = app.time().now();
        app.database().write(tx -> trackers.forEach(tracker -> ask(tx, tracker, asked)));
        var results = new ArrayList<Result>();
        for (var tracker : trackers) {
            var result = awaited(tracker, asked);
            results.add(result);
            done.accept(result);
        }
        return results;
    }

    private void ask(Transaction tx, Tracker tracker, Instant asked) {
        if (tracker.mode() == Tracker.Mode.STOPPED) {
            app.registry().resume(tx, tracker.id(), asked);
        }
        app.schedules().move(tx, tracker.id(), asked);
    }

    private Result awaited(Tracker tracker, Instant asked) throws InterruptedException {
        while (app.time().now().isBefore(asked.plus(PATIENCE))) {
            var found = app.database().read(tx -> since(tx, tracker, asked));
            if (found.isPresent()) {
                return Result.Polled.of(found.get());
            }
            if (!app.daemonRuns()) {
                return new Result.Unanswered(tracker, true);
            }
            app.time().sleep(GLANCE);
        }
        return new Result.Unanswered(tracker, false);
    }

    private Optional<Poll> since(Transaction tx, Tracker tracker, Instant asked) {
        var now = app.registry().get(tx, tracker.id());
        if (now.isEmpty()) {
            return Optional.empty();
        }
        var schedule = app.schedules().get(tx, tracker.id());
        return schedule.polledAt().filter(polled -> !polled.isBefore(asked))
                .flatMap(polled -> app.history().outcomeAt(tx, tracker.id(), polled))
                .map(ended -> new Poll(now.get(), ended.at(), ended.outcome(), events(tx, tracker, asked), schedule.dueAt()));
    }

    private List<Event> events(Transaction tx, Tracker tracker, Instant asked) {
        return app.events().list(tx, Optional.of(tracker.id()), asked, app.time().now().plusSeconds(1)).stream().map(Events.Stored::event).toList();
    }
}
