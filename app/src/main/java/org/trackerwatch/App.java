package org.trackerwatch;

import org.trackerwatch.store.Database;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Heartbeats;
import org.trackerwatch.store.History;
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Schedules;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Vault;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Time;

/// The parts of the program and how they hang together. Nothing else constructs; each part is made when it is first
/// asked for, so a command opens no more than it needs.
public final class App implements AutoCloseable {

    private final Config config;
    private final Doors doors;
    private final Once<Definitions> definitions;
    private final Once<Database> database;
    private final Once<Vault> vault;
    private final Once<Registry> registry;
    private final Once<Targets> targets;

    private final Schedules schedules = new Schedules();
    private final History history = new History();
    private final Events events = new Events();
    private final Heartbeats heartbeats = new Heartbeats();

    private App(Config config, Doors doors) {
        this.config = config;
        this.doors = doors;
        definitions = new Once<>(() -> Definitions.bundledAnd(config.definitions()));
        database = new Once<>(() -> Database.open(config.database()));
        vault = new Once<>(() -> Vault.open(config.keyFile(), database.get(), doors.random()));
        registry = new Once<>(() -> new Registry(vault.get()));
        targets = new Once<>(() -> new Targets(vault.get()));
    }

    public static App open(Config config) {
        return open(config, Doors.real());
    }

    public static App open(Config config, Doors doors) {
        return new App(config, doors);
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

    public Database database() {
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

    public Heartbeats heartbeats() {
        return heartbeats;
    }

    @Override
    public void close() {
        database.peek().ifPresent(Database::close);
    }
}
