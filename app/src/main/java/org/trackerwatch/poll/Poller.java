package org.trackerwatch.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Schedules;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Account;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Reader;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.trackers.Visit;

/// Reads a tracker's account and keeps what came of it. The network is asked outside any transaction; what it said, what
/// it means and who is to be told of it are then committed together.
public final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    /// Longer than any poll takes, the waits between requests to a crowded host included.
    public static final Duration LEASE = Duration.ofMinutes(15);

    /// What was being polled when the program ended has been asked already, and may be why it died.
    public static final Duration AFTER_AN_END = Duration.ofMinutes(1);

    /// Before the one second try after network trouble or a 5xx.
    private static final Duration SECOND_TRY = Duration.ofSeconds(15);
    private static final Duration SECOND_TRY_SPREAD = Duration.ofSeconds(15);

    private static final Duration BEFORE_KEEPING_AGAIN = Duration.ofSeconds(15);

    private final Database database;
    private final Registry registry;
    private final Schedules schedules;
    private final Definitions definitions;
    private final Reader reader;
    private final Bookkeeper bookkeeper;
    private final Time time;
    private final RandomGenerator random;

    public Poller(Database database, Registry registry, Schedules schedules, Definitions definitions, Reader reader,
                  Bookkeeper bookkeeper, Time time, RandomGenerator random) {
        this.database = database;
        this.registry = registry;
        this.schedules = schedules;
        this.definitions = definitions;
        this.reader = reader;
        this.bookkeeper = bookkeeper;
        this.time = time;
        this.random = random;
    }

    /// Takes the tracker for a poll, which nobody else starts meanwhile.
    ///
    /// @return false if somebody polls it already, or it is gone
    public boolean take(long tracker) {
        return !take(List.of(tracker)).isEmpty();
    }

    /// The same for many, in one commit: each waits for the disk, and the polls with it.
    ///
    /// @return those that were taken
    List<Long> take(List<Long> trackers) {
        var now = time.now();
        return database.writeAndGet(tx -> trackers.stream().filter(tracker -> schedules.lease(tx, tracker, now, now.plus(LEASE))).toList());
    }

    /// Polls a tracker that was taken.
    ///
    /// @return empty if it was removed meanwhile, or the program is stopping and nothing was learned
    public Optional<Poll> poll(long tracker) {
        var task = database.read(tx -> task(tx, tracker));
        return task.isPresent() ? poll(task.get()) : lost(tracker);
    }

    /// Nothing is asked, with no key or without its proxy; who uses it hears of it as of a refusal.
    private Optional<Poll> lost(long tracker) {
        var kept = database.writeAndGet(tx -> bookkeeper.keepLost(tx, tracker, time.now()));
        kept.ifPresentOrElse(Poller::log, () -> database.write(tx -> schedules.release(tx, tracker)));
        return kept;
    }

    /// Asks for an account that is not kept yet, to prove its credential.
    ///
    /// @return empty if the program is stopping: an answer that was cut off by that proves nothing of the site
    public Optional<Visit> visit(Account account) {
        return visit(account, _ -> { });
    }

    /// Keeps that a password is about to be sent, in a transaction of its own: if the program dies before the answer, it
    /// is not sent once more at the next start.
    public Consumer<Credential.Login> sending(long tracker, Credential used) {
        return login -> database.write(tx -> registry.rotate(tx, tracker, used, login));
    }

    private Optional<Visit> visit(Account account, Consumer<Credential.Login> sending) {
        try {
            var first = reader.read(account, sending);
            if (!worthASecondTry(first) || mayHaveSentPassword(account, first)) {
                return Optional.of(first);
            }
            time.sleep(SECOND_TRY.plusMillis(random.nextLong(SECOND_TRY_SPREAD.toMillis())));
            return Optional.of(joined(first, reader.read(after(account, first), sending)));
        } catch (InterruptedException | CancellationException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private record Task(Tracker tracker, Optional<Definition> definition, Registry.Access access) {}

    private Optional<Task> task(Transaction tx, long id) {
        return registry.get(tx, id).flatMap(tracker -> registry.access(tx, id)
                .map(access -> new Task(tracker, Accounts.definition(definitions, tracker), access)));
    }

    private Optional<Poll> poll(Task task) {
        if (task.definition().filter(Definition::isByHand).isPresent()) {
            leave(task.tracker());
            return Optional.empty();
        }
        var visit = task.definition()
                .map(_ -> visit(Accounts.of(task.tracker(), definitions, task.access()),
                        sending(task.tracker().id(), task.access().credential())))
                .orElseGet(() -> Optional.of(undefined(task)));
        if (visit.isEmpty()) {
            database.write(tx -> schedules.giveUp(tx, task.tracker().id(), time.now().plus(AFTER_AN_END), LEASE));
            return Optional.empty();
        }
        var kept = keep(task, visit.get(), time.now());
        kept.ifPresent(Poller::log);
        return kept;
    }

    /// Its staff refuse programs, and said so after it was added.
    private void leave(Tracker tracker) {
        database.write(tx -> {
            registry.byHand(tx, tracker.id());
            schedules.release(tx, tracker.id());
        });
        LOG.warn("{}: its site refuses such programs and is not asked any more; “tracker record” takes figures by hand.", tracker.name());
    }

    /// A site is not asked again because our own disk is full or a backup locks the database: what it said waits until
    /// it can be kept, as long as the tracker is ours.
    private Optional<Poll> keep(Task task, Visit visit, Instant at) {
        try {
            return keepInTime(task, visit, at);
        } catch (RuntimeException e) {
            keepThatItWasAsked(task, visit, at, e);
            throw e;
        }
    }

    /// Whatever the trouble is with what the site said, it is asked no sooner for it, and with the cookie that it gave.
    private void keepThatItWasAsked(Task task, Visit visit, Instant at, RuntimeException trouble) {
        try {
            database.write(tx -> bookkeeper.keepThatItWasAsked(tx, task.tracker().id(), task.access().credential(), visit, at));
        } catch (RuntimeException e) {
            trouble.addSuppressed(e);
        }
    }

    private Optional<Poll> keepInTime(Task task, Visit visit, Instant at) {
        for (boolean first = true; ; first = false) {
            try {
                return database.writeAndGet(tx ->
                        bookkeeper.keep(tx, task.tracker().id(), task.access().credential(), visit, at));
            } catch (StoreException e) {
                if (first) {
                    LOG.error("The poll of {} can't be kept yet. {}", task.tracker().name(), e.getMessage());
                }
                if (e.trouble() == StoreException.Trouble.DAMAGED || time.now().plus(BEFORE_KEEPING_AGAIN).isAfter(at.plus(LEASE.dividedBy(2))) || !waited()) {
                    throw e;
                }
            }
        }
    }

    private boolean waited() {
        try {
            time.sleep(BEFORE_KEEPING_AGAIN);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void log(Poll poll) {
        var name = poll.tracker().name();
        switch (poll.outcome()) {
            case Outcome.Read _ -> LOG.info("{}: read; next at {}", name, poll.next());
            case Outcome.Failed(var failure) when failure.reason().next() == PollFailure.Next.STOP ->
                LOG.warn("{}: {}; no further request until its credential is changed. {}", name, failure.reason().key(), failure.detail());
            case Outcome.Failed(var failure) ->
                LOG.warn("{}: {}; next at {}. {}", name, failure.reason().key(), poll.next(), failure.detail());
        }
    }

    private static Visit undefined(Task task) {
        return new Visit(new Outcome.Failed(new PollFailure(PollFailure.Reason.NOT_FOUND, "There is no definition “"
                + task.tracker().definition() + "” any more. Put its file back, or choose another with “tracker edit --site”.")),
                Optional.empty(), task.access().memory(), List.of());
    }

    /// The network lost it, or the site says itself that it is in trouble. An answer that makes no sense would make none
    /// half a minute later.
    private static boolean worthASecondTry(Visit visit) {
        return visit.outcome() instanceof Outcome.Failed(var failure) && failure.reason().next() == PollFailure.Next.TRY_AGAIN
                && failure.retryAfter().isEmpty()
                && (failure.reason().blame() == PollFailure.Blame.NETWORK || saysTrouble(visit.requests()));
    }

    /// One login may have been taken, although nothing came back: two within a minute look like guessing.
    private static boolean mayHaveSentPassword(Account account, Visit visit) {
        return account.credential() instanceof Credential.Login && !visit.requests().isEmpty()
                && visit.requests().getLast().method().equals("POST");
    }

    private static boolean saysTrouble(List<Visit.Request> requests) {
        return !requests.isEmpty() && requests.getLast().status() >= 500;
    }

    private static Account after(Account account, Visit visit) {
        return new Account(account.definition(), account.base(), account.username(),
                visit.rotated().orElse(account.credential()), account.proxy(), visit.memory());
    }

    private static Visit joined(Visit first, Visit second) {
        return new Visit(second.outcome(), second.rotated().or(first::rotated), second.memory(),
                Stream.concat(first.requests().stream(), second.requests().stream()).toList());
    }
}
