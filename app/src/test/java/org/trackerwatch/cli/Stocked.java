package org.trackerwatch.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;

/// Puts things into a directory behind the program's back, as its daemon would.
record Stocked(Path directory) {

    /// Planted wherever a secret can be: no output may ever contain it.
    static final String PLANTED = "pLanTed0SecRet1pLanTed2SecRet3";

    static final Instant ADDED = Instant.parse("2026-01-01T00:00:00Z");

    Tracker tracker(String name) {
        return with((app, tx) -> app.registry().add(tx, new Tracker(0, name, "unit3d", Optional.of("https://tracker.example"),
                Optional.of("someone"), Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, ADDED),
                new Credential.ApiKey(new Secret(PLANTED)), Optional.of(new Secret("http://user:" + PLANTED + "@proxy:1080")), ADDED));
    }

    Target target(String name) {
        return with((app, tx) -> app.targets().add(tx, new Target(0, name, "discord",
                new Secret("https://discord.com/api/webhooks/123456789012345678/" + PLANTED), java.util.Set.of(),
                java.util.Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
    }

    void snapshot(Tracker tracker, Instant at, AccountStats stats) {
        with((app, tx) -> {
            app.history().append(tx, new Snapshot(tracker.id(), at, stats, false));
            return tracker;
        });
    }

    <T> T with(BiFunction<App, Transaction, T> work) {
        var config = Config.of(Optional.empty(), Map.of("TRACKERWATCH_CONFIG", directory.toString(), "TZ", "UTC"));
        try (var app = App.open(config)) {
            app.registry();
            return app.database().writeAndGet(tx -> work.apply(app, tx));
        }
    }
}
