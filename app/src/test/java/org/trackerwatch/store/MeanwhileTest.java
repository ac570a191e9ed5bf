package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happened between a backup and its restoring is taken from the database that it replaces; where that can't say, it is
/// known why.
final class MeanwhileTest {

    @TempDir
    private Path directory;

    private Path database;
    private Path key;
    private Path backup;

    @BeforeEach
    void fill() {
        database = directory.resolve("trackerwatch.db");
        key = directory.resolve("secret.key");
        try (var store = new TestStore(directory)) {
            store.tracker("Kept");
            RestoreTest.target(store, key);
            RestoreTest.delivery(store, 1);
            RestoreTest.delivery(store, 2);
            backup = made();
            store.tracker("Later");
        }
    }

    @Test
    void messages_that_went_out_since_are_not_sent_again_and_the_others_say_that_they_may_be_old() {
        try (var store = new TestStore(directory)) {
            store.write(tx -> tx.update("UPDATE delivery SET state = 'delivered', settled_at = ?, message_id = 'm' WHERE id = 1", NOW));
        }
        var done = restore();
        assertEquals(1, done.settled());
        assertEquals(1, done.doubtful());
        try (var store = new TestStore(directory)) {
            assertEquals(List.of("delivered 0", "waiting 1"), store.read(tx -> tx.query("SELECT state || ' ' || uncertain FROM delivery ORDER BY id",
                    row -> row.getString(1))));
        }
    }

    @Test
    void what_a_site_was_asked_since_is_not_forgotten() {
        long tracker;
        try (var store = new TestStore(directory)) {
            tracker = store.named("Kept").id();
            store.write(tx -> {
                tx.update("INSERT INTO request (tracker, at, name, method, path, status, bytes, took_ms) VALUES (?, ?, 'api', 'GET', '/', 200, 1, 1)",
                        tracker, NOW);
                tx.update("UPDATE schedule SET due_at = ?, polled_at = ? WHERE tracker = ?", NOW.plusSeconds(3600), NOW, tracker);
                tx.update("UPDATE tracker SET mode = 'stopped' WHERE id = ?", tracker);
                tx.update("INSERT INTO alert VALUES (1, ?, 'ratio-drop', ?)", tracker, NOW);
            });
        }
        restore();
        try (var store = new TestStore(directory)) {
            assertEquals(1L, store.read(Inspection::rows).get("request"));
            assertEquals(1L, store.read(Inspection::rows).get("alert"));
            assertEquals(NOW.plusSeconds(3600).toEpochMilli(), due(store));
            assertEquals("stopped", store.read(tx -> tx.first("SELECT mode FROM tracker", row -> row.getString(1))).orElseThrow());
            assertTrue(store.tracker("Next") > tracker + 1, "an id is used twice");
        }
    }

    @Test
    void where_nothing_is_known_of_the_time_since_no_site_is_asked_at_once() throws IOException {
        Files.write(database, new byte[5000]);
        Files.deleteIfExists(directory.resolve("trackerwatch.db-wal"));
        var done = restore();
        assertEquals(Meanwhile.UNREADABLE, done.meanwhile());
        assertEquals(2, done.doubtful());
        try (var store = new TestStore(directory)) {
            assertEquals(NOW.plus(Duration.ofHours(2)).toEpochMilli(), due(store));
        }
        assertEquals(5000, Files.size(done.replaced().orElseThrow()));
    }

    @Test
    void a_password_that_was_changed_and_a_key_that_was_withdrawn_stay_so() {
        try (var store = new TestStore(directory)) {
            store.write(tx -> {
                tx.update("INSERT INTO api_key (name, hash, access, made_at) VALUES ('old', x'01', 'full', 0)");
                tx.update("INSERT INTO owner VALUES (1, 'leaked', 0)");
                tx.update("INSERT INTO browser_session (hash, way, made_at, seen_at, address, agent) VALUES (x'02', 'password', 0, 0, '', '')");
            });
            backup = made();
            store.write(tx -> {
                tx.update("DELETE FROM api_key");
                tx.update("UPDATE owner SET hash = 'changed'");
            });
        }
        restore();
        try (var store = new TestStore(directory)) {
            var rows = store.read(Inspection::rows);
            assertEquals(0L, rows.get("api_key"));
            assertEquals(0L, rows.get("browser_session"));
            assertEquals("changed", store.read(tx -> tx.first("SELECT hash FROM owner", row -> row.getString(1))).orElseThrow());
        }
    }

    @Test
    void a_database_of_a_newer_version_is_asked_as_far_as_it_can_be() {
        RestoreTest.run(database, "PRAGMA user_version = " + (Database.FORMAT + 1));
        assertEquals(Meanwhile.KNOWN, restore().meanwhile());
        RestoreTest.run(database, "PRAGMA user_version = " + (Database.FORMAT + 1));
        RestoreTest.run(database, "ALTER TABLE request RENAME COLUMN took_ms TO took");
        assertEquals(Meanwhile.NEWER, restore().meanwhile());
    }

    @Test
    void one_that_did_not_go_on_from_the_backup_is_another() {
        RestoreTest.run(database, "UPDATE lineage SET mark = randomblob(16)");
        assertEquals(Meanwhile.ANOTHER, restore().meanwhile());
    }

    private Restore.Restored restore() {
        return new Restore(database, key).restore(backup, new Restore.Key.Present(), NOW.plusSeconds(3600), new SecureRandom());
    }

    private Path made() {
        return new Backups(database).make(directory.resolve("backups"), Backup.Occasion.ASKED_FOR, Optional.empty(), NOW).file();
    }

    private static long due(TestStore store) {
        return store.read(tx -> tx.first("SELECT due_at FROM schedule", row -> row.getLong(1))).orElseThrow();
    }
}
