package org.trackerwatch.deliver;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.trackerwatch.core.Evaluator;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.deliver.FaultScript.Happening;
import org.trackerwatch.deliver.FaultScript.Moment;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.History;
import org.trackerwatch.store.Leases;
import org.trackerwatch.store.Letters;
import org.trackerwatch.store.Outbox;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.store.Vault;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;

/// A [FaultScript] as this program meets it: polls become events and deliveries in a real database, and each target has a
/// dispatcher of its own, so that a run follows from its seed. A kill leaves the database as it is at that moment; another
/// process takes it up.
final class OwnRun implements AutoCloseable {

    /// A hang is real: everything else takes no time.
    static final Wire.Patience PATIENCE = new Wire.Patience(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(2));

    /// What waits at the end of the script has so long to arrive.
    static final Duration AFTERWARDS = Duration.ofHours(14);

    private static final Naming NAMING = new Naming("Aither", List.of(), List.of(), Optional.empty());

    private final Path directory;
    private final FaultScript script;
    private final ServiceRow row = new ServiceRow();
    private final Rulebook rules = Rulebook.bundled();
    private final Map<Integer, Moment> killers = new HashMap<>();
    private final List<Tracker> trackers = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final Instant[] due = new Instant[FaultScript.TARGETS];
    private Duration off = Duration.ZERO;
    private Parts parts;
    private final Random deaths;
    int kills;
    int killsInPolls;

    private record Parts(Database database, Targets targets, Registry registry, Events events, History history, Outbox outbox,
                         List<Leases> leases, List<Dispatcher> dispatchers) {}

    private static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    OwnRun(Path directory, FaultScript script) {
        this.directory = directory;
        this.script = script;
        this.deaths = new Random(script.seed());
        this.parts = open();
    }

    ServiceRow.Tally run() {
        begin();
        var start = row.time.now();
        for (var happening : script.happenings()) {
            deliver(start.plus(happening.at()));
            happen(happening);
        }
        List.copyOf(killers.keySet()).forEach(target -> kill(target, Moment.BETWEEN_REQUESTS));
        killers.clear();
        deliver(start.plus(script.length()).plus(AFTERWARDS));
        return row.tally();
    }

    /// As the program's clock has it, which may be off.
    private Time clock() {
        return new Time() {
            @Override
            public Instant now() {
                return row.time.now().plus(off);
            }

            @Override
            public void sleep(Duration length) {
                row.time.pass(length);
            }
        };
    }

    private Parts open() {
        var database = Database.open(directory.resolve("trackerwatch.db"));
        var vault = Vault.open(directory.resolve("secret.key"), database, new Random(1));
        var stored = new Targets(vault);
        var registry = new Registry(vault);
        var events = new Events();
        var history = new History();
        var outbox = new Outbox(registry, stored, events, history, rules, _ -> terms(), _ -> false, ZoneOffset.UTC);
        var letters = new Letters(registry, events, history, rules, _ -> terms(), _ -> NAMING);
        var leases = row.vendors.stream().map(_ -> new Leases(stored, new Random(script.seed() + kills + killsInPolls), ZoneOffset.UTC)).toList();
        var dispatchers = new ArrayList<Dispatcher>();
        for (int i = 0; i < row.vendors.size(); i++) {
            dispatchers.add(new Dispatcher(database, stored, outbox, leases.get(i), letters, List.of(row.vendors.get(i).notifier()),
                    new Wire(PostOffice.HTTP, clock(), PATIENCE), clock()));
        }
        Arrays.fill(due, Instant.MIN);
        return new Parts(database, stored, registry, events, history, outbox, leases, dispatchers);
    }

    private void begin() {
        parts.database().write(tx -> {
            for (int i = 0; i < FaultScript.TRACKERS; i++) {
                trackers.add(parts.registry().add(tx, new Tracker(0, ServiceRow.name(i), "aither", Optional.empty(), Optional.empty(),
                        Duration.ZERO, Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, clock().now()),
                        new Credential.ApiKey(new Secret("key")), Optional.empty(), clock().now()));
            }
            row.vendors.forEach(vendor -> targets.add(parts.targets().add(tx,
                    PostOffice.everyEvent(vendor.target(0, vendor.notifier().kind())))));
        });
        trackers.forEach(tracker -> poll(tracker, 0));
    }

    private void happen(Happening happening) {
        switch (happening) {
            case Happening.Alert alert -> live(trackers.get(alert.tracker()), row.alert(alert).count());
            case Happening.Outage outage -> row.outage(outage);
            case Happening.Hit hit -> row.hit(hit);
            case Happening.Mended(_, var target) -> mend(targets.get(target).id());
            case Happening.Clock(_, var wrong) -> off = wrong;
            case Happening.Kill(_, var target, var moment) -> Optional.ofNullable(killers.put(target, moment)).ifPresent(_ -> kill(target, Moment.BETWEEN_REQUESTS));
        }
        Arrays.fill(due, Instant.MIN);
    }

