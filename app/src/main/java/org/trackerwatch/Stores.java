package org.trackerwatch;

import java.time.Duration;
import java.util.Optional;
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
import org.trackerwatch.store.Registry;
import org.trackerwatch.store.Schedules;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Silences;
import org.trackerwatch.store.Targets;
import org.trackerwatch.store.Vault;

/// What lasts, and the one database that all of it lies in.
final class Stores implements AutoCloseable {

    private final Once<Database> database;
    private final Once<Vault> vault;
    private final Once<Registry> registry;
    private final Once<Targets> targets;
    private final Once<SealedSettings> sealedSettings;
    private final Arrangement arrangement = new Arrangement();
    private final Once<Admissions> admissions;
    private final Schedules schedules = new Schedules();
    private final History history = new History();
    private final Events events = new Events();
    private final Deliveries deliveries = new Deliveries();
    private final Attempts attempts = new Attempts();
    private final Incidents incidents = new Incidents();
    private final DeadLetters deadLetters = new DeadLetters();
    private final Silences silences = new Silences();
    private final ApiKeys apiKeys = new ApiKeys();
    private final Heartbeats heartbeats = new Heartbeats();

    Stores(Config config, Doors doors) {
        database = new Once<>(() -> Database.open(config.database(), config.keyFile()));
        vault = new Once<>(() -> Vault.open(config.keyFile(), database.get(), doors.random()));
        registry = new Once<>(() -> new Registry(vault.get()));
        targets = new Once<>(() -> new Targets(vault.get()));
        sealedSettings = new Once<>(() -> new SealedSettings(vault.get()));
        admissions = new Once<>(() -> new Admissions(vault.get()));
    }

    /// Opens the vault along with it: in a transaction, where the registry is mostly asked for, it would be too late.
    Database database() {
        vault.get();
        return database.get();
    }

    /// The same, but empty if it is being opened for longer than that.
    Optional<Database> database(Duration patience) {
        return vault.within(patience).map(_ -> database.get());
    }

    Registry registry() {
        return registry.get();
    }

    Targets targets() {
        return targets.get();
    }

    SealedSettings sealedSettings() {
        return sealedSettings.get();
    }

    Arrangement arrangement() {
        return arrangement;
    }

    Schedules schedules() {
        return schedules;
    }

    History history() {
        return history;
    }

    Events events() {
        return events;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Attempts attempts() {
        return attempts;
    }

    Incidents incidents() {
        return incidents;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Silences silences() {
        return silences;
    }

    ApiKeys apiKeys() {
        return apiKeys;
    }

    Admissions admissions() {
        return admissions.get();
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    @Override
    public void close() {
        database.peek().ifPresent(Database::close);
    }
}
