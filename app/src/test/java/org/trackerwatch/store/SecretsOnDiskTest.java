package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;

/// Secrets and unwanted user names are planted, and then looked for in every byte of the directory.
class SecretsOnDiskTest {

    private static final String PLANTED = "pLanTed";

    private static final AccountStats NAMED =
            AccountStats.NOTHING.with(Field.USERNAME, new Value.Text(PLANTED + "Name"))
                    .with(Field.SEEDING, new Value.Count(3));

    @TempDir
    private Path directory;

    private TestStore store;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void no_secret_is_found_in_any_file_while_running_and_after() throws IOException {
        long tracker = tracker("A", Optional.empty());
        store.write(tx -> store.registry.rotate(tx, tracker, secret("key"), secret("rotated")));
        store.write(tx -> store.registry.credential(tx, tracker,
                new Credential.Cookie(new Secret("uid=1; pass=" + PLANTED + "Cookie"), "Firefox"), NOW));
        store.write(tx -> store.registry.proxy(tx, tracker,
                Optional.of(new Secret("socks5://u:" + PLANTED + "Proxy@10.0.0.1"))));
        var target = store.get(tx -> store.targets.add(tx, target("one")));
        store.write(tx -> store.targets.edit(tx, new Target(target.id(), "A", "discord", target("two").address(),
                Set.of(), Set.of(),
                Map.of(), Map.of(), true, Target.Health.GOOD)));
        assertEquals(Set.of(), filesWith(PLANTED));
        store.write(tx -> store.registry.remove(tx, tracker));
        store.database.checkpoint();
        assertEquals(Set.of(), filesWith(PLANTED));
        store.close();
        assertEquals(Set.of(), filesWith(PLANTED));
        assertTrue(Files.size(directory.resolve("trackerwatch.db")) > 50_000, "something was looked at");
    }

    @Test
    void what_is_looked_for_would_be_found() throws IOException {
        store.write(tx -> tx.update("INSERT INTO setting VALUES ('x', ?)", PLANTED));
        assertEquals(Set.of("trackerwatch.db-wal"), filesWith(PLANTED));
        store.database.checkpoint();
        assertEquals(Set.of("trackerwatch.db"), filesWith(PLANTED));
    }

    @Test
    void nothing_that_holds_secrets_prints_them() {
        long tracker = tracker("A", Optional.empty());
        var target = store.get(tx -> store.targets.add(tx, target("one")));
        var access = store.read(tx -> store.registry.access(tx, tracker)).orElseThrow();
        assertTrue(!(access + " " + target).contains(PLANTED), access + " " + target);
    }

    @Test
    void user_names_are_never_stored_while_they_are_not_wanted() throws IOException {
        store.write(tx -> Setting.STORE_USERNAMES.set(tx, "off"));
        long tracker = tracker("A", Optional.of(PLANTED + "Name"));
        store.write(tx -> fill(tx, tracker));
        assertEquals(Set.of(), filesWith(PLANTED));
        assertEquals(Optional.empty(), store.named("A").username());
        checkWithoutName(tracker);
    }

    @Test
    void user_names_that_were_stored_before_go_when_they_are_no_longer_wanted() throws IOException {
        long tracker = tracker("A", Optional.of(PLANTED + "Name"));
        store.write(tx -> fill(tx, tracker));
        store.database.checkpoint();
        assertEquals(Set.of("trackerwatch.db"), filesWith(PLANTED));
        store.write(tx -> Setting.STORE_USERNAMES.set(tx, "off"));
        assertEquals(Set.of(), filesWith(PLANTED));
        checkWithoutName(tracker);
    }

    @Test
    void user_names_are_kept_while_they_are_wanted() {
        long tracker = tracker("A", Optional.of(PLANTED + "Name"));
        store.write(tx -> fill(tx, tracker));
        assertEquals(Optional.of(PLANTED + "Name"), store.named("A").username());
        assertEquals(NAMED, store.read(tx -> store.history.latest(tx, tracker)).orElseThrow().stats());
        assertEquals(NAMED, store.read(tx -> store.history.state(tx, tracker)).known());
        assertEquals(NAMED, store.read(tx -> store.events.find(tx, "about figures")).orElseThrow().event().figures());
    }

    private void fill(Transaction tx, long tracker) {
        store.history.append(tx, new Snapshot(tracker, NOW, NAMED, false));
        store.history.append(tx, new Snapshot(tracker, NOW.plusSeconds(1),
                NAMED.with(Field.SEEDING, new Value.Count(4)), true));
        store.history.append(tx, new Snapshot(tracker, NOW.plusSeconds(2), NAMED, false));
        store.history.remember(tx, tracker, new TrackerState(NAMED, Optional.of(NOW), Optional.of(NAMED),
                Optional.empty(), Map.of(), Set.of()));
        store.events.add(tx, new Event("about figures", tracker, "ratio-drop", Severity.INFO, NOW,
                new Event.Detail.Recovered("opening", NOW, Duration.ZERO), NAMED));
    }

    private void checkWithoutName(long tracker) {
        var unnamed = NAMED.without(Field.USERNAME);
        assertEquals(List.of(unnamed, unnamed.with(Field.SEEDING, new Value.Count(4)), unnamed), store.read(tx ->
                store.history.snapshots(tx, tracker, Instant.MIN, Instant.MAX)).stream().map(Snapshot::stats).toList());
        var state = store.read(tx -> store.history.state(tx, tracker));
        assertEquals(unnamed, state.known());
        assertEquals(Optional.of(unnamed), state.doubt());
        assertEquals(unnamed, store.read(tx -> store.events.find(tx, "about figures")).orElseThrow().event().figures());
    }

    private long tracker(String name, Optional<String> username) {
        var plain = SomeTrackers.named(name);
        return store.get(tx -> store.registry.add(tx,
                new Tracker(0, name, plain.definition(), Optional.empty(), username,
                plain.interval(), Optional.empty(), Optional.empty(), plain.mode(), NOW), secret("key"),
                Optional.empty(), NOW)).id();
    }

    private static Credential secret(String kind) {
        return SomeTrackers.key(PLANTED + kind);
    }

    private static Target target(String kind) {
        return new Target(0, "A", "discord", new Secret("https://discord.example/api/webhooks/1/" + PLANTED + kind),
                Set.of(), Set.of(),
                Map.of(), Map.of(), false, Target.Health.GOOD);
    }

    private Set<String> filesWith(String text) throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }
}
