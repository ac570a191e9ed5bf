package org.trackerwatch.numbers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Providers;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;

/// The directory of a program that is measured, seen from beside it.
final class Fleet implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final App app;
    private List<Long> trackers = List.of();

    Fleet(Path directory, Map<String, String> environment) {
        app = App.open(Config.of(Optional.of(directory), environment));
        app.database();
    }

    /// One account on each, not due for an hour.
    void add(List<String> addresses, Optional<String> proxy) {
        var now = Time.SYSTEM.now();
        trackers = app.database().writeAndGet(tx -> addresses.stream().map(address -> {
            var id = app.registry().add(tx, new Tracker(0, "Tracker " + address.substring(7), "unit3d", Optional.of(address), Optional.empty(),
                    Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, now),
                    new Credential.ApiKey(new Secret("kEy0fTheAccount" + address)), proxy.map(Secret::new), now).id();
            app.schedules().move(tx, id, now.plus(Duration.ofHours(1)));
            return id;
        }).toList());
    }

    void tell(String webhook, Set<String> rules) {
        app.database().write(tx -> app.targets().add(tx, new Target(0, "alerts", "discord", new Providers(app).address("discord", webhook), rules,
                Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
    }

    /// All at the same moment, so that the program finds them in one round.
    void due() {
        var at = Time.SYSTEM.now();
        app.database().write(tx -> trackers.forEach(id -> app.schedules().move(tx, id, at)));
    }

    /// Spread over the coming hour.
    void settled() {
        var at = Time.SYSTEM.now();
        app.database().write(tx -> {
            for (int nr = 0; nr < trackers.size(); nr++) {
                app.schedules().move(tx, trackers.get(nr), at.plus(Duration.ofMinutes(30)).plus(Duration.ofMillis(nr)));
            }
        });
    }

    /// Until none is due any more, and each was read after the given moment.
    void await(Instant since) throws InterruptedException {
        while (!isRead(since)) {
            Time.SYSTEM.sleep(Duration.ofMillis(20));
        }
    }

    /// Without looking at each of thousands, which would take the time of what is measured.
    private boolean isRead(Instant since) {
        return app.database().read(tx -> tx.first("SELECT 1 FROM schedule WHERE polled_at IS NULL OR polled_at < ? LIMIT 1", row -> row.getInt(1), since)).isEmpty();
    }

    /// Of all that lasts, in bytes, the log beside it brought in.
    long size() throws IOException {
        app.database().checkpoint();
        return Files.size(app.config().database());
    }

    String key() {
        return app.database().writeAndGet(tx -> app.apiKeys().make(tx, "numbers", true, app.random(), Time.SYSTEM.now())).text().reveal();
    }

    @Override
    public void close() {
        app.close();
    }
}