    private void mend(long target) {
        parts.database().write(tx -> parts.targets().get(tx, target).filter(now -> now.health().state() == Target.Health.State.REFUSED)
                .ifPresent(refused -> parts.targets().resume(tx, refused.id())));
    }

    /// One poll in ten is the last thing that the program does: half of those leave nothing behind, and are made again.
    private void live(Tracker tracker, int count) {
        switch (deaths.nextInt(20)) {
            case 0 -> {
                try {
                    parts.database().write(tx -> {
                        poll(tx, tracker, count);
                        throw new Killed();
                    });
                } catch (Killed _) {
                    dieInAPoll();
                }
                poll(tracker, count);
            }
            case 1 -> {
                poll(tracker, count);
                dieInAPoll();
            }
            default -> poll(tracker, count);
        }
    }

    private void dieInAPoll() {
        killsInPolls++;
        begone();
    }

    private void poll(Tracker tracker, int count) {
        parts.database().write(tx -> poll(tx, tracker, count));
    }

    private void poll(Transaction tx, Tracker tracker, int count) {
        var evaluation = Evaluator.evaluate(tracker, terms(), parts.history().state(tx, tracker.id()), PostOffice.hitAndRuns(count),
                rules.rules(), clock().now());
        parts.history().remember(tx, tracker.id(), evaluation.state());
        for (var event : evaluation.events()) {
            parts.events().add(tx, event).ifPresent(id -> parts.outbox().route(tx, id, event, clock().now()));
        }
    }

    private void deliver(Instant until) {
        for (int pass = 0; pass < 100_000; pass++) {
            for (int i = 0; i < due.length; i++) {
                if (!due[i].isAfter(row.time.now())) {
                    due[i] = pass(i).map(next -> next.minus(off)).orElse(Instant.MAX);
                }
            }
            var next = Arrays.stream(due).min(Instant::compareTo).orElseThrow();
            if (next.isAfter(until)) {
                row.time.reach(until);
                return;
            }
            row.time.reach(next.isAfter(row.time.now()) ? next : row.time.now().plusMillis(10));
        }
        throw new IllegalStateException("the queue does not end");
    }

    private Optional<Instant> pass(int target) {
        var killer = Optional.ofNullable(killers.get(target)).filter(moment -> moment == Moment.BETWEEN_REQUESTS || isReady(target));
        if (killer.isEmpty()) {
            return parts.dispatchers().get(target).runDue().next();
        }
        killers.remove(target);
        kill(target, killer.get());
        return Optional.of(clock().now());
    }

    private boolean isReady(int target) {
        return parts.database().read(tx -> next(tx, target)) instanceof Leases.Next.Ready;
    }

    private Leases.Next next(Transaction tx, int target) {
        var now = parts.targets().get(tx, targets.get(target).id()).orElseThrow();
        return parts.leases().get(target).next(tx, now, row.vendors.get(target).notifier().pace(now), true, clock().now());
    }

    private void kill(int target, Moment moment) {
        kills++;
        switch (moment) {
            case BETWEEN_REQUESTS -> { }
            case BEFORE_THE_SOCKET -> parts.database().write(tx -> {
                var now = parts.targets().get(tx, targets.get(target).id()).orElseThrow();
                if (next(tx, target) instanceof Leases.Next.Ready(var ready)) {
                    parts.leases().get(target).begin(tx, now, ready.subList(0, 1), row.vendors.get(target).notifier().pace(now), clock().now());
                }
            });
            case BEFORE_THE_NOTE -> dieBeforeTheNote(target);
        }
        begone();
    }

    /// Another process takes up what is left.
    private void begone() {
        parts.dispatchers().forEach(Dispatcher::close);
        parts.database().close();
        parts = open();
        parts.dispatchers().getFirst().recover(true);
    }

    private void dieBeforeTheNote(int target) {
        var host = row.vendors.get(target).host();
        host.whenHandled(parts.database()::close);
        try {
            parts.dispatchers().get(target).runDue();
        } catch (StoreException | IllegalStateException _) {
            // The dead write nothing.
        }
        host.whenHandled(() -> { });
    }

    private static Terms terms() {
        return new Terms(Optional.empty(), ZoneOffset.UTC);
    }

    @Override
    public void close() {
        parts.dispatchers().forEach(Dispatcher::close);
        parts.database().close();
        row.close();
    }
}
