package org.trackerwatch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.deliver.Discord;
import org.trackerwatch.deliver.Dispatcher;
import org.trackerwatch.deliver.Notifier;
import org.trackerwatch.deliver.Wire;
import org.trackerwatch.indexers.LocalApi;
import org.trackerwatch.poll.Accounts;
import org.trackerwatch.poll.Bookkeeper;
import org.trackerwatch.poll.Cadence;
import org.trackerwatch.poll.Poller;
import org.trackerwatch.poll.Scheduler;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Deliveries;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Heartbeats;
import org.trackerwatch.store.History;
import org.trackerwatch.store.Leases;
import org.trackerwatch.store.Letters;
import org.trackerwatch.store.Lock;
import org.trackerwatch.store.Outbox;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.store.Schedules;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.store.Vault;
import org.trackerwatch.trackers.CredentialKind;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Reader;
import org.trackerwatch.trackers.Time;

/// The parts of the program and how they hang together. Nothing else constructs; each part is made when it is first
/// asked for, so a command opens no more than it needs.
public final class App implements AutoCloseable {

    /// How long a command waits for what it caused to be sent.
    private static final Duration SENDING = Duration.ofSeconds(30);

    /// What was being polled when the program died has been asked already, and may be why it died.
    private static final Duration AFTER_A_CRASH = Duration.ofMinutes(1);

    private final Config config;
    private final Doors doors;
    private final Schedules schedules = new Schedules();
    private final History history = new History();
    private final Events events = new Events();
    private final Deliveries deliveries = new Deliveries();
    private final Attempts attempts = new Attempts();
    private final Heartbeats heartbeats = new Heartbeats();

    private final Once<Definitions> definitions = new Once<>(() -> Definitions.bundledAnd(config().definitions()));
    private final Once<Rulebook> rulebook = new Once<>(() -> Rulebook.bundledAnd(config().rules()));
    private final Once<Database> database = new Once<>(this::openDatabase);
    private final Once<Vault> vault = new Once<>(this::openVault);
    private final Once<Registry> registry = new Once<>(() -> new Registry(vault.get()));
    private final Once<Targets> targets = new Once<>(() -> new Targets(vault.get()));
    private final Once<Outbox> outbox = new Once<>(this::makeOutbox);
    private final Once<Reader> reader = new Once<>(this::makeReader);
    private final Once<Bookkeeper> bookkeeper = new Once<>(this::makeBookkeeper);
    private final Once<Poller> poller = new Once<>(this::makePoller);
    private final Once<Dispatcher> dispatcher = new Once<>(this::makeDispatcher);
    private final Once<List<Notifier>> notifiers = new Once<>(this::makeNotifiers);
    private final Once<Daemon> daemon = new Once<>(() -> new Daemon(this));

    private App(Config config, Doors doors) {
        this.config = config;
        this.doors = doors;
    }

    public static App open(Config config) {
        return open(config, Doors.real());
    }

    public static App open(Config config, Doors doors) {
        return new App(config, doors);
    }

    /// Polls and delivers until [#stop()] or an interrupt.
    ///
    /// @throws org.trackerwatch.store.StoreException if another daemon runs on the same directory
    public void serve() {
        daemon.get().run();
    }

    /// Ends [#serve()] and waits for it, as long as a container allows.
    public void stop() {
        daemon.get().stop();
    }

    /// What the loops of [#serve()] do, for who has a clock of his own: each run polls what is due, one tracker after the
    /// other, and sends what is due.
    public Runnable rounds() {
        var scheduler = scheduler(Runnable::run);
        return () -> {
            scheduler.runDue();
            dispatcher().runDue();
        };
    }

    /// Whether a daemon runs on the directory. Not for the daemon's own process.
    public boolean daemonRuns() {
        return Lock.isHeld(config.directory());
    }

    /// Sends what waits, for a command that holds the lock in place of a daemon.
    public void deliverPending() throws InterruptedException {
        dispatcher.get().drain(time().now().plus(SENDING));
    }

    /// How often it is read: as the user wants it, but not more often than the site allows.
    public Duration interval(Tracker tracker) {
        return database().read(tx -> cadence(tx, tracker)).interval();
    }

