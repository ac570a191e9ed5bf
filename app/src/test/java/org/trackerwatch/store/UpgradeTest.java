package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

class UpgradeTest {

    private static final String WITHOUT_STRIPS = "DROP TRIGGER daily_added; DROP TRIGGER daily_changed; DROP TRIGGER daily_removed; DROP TABLE strip; ";

    @TempDir
    private Path directory;

    private Path file;

    /// As the version before the last migration left it.
    @BeforeEach
    void older() {
        file = directory.resolve("trackerwatch.db");
        new TestStore(directory).close();
        run(WITHOUT_STRIPS + "DROP INDEX verdict_kept; DROP TRIGGER delivery_ended; DROP TABLE poll_tally; DROP TABLE delivery_tally; DROP TABLE seal_key; DROP TABLE backup_state; DROP TABLE lineage; INSERT INTO setting VALUES ('kept', 'yes'); PRAGMA user_version = 11");
    }

    @Test
    void an_older_database_is_kept_before_it_is_changed() {
        Database.open(file).close();
        var kept = Backups.list(directory.resolve("backups")).getFirst();
        assertEquals(Backup.Occasion.UPGRADE, kept.occasion());
        assertEquals(11, kept.from().orElseThrow());
        assertTrue(kept.file().toString().endsWith("-upgrade-11-to-" + Database.FORMAT + ".db"));
        assertEquals(11, Inspection.of(kept.file()).format());
        assertEquals(1, Inspection.of(kept.file()).rows().get("setting"));
    }

