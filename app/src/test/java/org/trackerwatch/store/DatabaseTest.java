package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("trackerwatch.db");
    }

    @Test
    void what_was_written_is_there_after_opening_anew() {
        try (var database = Database.open(file)) {
            database.write(tx -> new Heartbeats().beat(tx, "poller", NOW));
        }
        try (var database = Database.open(file)) {
            assertEquals(Map.of("poller", NOW), database.read(tx -> new Heartbeats().all(tx)));
        }
    }

    @Test
    void what_failed_half_way_is_not_there_at_all() {
        try (var database = Database.open(file)) {
            assertThrows(IllegalArgumentException.class, () -> database.write(tx -> {
                beat(tx, 1);
                throw new IllegalArgumentException("half way");
            }));
            assertEquals(0, beats(database));
            database.write(tx -> beat(tx, 1));
            assertEquals(1, beats(database));
        }
    }

    @Test
    void a_failed_statement_leaves_the_database_usable() {
        try (var database = Database.open(file)) {
            assertThrows(StoreException.class,
                    () -> database.write(tx -> tx.update("INSERT INTO heartbeat VALUES (NULL, 1)")));
            assertThrows(StoreException.class,
                    () -> database.read(tx -> tx.query("SELECT nothing", row -> row.getInt(1))));
            database.write(tx -> beat(tx, 1));
            assertEquals(1, beats(database));
        }
    }

    @Test
    void the_same_statement_runs_while_its_own_rows_are_read() {
        try (var database = Database.open(file)) {
            database.write(tx -> {
                beat(tx, 1);
                beat(tx, 2);
            });
            var sql = "SELECT loop FROM heartbeat ORDER BY loop";
            var nested = database.read(tx -> tx.query(sql,
                    row -> row.getString(1) + tx.query(sql, inner -> inner.getString(1)).size()));
            assertEquals(List.of("loop 12", "loop 22"), nested);
        }
    }

    @Test
    void a_transaction_is_not_begun_within_another() {
        try (var database = Database.open(file)) {
            assertThrows(IllegalStateException.class,
                    () -> database.write(tx -> database.write(inner -> beat(inner, 1))));
        }
    }

    @Test
    void a_reader_sees_one_state_and_waits_for_no_writer() {
        try (var database = Database.open(file)) {
            database.write(tx -> beat(tx, 1));
            database.write(tx -> {
                beat(tx, 2);
                assertEquals(1, beats(database));
            });
            database.<Object>read(tx -> {
                assertEquals(2, count(tx));
                database.write(inner -> beat(inner, 3));
                assertEquals(2, count(tx), "what was committed since the reading began");
                return tx;
            });
            assertEquals(3, beats(database));
        }
    }

    @Test
    void readers_can_not_write() {
        try (var database = Database.open(file)) {
            assertThrows(StoreException.class, () -> database.read(tx -> tx.update("DELETE FROM heartbeat")));
        }
    }

    @Test
    void a_crowd_of_readers_takes_turns() throws Exception {
        try (var database = Database.open(file); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.write(tx -> beat(tx, 1));
            Callable<Integer> reading = () -> beats(database);
            for (var found : threads.invokeAll(Stream.generate(() -> reading).limit(200).toList())) {
                assertEquals(1, found.get());
            }
        }
    }

    @Test
    void two_programs_write_at_once_and_nothing_is_lost() throws Exception {
        try (var one = Database.open(file); var other = Database.open(file);
                var threads = Executors.newFixedThreadPool(4)) {
            one.write(tx -> tx.update("INSERT INTO heartbeat VALUES ('count', 0)"));
            Callable<Integer> counting = () -> {
                for (int i = 0; i < 100; i++) {
                    one.write(DatabaseTest::countOn);
                    other.write(DatabaseTest::countOn);
                }
                return 200;
            };
            for (var done : threads.invokeAll(List.of(counting, counting, counting, counting))) {
                assertEquals(200, done.get());
            }
            assertEquals(Optional.of(800), one.read(tx -> tx.first("SELECT at FROM heartbeat", row -> row.getInt(1))));
        }
    }

    @Test
    void programs_that_start_at_once_make_one_database() throws Exception {
        for (int round = 0; round < 5; round++) {
            var fresh = directory.resolve("round" + round).resolve("trackerwatch.db");
            var start = new CountDownLatch(1);
            try (var threads = Executors.newFixedThreadPool(8)) {
                var opened = Stream.generate(() -> threads.submit(() -> {
                    start.await();
                    try (var database = Database.open(fresh)) {
                        return beats(database);
                    }
                })).limit(8).toList();
                start.countDown();
                for (var each : opened) {
                    assertEquals(0, each.get());
                }
            }
        }
    }

    @Test
    void its_files_and_its_new_directory_are_for_its_owner_alone() throws IOException {
        var deep = directory.resolve("config/deep/trackerwatch.db");
        try (var database = Database.open(deep)) {
            database.write(tx -> beat(tx, 1));
            assertEquals("rwx------", rights(deep.getParent()));
            assertEquals("rwx------", rights(deep.getParent().getParent()));
            for (var name : List.of("trackerwatch.db", "trackerwatch.db-wal", "trackerwatch.db-shm")) {
                assertEquals("rw-------", rights(deep.resolveSibling(name)), name);
            }
        }
    }

    @Test
    void the_rights_of_a_directory_that_was_there_stay_as_they_are() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        Database.open(file).close();
        assertEquals("rwxr-x---", rights(directory));
    }

    @Test
    void opening_takes_less_than_50_ms_once_the_program_is_warm() {
        Database.open(file).close();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            Database.open(file).close();
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf("opening the database: %.1f ms%n", best / 1e6);
        assertTrue(best < 50_000_000, best + " ns");
    }

    @Test
    void what_is_deleted_leaves_no_trace_in_the_file() throws IOException {
        try (var database = Database.open(file)) {
            database.write(tx -> tx.update("INSERT INTO setting VALUES ('planted', 'p1anted-text')"));
            database.write(tx -> tx.update("DELETE FROM setting"));
            database.checkpoint();
        }
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("p1anted-text"));
    }

    private static void countOn(Transaction tx) {
        int count = tx.first("SELECT at FROM heartbeat", row -> row.getInt(1)).orElseThrow();
        tx.update("UPDATE heartbeat SET at = ?", count + 1);
    }

    private static void beat(Transaction tx, int nr) {
        new Heartbeats().beat(tx, "loop " + nr, NOW);
    }

    private static int beats(Database database) {
        return database.read(DatabaseTest::count);
    }

    private static int count(Transaction tx) {
        return tx.first("SELECT count(*) FROM heartbeat", row -> row.getInt(1)).orElseThrow();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