    /// The least time between two polls that its site allows.
    public Duration floor(Tracker tracker) {
        return database().read(tx -> cadence(tx, tracker)).floor();
    }

    Cadence cadence(Transaction tx, Tracker tracker) {
        return Cadence.of(tracker, definition(tracker),
                registry().kind(tx, tracker).orElse(CredentialKind.COOKIE));
    }

    /// What rules hold a tracker's figures against.
    public Terms terms(Tracker tracker) {
        return new Terms(definition(tracker).flatMap(Definition::minRatio), config.zone());
    }

    /// What would give a tracker away.
    public Naming naming(Tracker tracker) {
        return Namings.of(tracker, definition(tracker));
    }

    /// How it is read, and what its site's staff wish; empty where its file is gone.
    public Optional<Definition> definition(Tracker tracker) {
        return Accounts.definition(definitions(), tracker);
    }

    /// Where it is read: the same for all trackers of one site.
    public String place(Tracker tracker) {
        return Accounts.place(definitions(), tracker);
    }

    public Config config() {
        return config;
    }

    public Time time() {
        return doors.time();
    }

    public Definitions definitions() {
        return definitions.get();
    }

    public Rulebook rulebook() {
        return rulebook.get();
    }

    /// Opens the vault along with it: in a transaction, where the registry is mostly asked for, it would be too late.
    public Database database() {
        vault.get();
        return database.get();
    }

    public Registry registry() {
        return registry.get();
    }

    public Targets targets() {
        return targets.get();
    }

    public Schedules schedules() {
        return schedules;
    }

    public History history() {
        return history;
    }

    public Events events() {
        return events;
    }

    public Outbox outbox() {
        return outbox.get();
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public Attempts attempts() {
        return attempts;
    }

    public Heartbeats heartbeats() {
        return heartbeats;
    }

    public Reader reader() {
        return reader.get();
    }

    public Bookkeeper bookkeeper() {
        return bookkeeper.get();
    }

    public Poller poller() {
        return poller.get();
    }

    public Dispatcher dispatcher() {
        return dispatcher.get();
    }

    /// The services that alerts can go to.
    public List<Notifier> notifiers() {
        return notifiers.get();
    }

    /// A program in the user's own network.
    LocalApi local(URI address) {
        return new LocalApi(doors.http(), address);
    }

    @Override
    public void close() {
        dispatcher.peek().ifPresent(Dispatcher::close);
        database.peek().ifPresent(Database::close);
    }

    Lock lock() {
        return Lock.take(config.directory());
    }

    /// Takes up what a program left that was killed. The lock must be held.
    void recover() {
        database().write(tx -> schedules.releaseAll(tx, time().now().plus(AFTER_A_CRASH)));
        dispatcher().recover(true);
    }

    Scheduler scheduler(Executor executor) {
        return new Scheduler(database(), registry(), schedules, this::cadence, poller(), time(), doors.random(), executor);
    }

    private Database openDatabase() {
        return Database.open(config.database());
    }

    private Vault openVault() {
        return Vault.open(config.keyFile(), database.get(), doors.random());
    }

    private Outbox makeOutbox() {
        return new Outbox(registry(), targets(), events, history, rulebook(), this::terms);
    }

    private Reader makeReader() {
        return new Reader(doors.http(), time(), doors.random());
    }

    private Bookkeeper makeBookkeeper() {
        return new Bookkeeper(registry(), schedules, history, events, outbox(), targets(), rulebook()::rules, this::terms,
                this::cadence, doors.random());
    }

    private Poller makePoller() {
        return new Poller(database(), registry(), schedules, definitions(), reader(), bookkeeper(), time(), doors.random());
    }

    private List<Notifier> makeNotifiers() {
        return List.of(new Discord(config.discord(), Version.number()));
    }

    private Dispatcher makeDispatcher() {
        var letters = new Letters(registry(), events, history, rulebook(), this::terms, this::naming);
        return new Dispatcher(database(), targets(), outbox(), new Leases(targets(), doors.random()), letters, notifiers(),
                new Wire(doors.http(), time()), time());
    }
}
