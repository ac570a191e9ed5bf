package org.trackerwatch.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.trackerwatch.core.Tracker;

/// The whole store on real files in a directory.
final class TestStore implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    final Database database;
    final Registry registry;
    final Targets targets;
    final Schedules schedules = new Schedules();
    final History history = new History();
    final Events events = new Events();

    TestStore(Path directory) {
        database = Database.open(directory.resolve("trackerwatch.db"));
        var vault = Vault.open(directory.resolve("secret.key"), database, new SecureRandom());
        registry = new Registry(vault);
        targets = new Targets(vault);
    }

    /// A tracker that is due now.
    long tracker(String name) {
        return get(tx -> registry.add(tx, SomeTrackers.named(name), SomeTrackers.key("key of " + name),
                Optional.empty(), NOW)).id();
    }

    Tracker named(String name) {
        return read(tx -> registry.find(tx, name)).orElseThrow();
    }

    <T> T read(Function<Transaction, T> work) {
        return database.read(work);
    }

    /// Writes and gives the result.
    <T> T get(Function<Transaction, T> work) {
        return database.writeAndGet(work);
    }

    void write(Consumer<Transaction> work) {
        database.write(work);
    }

    @Override
    public void close() {
        database.close();
    }
}
