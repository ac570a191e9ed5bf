package org.trackerwatch.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// Trackers for tests that need some to be there.
final class SomeTrackers {

    static final Instant ADDED = Instant.parse("2026-01-01T00:00:00Z");

    private SomeTrackers() {}

    static Tracker named(String name) {
        return new Tracker(0, name, "aither", Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(),
                Optional.empty(), Tracker.Mode.ACTIVE, ADDED);
    }

    static Credential key(String key) {
        return new Credential.ApiKey(new Secret(key));
    }

    /// Their ids are 1 to `count` in an empty database.
    static void add(Transaction tx, int count) {
        var registry = new Registry(new Vault(Path.of("test.key"), new byte[32], new Random(1)));
        for (int i = 1; i <= count; i++) {
            registry.add(tx, named("tracker " + i), key("key " + i), Optional.empty(), ADDED);
        }
    }
}
