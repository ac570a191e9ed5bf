package org.trackerwatch.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.core.Target;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Digests;
import org.trackerwatch.store.Leases;
import org.trackerwatch.store.Letters;
import org.trackerwatch.store.Limits;
import org.trackerwatch.store.Notices;
import org.trackerwatch.store.Outbox;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Time;

/// Sends what is due: targets beside each other, each target's messages one request after the other. It does not wait
/// for the clock; whoever calls it does.
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /// How long one pass waits for a target that does not answer; the others' messages shall not.
    private static final Duration LONGEST_PASS = Duration.ofSeconds(1);

    /// Between looks at what cooldowns have let go, what still stands, and what has expired. The first one comes that long
    /// after the start, which has enough to do.
    private static final Duration UPKEEP = Duration.ofSeconds(10);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    /// What a pass did.
    ///
    /// @param requests that were made
    /// @param next     when the next waiting message can be sent; empty if none waits
    public record Pass(int requests, Optional<Instant> next) {}

    private final Database database;
    private final Targets targets;
    private final Outbox outbox;
    private final Leases leases;
    private final Map<String, Notifier> notifiers;
    private final Wire wire;
    private final Time time;
    private final Courier courier;
    private final Notices notices;
    private final Digests digests;
    private final Lament lament;
    private final Attempts attempts = new Attempts();
    private final Limits limits = new Limits();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Long, CompletableFuture<Courier.Round>> running = new HashMap<>();
    private final Map<Long, String> stumbles = new HashMap<>();
    private volatile boolean stopping;
    private Instant upkeep;

    public Dispatcher(Database database, Targets targets, Outbox outbox, Leases leases, Letters letters,
                      List<Notifier> notifiers, Wire wire, Time time) {
        this.database = database;
        this.targets = targets;
        this.outbox = outbox;
        this.leases = leases;
        this.notices = new Notices(targets);
        this.digests = letters.digests();
        this.lament = new Lament(database, targets);
        this.notifiers = notifiers.stream().collect(Collectors.toUnmodifiableMap(Notifier::kind, notifier -> notifier));
        this.wire = wire;
        this.time = time;
        this.upkeep = time.now().plus(UPKEEP);
        this.courier = new Courier(database, targets, outbox, leases, letters, this.notifiers, wire, time);
    }

    /// To be called when the program starts: what the last one left half done may have been sent, and is sent again,
    /// marked.
    ///
    /// @param alone the caller holds the directory's lock, so that nobody else is sending
    public void recover(boolean alone) {
        int found = database.writeAndGet(tx -> leases.recover(tx, time.now(), alone));
        if (found > 0) {
            LOG.warn("{} message(s) were being sent when trackerwatch last ended. They may arrive twice, and say so.", found);
        }
    }

    /// One pass over all targets. One that does not answer goes on by itself while this returns.
    public synchronized Pass runDue() {
        if (stopping) {
            return new Pass(0, Optional.empty());
        }
        keepUp(time.now());
        var ids = database.read(targets::list).stream()
                .filter(target -> notifiers.containsKey(target.kind())).map(Target::id).toList();
        ids.forEach(id -> running.computeIfAbsent(id, _ -> CompletableFuture.supplyAsync(() -> courier.carry(id), threads)));
        awaitAll();
        var rounds = finished();
        var next = Stream.concat(rounds.stream().flatMap(round -> round.next().stream()),
                running.isEmpty() ? Stream.empty() : Stream.of(time.now().plus(LONGEST_PASS))).min(Comparator.naturalOrder());
        return new Pass(rounds.stream().mapToInt(Courier.Round::requests).sum(), next);
    }

    /// Sends what is due and becomes due until then. For a command that waits for what it caused; the daemon has its loop.
    ///
    /// @return how many requests were made
    public int drain(Instant until) throws InterruptedException {
        int requests = 0;
        keepUpNow();
        database.write(tx -> outbox.hasten(tx, time.now()));
        while (true) {
            var pass = runDue();
            requests += pass.requests();
            if (pass.next().filter(until::isAfter).isEmpty()) {
                return requests;
            }
            var pause = Duration.between(time.now(), pass.next().get());
            time.sleep(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
        }
    }

    /// Asks the service whether a target's address works, without posting anything.
    ///
    /// @param target need not be stored yet
    public Notifier.Check check(Target target) {
        var notifier = notifiers.get(target.kind());
        if (notifier.check(target).isEmpty()) {
            return judge(target, true);
        }
        var posting = notifier.pace(target);
        var asking = new Pace(posting.host(), posting.bucket() + "/check", Map.of());
        var free = database.read(tx -> limits.freeAt(tx, asking, time.now()));
        if (free.isAfter(time.now())) {
            return new Notifier.Check.Unknown("No questions are allowed before " + free.truncatedTo(ChronoUnit.SECONDS) + ".");
        }
        long attempt = database.writeAndGet(tx -> attempts.begin(tx, stored(target), asking, time.now()));
        var enquiry = Enquiry.of(wire, notifier, target).orElseThrow();
        database.write(tx -> note(tx, attempt, posting, asking, enquiry.upshot()));
        return enquiry.check();
    }

    /// Posts one message to a target that need not be stored, once and at once.
    public Trial.Outcome attempt(Target target, Message message) {
        return new Trial(database, wire, time).of(notifiers.get(target.kind()), target, message);
    }

    /// Whether a target may lead where it does. Its service is asked nothing, and what it would be sent goes nowhere.
    ///
    /// @param target    need not be stored yet
    /// @param resolving also asks the network's own name server where it leads
    public Notifier.Check judge(Target target, boolean resolving) {
        var at = time.now();
        var words = new Message(Severity.INFO, "trackerwatch", "", List.of(), at, "", Optional.empty());
        var call = notifiers.get(target.kind()).render(new Parcel(List.of(words), Delivery.Form.SHARED, "judge", at, false), target);
        return wire.judge(call, resolving);
    }

    /// Begins no request any more.
    public void stop() {
        stopping = true;
        courier.stop();
    }

    /// Lets requests end that are under way: a message whose answer is waited for must not become an uncertain one.
    @Override
    public void close() {
        stop();
        takeNoMore();
        threads.close();
    }

    /// Waits for no answer any longer: what has none by now may have arrived, and is kept as such.
    public void abandon() {
        threads.shutdownNow();
    }

    /// Once the pass has ended that may be about to use them.
    private synchronized void takeNoMore() {
        threads.shutdown();
    }

    private synchronized void keepUpNow() {
        upkeep = time.now();
        keepUp(upkeep);
    }

    private void keepUp(Instant now) {
        boolean clockWasSetBack = upkeep.isAfter(now.plus(UPKEEP));
        if (now.isBefore(upkeep) && !clockWasSetBack) {
            return;
        }
        upkeep = now.plus(UPKEEP);
        var dead = database.writeAndGet(tx -> {
            leases.recover(tx, now, false);
            outbox.followUps(tx, now);
            digests.followUps(tx, targets.list(tx), this::room, now);
            var expired = leases.expire(tx, now);
            notices.watch(tx, now);
            return expired;
        });
        lament.sound(now);
        dead.forEach(delivery -> LOG.error("Delivery {} is given up. {}", delivery.id(), delivery.reason().orElse("")));
    }

    private int room(Target target) {
        return Optional.ofNullable(notifiers.get(target.kind())).map(Notifier::room).orElse(Notifier.ROOM);
    }

    private void awaitAll() {
        try {
            CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
                    .get(LONGEST_PASS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // Who is not done goes on; who failed is found among the finished.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes out those that ended. Trouble with the database is everybody's and goes on to the caller, after all were taken;
    /// what one target alone stumbled over is told and keeps no other waiting.
    private List<Courier.Round> finished() {
        var ended = running.entrySet().stream().filter(entry -> entry.getValue().isDone()).toList();
        ended.forEach(entry -> running.remove(entry.getKey()));
        var failed = ended.stream().filter(entry -> entry.getValue().isCompletedExceptionally()).toList();
        failed.stream().map(entry -> entry.getValue().exceptionNow()).filter(StoreException.class::isInstance)
                .map(StoreException.class::cast).findFirst().ifPresent(trouble -> {
                    throw trouble;
                });
        failed.forEach(entry -> stumbled(entry.getKey(), Stumble.of(entry.getValue().exceptionNow())));
        var well = ended.stream().filter(entry -> !entry.getValue().isCompletedExceptionally()).toList();
        well.forEach(entry -> stumbles.remove(entry.getKey()));
        return well.stream().map(entry -> entry.getValue().resultNow()).toList();
    }

    /// The same each second is told once.
    private void stumbled(long target, String trouble) {
        if (!trouble.equals(stumbles.put(target, trouble))) {
            LOG.error("What waits for target {} could not be worked off, and is tried again: a fault of trackerwatch's own ({})."
                    + " Please report it.", target, trouble);
        }
    }

    /// Of what the answer says of limits, the channel matters to posting; for how long to wait is about asking, which is counted
    /// apart.
    private void note(Transaction tx, long attempt, Pace posting, Pace asking, Upshot came) {
        attempts.end(tx, attempt, "check", Optional.empty(), came.kept());
        var at = came.kept().at();
        limits.learn(tx, posting, new Pace.Learned(Optional.empty(), Optional.empty(), came.learned().channel()), at);
        limits.learn(tx, asking, new Pace.Learned(Optional.empty(), came.learned().freeAt(), Optional.empty()), at);
        limits.refusals(tx, posting, at);
        if (came.result() instanceof Result.Throttled(var told, var scope)) {
            limits.hold(tx, asking, scope, at.plus(told), at);
        }
    }

    private static Optional<Long> stored(Target target) {
        return target.id() == 0 ? Optional.empty() : Optional.of(target.id());
    }
}