    /// A daemon and commands that are begun while it starts: a backup that one of them made after the upgrade would hold the
    /// database as it is after it, and crowd out the true one.
    @Test
    void of_many_that_come_at_once_one_keeps_it_and_the_others_find_it_done() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            var opened = IntStream.range(0, 6).mapToObj(_ -> threads.submit(() -> Database.open(file).close())).toList();
            for (var one : opened) {
                one.get();
            }
        }
        assertEquals(List.of(11), upgrades().stream().map(backup -> Inspection.of(backup.file()).format()).toList());
    }

    @Test
    void what_a_killed_upgrade_left_half_done_goes_with_the_next_one() throws IOException {
        var half = Files.createDirectories(directory.resolve("backups")).resolve("trackerwatch-20260304T120000Z-upgrade-10-to-11.db.unfinished");
        Files.write(half, new byte[1000]);
        Database.open(file).close();
        assertTrue(Files.notExists(half));
    }

    @Test
    void a_new_database_has_nothing_to_keep() {
        Database.open(directory.resolve("new/trackerwatch.db")).close();
        assertEquals(List.of(), Backups.list(directory.resolve("new/backups")));
    }

    @Test
    void days_of_an_older_version_become_strips_at_once() {
        var strips = "SELECT tracker || ' ' || era || ' ' || field || ' ' || hex(numbers) FROM strip ORDER BY tracker, era, field";
        List<String> made;
        try (var store = new TestStore(directory.resolve("newer"))) {
            long tracker = store.tracker("one");
            for (int day = 0; day < 100; day++) {
                var snapshot = new Snapshot(tracker, TestStore.NOW.plus(Duration.ofDays(day)), AccountStats.of(Map.of(Field.SEEDING, new Value.Count(day))), false);
                store.write(tx -> store.history.append(tx, snapshot));
            }
            made = store.read(tx -> tx.query(strips, row -> row.getString(1)));
        }
        assertEquals(3, made.size());
        file = directory.resolve("newer/trackerwatch.db");
        run(WITHOUT_STRIPS + "PRAGMA user_version = 14");
        try (var database = Database.open(file)) {
            assertEquals(made, database.read(tx -> tx.query(strips, row -> row.getString(1))));
        }
    }

    @Test
    void an_upgrade_that_fails_is_undone_and_says_what_to_do() {
        run("CREATE TABLE backup_state (of TEXT)");
        var before = shape();
        var refusal = assertThrows(StoreException.class, () -> Database.open(file));
        var backup = Backups.list(directory.resolve("backups")).getFirst().file();
        assertTrue(refusal.getMessage().startsWith("The database " + file + " could not be brought up to date from format 11. That was undone, so"
                + " the version before still works with it; it is in " + backup + " as well. "), refusal.getMessage());
        assertEquals(before, shape());
    }

    @Test
    void an_upgrade_that_fails_at_each_start_leaves_one_backup_of_what_is_the_same() {
        run("CREATE TABLE backup_state (of TEXT)");
        for (int start = 0; start < 5; start++) {
            assertThrows(StoreException.class, () -> Database.open(file));
        }
        var kept = upgrades();
        assertEquals(1, kept.size());
        assertTrue(Inspection.of(kept.getFirst().file()).isGood());
    }

    @Test
    void an_upgrade_that_fails_at_each_start_leaves_three_backups_of_what_changes() throws IOException {
        run("CREATE TABLE lineage AS SELECT 1 AS id, randomblob(16) AS mark");
        var asked = Files.createDirectories(directory.resolve("backups")).resolve("trackerwatch-20200101T000000Z.db");
        Files.writeString(asked, "the user's own");
        for (int start = 0; start < 5; start++) {
            run("UPDATE setting SET value = '" + start + "' WHERE key = 'kept'");
            assertThrows(StoreException.class, () -> Database.open(file));
        }
        assertTrue(upgrades().size() <= 4, "three, and one where all were made in the same second");
        assertTrue(Files.exists(asked));
    }

    /// Format 11 has no mark yet that tells whose a backup is, so only what holds the same goes.
    @Test
    void of_an_upgrade_from_a_version_without_marks_all_that_differ_stay() {
        run("CREATE TABLE backup_state (of TEXT)");
        for (int start = 0; start < 5; start++) {
            run("UPDATE setting SET value = '" + start + "' WHERE key = 'kept'");
            assertThrows(StoreException.class, () -> Database.open(file));
        }
        assertEquals(5, upgrades().size());
    }

    @Test
    void a_day_that_can_not_be_read_keeps_no_upgrade_from_being_done() {
        try (var store = new TestStore(directory.resolve("newer"))) {
            long tracker = store.tracker("one");
            for (int day = 0; day < 100; day++) {
                var snapshot = new Snapshot(tracker, TestStore.NOW.plus(Duration.ofDays(day)), AccountStats.of(Map.of(Field.SEEDING, new Value.Count(day))), false);
                store.write(tx -> store.history.append(tx, snapshot));
            }
        }
        file = directory.resolve("newer/trackerwatch.db");
        run(WITHOUT_STRIPS + "UPDATE daily SET figures = x'ffffff' WHERE day % 50 = 0; PRAGMA user_version = 14");
        try (var database = Database.open(file)) {
            var days = database.read(tx -> new Courses().days(tx, 1, Field.SEEDING, LocalDate.EPOCH, LocalDate.of(2200, 1, 1)));
            assertEquals(98, days.size());
            assertEquals(3, database.read(tx -> tx.query("SELECT era FROM strip", row -> row.getInt(1))).size());
        }
    }

    @Test
    void without_a_backup_nothing_is_changed() throws IOException {
        Files.writeString(directory.resolve("backups"), "in the way");
        var before = Files.readAllBytes(file);
        var refusal = assertThrows(StoreException.class, () -> Database.open(file));
        assertTrue(refusal.getMessage().startsWith("The database is of an older version and is not brought up to date without a backup."
                + " Nothing was changed. The backup "), refusal.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void a_database_of_early_development_is_told_in_a_sentence() {
        run("PRAGMA user_version = " + Database.FORMAT + "; ALTER TABLE tracker DROP COLUMN position");
        try (var database = Database.open(file)) {
            var refusal = assertThrows(StoreException.class, () -> database.read(tx -> tx.query("SELECT position FROM tracker", row -> row.getInt(1))));
            assertTrue(refusal.getMessage().contains("It lacks a table or column that this version needs"), refusal.getMessage());
            assertTrue(refusal.getMessage().endsWith("Move it away and start anew, or restore a backup."), refusal.getMessage());
        }
    }

    private List<Backup> upgrades() {
        return Backups.list(directory.resolve("backups")).stream().filter(backup -> backup.occasion() == Backup.Occasion.UPGRADE).toList();
    }

    private List<String> shape() {
        try (var session = Session.plain(file)) {
            return session.reading(tx -> tx.query("SELECT sql FROM sqlite_schema ORDER BY name", row -> String.valueOf(row.getString(1))));
        }
    }

    private void run(String sql) {
        try (var session = Session.plain(file)) {
            session.execute(sql);
        }
    }
}
