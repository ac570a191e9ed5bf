package org.trackerwatch.deliver;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.trackerwatch.core.Evaluator;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.History;
import org.trackerwatch.store.Leases;
import org.trackerwatch.store.Letters;
import org.trackerwatch.store.Outbox;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.store.Vault;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Time;

/// What a process has open: the program from a poll's outcome to its services.
record Branch(Database database, ZoneId zone, Registry registry, Targets targets, Events events, History history, Outbox outbox,
              Leases leases, Letters letters, Wire wire, Dispatcher dispatcher) {

    private static final Naming NAMING = new Naming("Aither", List.of("ATH"), List.of("aither.cc"), Optional.empty());
    private static final Rulebook RULES = Rulebook.bundled();

    /// @param zone the user's
    static Branch open(Path directory, ZoneId zone, List<Notifier> notifiers, Time time, Wire.Patience patience) {
        var database = Database.open(directory.resolve("trackerwatch.db"));
        var vault = Vault.open(directory.resolve("secret.key"), database, new Random(1));
        var registry = new Registry(vault);
        var targets = new Targets(vault);
        var events = new Events();
        var history = new History();
        var outbox = new Outbox(registry, targets, events, history, RULES, _ -> terms(zone), _ -> true, zone);
        var leases = new Leases(targets, new Random(7), zone);
        var letters = new Letters(registry, events, history, RULES, _ -> terms(zone), _ -> NAMING);
        var wire = new Wire(PostOffice.HTTP, time, patience);
        var dispatcher = new Dispatcher(database, targets, outbox, leases, letters, notifiers, wire, time);
        return new Branch(database, zone, registry, targets, events, history, outbox, leases, letters, wire, dispatcher);
    }

    /// What a poll came to, in one transaction, as the poller does it.
    void conclude(Transaction tx, Tracker tracker, Outcome outcome, Instant now) {
        var evaluation = Evaluator.evaluate(tracker, terms(zone), history.state(tx, tracker.id()), outcome, RULES.rules(), now);
        if (outcome instanceof Outcome.Read(var stats)) {
            history.append(tx, new Snapshot(tracker.id(), now, stats, evaluation.doubtful()));
        }
        history.remember(tx, tracker.id(), evaluation.state());
        for (var event : evaluation.events()) {
            events.add(tx, event).ifPresent(id -> outbox.route(tx, id, event, now));
        }
    }

    private static Terms terms(ZoneId zone) {
        return new Terms(Optional.empty(), zone);
    }
}
