package org.trackerwatch.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Schedules;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Time;

/// Starts the polls that are due. When a tracker is due, and that somebody polls it, lies in the
/// database; all that it remembers itself is the clock.
public final class Scheduler {

    /// How often the daemon goes round.
    public static final Duration ROUND = Duration.ofSeconds(1);

    /// Polls at the same time; each waits on the network nearly all of its time.
    static final int AT_ONCE = 128;

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final Database database;
    private final Registry registry;
    private final Schedules schedules;
    private final BiFunction<Transaction, Tracker, Cadence> cadence;
    private final Poller poller;
    private final Time time;
    private final RandomGenerator random;
    private final Executor executor;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /// When it last went round; at first the far future, as the clock may have been set while the program was off.
    private Instant before = Instant.MAX;

    /// @param executor runs each poll; a thread a task in the daemon, the caller's own in a test
    public Scheduler(Database database, Registry registry, Schedules schedules, BiFunction<Transaction, Tracker, Cadence> cadence,
                     Poller poller, Time time, RandomGenerator random, Executor executor) {
        this.database = database;
        this.registry = registry;
        this.schedules = schedules;
        this.cadence = cadence;
        this.poller = poller;
        this.time = time;
        this.random = random;
        this.executor = executor;
    }

    /// One round: starts what is due and has a place. Nothing while the disk is full: no site is asked for what can't be kept.
    ///
    /// @return how many polls it started
    public int runDue() {
        if (database.reserve().isGivenUp()) {
            return 0;
        }
        realign();
        var due = database.read(tx -> schedules.due(tx, time.now(), places.availablePermits()));
        var taken = due.isEmpty() ? due : poller.take(due);
        taken.forEach(this::start);
        return taken.size();
    }

    /// Moves due times that can't be meant: the machine slept, the program was off, or the clock was set back. What is
    /// overdue then is spread, so that no site meets all its users' polls at the moment when their power returns.
    ///
    /// A poll of which nothing was kept, for whatever reason, may have asked its site none the less, and counts as one.
    private void realign() {
        var now = time.now();
        boolean setBack = before.isAfter(now);
        if (setBack) {
            database.write(tx -> schedules.followClock(tx, now, Poller.LEASE));
        }
        before = now;
        var latest = now.plus(setBack ? Cadence.SHORTEST : Cadence.LONGEST_RETRY_AFTER);
        var abandoned = database.read(tx -> schedules.abandoned(tx, now));
        if (!abandoned.isEmpty()) {
            database.write(tx -> abandoned.forEach(tracker -> schedules.giveUp(tx, tracker, afterPoll(tx, tracker, now.minus(Poller.LEASE)), Poller.LEASE)));
        }
        var strange = database.read(tx -> schedules.outside(tx, now.minus(Cadence.OVERSLEPT), latest));
        if (!strange.isEmpty()) {
            database.write(tx -> strange.forEach(tracker -> correct(tx, tracker, now)));
        }
    }

    /// When a tracker may be asked after a poll of which nothing is known but when it may have asked.
    private Instant afterPoll(Transaction tx, long tracker, Instant asked) {
        try {
            return registry.get(tx, tracker).map(known -> cadence.apply(tx, known).afterSuccess(asked, random)).orElse(asked);
        } catch (RuntimeException _) {
            return asked.plus(Cadence.LONGEST_BACK_OFF);
        }
    }

    private void correct(Transaction tx, long tracker, Instant now) {
        var planned = schedules.get(tx, tracker);
        registry.get(tx, tracker).flatMap(known -> cadence.apply(tx, known).corrected(planned.dueAt(), planned.failure(), now, random))
                .ifPresent(moved -> schedules.move(tx, tracker, moved));
    }

    /// What was taken has a place: rounds follow each other, and polls only give places back.
    private void start(long tracker) {
        places.acquireUninterruptibly();
        executor.execute(() -> {
            try {
                poller.poll(tracker);
            } catch (StoreException e) {
                LOG.error("A poll could not be kept; the tracker is asked again after its usual time. {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("A poll failed in a way that nobody foresaw; the tracker is asked again after its usual time. {}", Stumble.of(e));
            } finally {
                places.release();
            }
        });
    }
}
