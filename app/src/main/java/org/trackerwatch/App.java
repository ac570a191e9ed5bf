package org.trackerwatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Terms;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.deliver.Dispatcher;
import org.trackerwatch.deliver.Notifier;
import org.trackerwatch.deliver.Ping;
import org.trackerwatch.poll.Accounts;
import org.trackerwatch.poll.Bookkeeper;
import org.trackerwatch.poll.Cadence;
import org.trackerwatch.poll.Lookout;
import org.trackerwatch.poll.Poller;
import org.trackerwatch.poll.Scheduler;
import org.trackerwatch.store.Admissions;
import org.trackerwatch.store.ApiKeys;
import org.trackerwatch.store.Arrangement;
import org.trackerwatch.store.Attempts;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.DeadLetters;
import org.trackerwatch.store.Deliveries;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Heartbeats;
import org.trackerwatch.store.History;
import org.trackerwatch.store.Incidents;
import org.trackerwatch.store.Lock;
import org.trackerwatch.store.Outbox;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.store.Schedules;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Silences;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Reader;
import org.trackerwatch.trackers.Time;

/// The program: what lasts, the half that polls and the half that delivers, and the one way to any of them. Each part is
/// made when it is first asked for, so a command opens no more than it needs.
public final class App implements AutoCloseable {

    private final Config config;
    private final Doors doors;
    private final Once<Definitions> definitions = new Once<>(() -> Definitions.bundledAnd(config().definitions()));
    private final Once<Rulebook> rulebook = new Once<>(() -> Rulebook.bundledAnd(config().rules()));
    private final Once<Daemon> daemon = new Once<>(() -> new Daemon(this));
    private final Stores stores;
    private final Polling polling;
    private final Delivering delivering;

    private App(Config config, Doors doors) {
        this.config = config;
        this.doors = doors;
        stores = new Stores(config, doors);
        polling = new Polling(this, doors);
        delivering = new Delivering(this, doors);
    }

    public static App open(Config config) {
        return open(config, Doors.real());
    }

    public static App open(Config config, Doors doors) {
        return new App(config, doors);
    }

    /// Polls, delivers and serves the page until [#stop()] or an interrupt.
    ///
    /// @param listening is told the port, once the page can be asked for
    /// @throws org.trackerwatch.store.StoreException if another daemon runs on the same directory, or the port is taken
    public void serve(IntConsumer listening) {
        daemon.get().run(listening);
    }

    /// Ends [#serve] and waits for it, as long as a container allows.
    public void stop() {
        daemon.get().stop();
    }

    /// What the loops of [#serve] do, for who has a clock of his own: each run polls what is due, one tracker after the
    /// other, and sends what is due.
    public Runnable rounds() {
        var scheduler = scheduler(Runnable::run);
        var lookout = lookout(Runnable::run);
        return () -> {
            scheduler.runDue();
            lookout.runDue();
            dispatcher().runDue();
        };
    }

    /// Whether a daemon runs on the directory: this very program, or another. The lock itself is not looked at by who holds
    /// it, since that would give it up.
    public boolean daemonRuns() {
        return daemon.peek().filter(Daemon::runs).isPresent() || Lock.isHeld(config.directory());
    }

    /// Sends what waits, for a command that holds the lock in place of a daemon.
    public void deliverPending() throws InterruptedException {
        delivering.drain();
    }

    /// How often it is read: as the user wants it, but not more often than the site allows.
    public Duration interval(Tracker tracker) {
        return database().read(tx -> interval(tx, tracker));
    }

    public Duration interval(Transaction tx, Tracker tracker) {
        return cadence(tx, tracker).interval();
    }

    /// The least time between two polls that its site allows.
    public Duration floor(Tracker tracker) {
        return database().read(tx -> cadence(tx, tracker)).floor();
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

    /// Fit to make keys.
    public RandomGenerator random() {
        return doors.random();
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

    public Database database() {
        return stores.database();
    }

    /// The same, but empty if it is being opened for longer than that.
    public Optional<Database> database(Duration patience) {
        return stores.database(patience);
    }

    public Registry registry() {
        return stores.registry();
    }

    public Targets targets() {
        return stores.targets();
    }

    public SealedSettings sealedSettings() {
        return stores.sealedSettings();
    }

    public Arrangement arrangement() {
        return stores.arrangement();
    }

    public Schedules schedules() {
        return stores.schedules();
    }

    public History history() {
        return stores.history();
    }

    public Events events() {
        return stores.events();
    }

    public Deliveries deliveries() {
        return stores.deliveries();
    }

    public Attempts attempts() {
        return stores.attempts();
    }

    public Incidents incidents() {
        return stores.incidents();
    }

    public DeadLetters deadLetters() {
        return stores.deadLetters();
    }

    public Silences silences() {
        return stores.silences();
    }

    public ApiKeys apiKeys() {
        return stores.apiKeys();
    }

    public Admissions admissions() {
        return stores.admissions();
    }

    public Heartbeats heartbeats() {
        return stores.heartbeats();
    }

    public Reader reader() {
        return polling.reader();
    }

    public Bookkeeper bookkeeper() {
        return polling.bookkeeper();
    }

    public Poller poller() {
        return polling.poller();
    }

    public Outbox outbox() {
        return delivering.outbox();
    }

    public Dispatcher dispatcher() {
        return delivering.dispatcher();
    }

    Ping ping() {
        return delivering.ping();
    }

    /// The services that alerts can go to.
    public List<Notifier> notifiers() {
        return delivering.notifiers();
    }

    /// Sends no more, then shuts what the sending wrote to.
    @Override
    public void close() {
        delivering.close();
        stores.close();
    }

    Lock lock() {
        return Lock.take(config.directory());
    }

    /// Takes up what a program left that was killed. The lock must be held.
    void recover() {
        polling.recover();
        delivering.recover();
    }

    Scheduler scheduler(Executor executor) {
        return polling.scheduler(executor);
    }

    Lookout lookout(Executor executor) {
        return polling.lookout(executor);
    }

    Cadence cadence(Transaction tx, Tracker tracker) {
        return polling.cadence(tx, tracker);
    }

    /// To what lies outside, for the classes beside this one.
    Doors doors() {
        return doors;
    }
}
