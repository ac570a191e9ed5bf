package org.trackerwatch.store;

import static org.trackerwatch.store.TestStore.NOW;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A program's directory, seen from beside it: nothing in it is open.
record StoreFolder(Path directory) {

    static StoreFolder with(Path directory, String tracker) {
        var folder = new StoreFolder(directory);
        folder.add(tracker);
        return folder;
    }

    Path database() {
        return directory.resolve("trackerwatch.db");
    }

    Path key() {
        return directory.resolve("secret.key");
    }

    void add(String tracker) {
        try (var store = new TestStore(directory)) {
            store.tracker(tracker);
        }
    }

    Path backup(Backup.Occasion occasion, Optional<Path> key) {
        return new Backups(database()).make(directory.resolve("backups"), occasion, key, NOW).file();
    }

    Restore.Restored restore(Path backup, Restore.Key how) {
        return new Restore(database(), key()).restore(backup, how, NOW, new SecureRandom());
    }

    /// Of its trackers. Opens every secret, too.
    Set<String> names() {
        try (var store = new TestStore(directory)) {
            return Set.copyOf(store.<List<String>>read(tx -> store.registry.list(tx).stream().map(tracker -> {
                store.registry.access(tx, tracker.id()).orElseThrow();
                return tracker.name();
            }).toList()));
        }
    }
}
