package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;

/// A tracker “Kept” is in the backup; “Later” was added after it.
class RestoreTest {

    private static final Restore.Key PRESENT = new Restore.Key.Present();

    @TempDir
    private Path directory;

    private StoreFolder folder;
    private Path database;
    private Path key;
    private Path backup;

    @BeforeEach
    void fill() {
        folder = StoreFolder.with(directory, "Kept");
        database = folder.database();
        key = folder.key();
        try (var store = new TestStore(directory)) {
            target(store, key);
            delivery(store, 1);
            delivery(store, 2);
        }
        backup = folder.backup(Backup.Occasion.ASKED_FOR, Optional.empty());
        folder.add("Later");
    }

    /// It would wait for somebody who writes into it.
    @Test
    void a_pipe_in_the_place_of_its_log_is_none() throws Exception {
        var pipe = backup.resolveSibling(backup.getFileName() + "-wal");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assertEquals(0, new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Restore(database, key).look(backup, PRESENT, NOW, new SecureRandom()));
        assertTimeoutPreemptively(Duration.ofSeconds(20), this::restore);
        assertTrue(Files.exists(pipe));
    }

    @Test
    void the_backup_is_the_database_and_the_former_one_is_kept_whole() throws IOException {
        var done = restore();
        assertEquals(Set.of("Kept"), folder.names());
        assertEquals(Meanwhile.KNOWN, done.meanwhile());
        assertEquals(directory.resolve("trackerwatch.db.replaced-20261121T110000Z"), done.replaced().orElseThrow());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(database)));
        Files.move(done.replaced().orElseThrow(), database, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Set.of("Kept", "Later"), folder.names());
    }

    @Test
    void it_is_refused_while_a_daemon_runs_or_a_command_works() {
        try (var _ = Lock.take(directory)) {
            assertTrue(refused(backup, PRESENT).contains("Stop it or let it finish first"));
        }
        try (var _ = Database.open(database)) {
            assertTrue(refused(backup, PRESENT).startsWith("Another trackerwatch command works with"));
        }
        assertEquals(Set.of("Kept", "Later"), folder.names());
    }

    @Test
    void a_look_changes_nothing_and_does_not_mind_a_daemon() throws IOException {
        var before = Files.readAllBytes(database);
        try (var _ = Lock.take(directory)) {
            var found = new Restore(database, key).look(backup, PRESENT, NOW, new SecureRandom());
            assertEquals(1, found.from().rows().get("tracker"));
            assertEquals(2, found.doubtful());
        }
        assertArrayEquals(before, Files.readAllBytes(database));
        assertFalse(Files.exists(directory.resolve("trackerwatch.db.looked-at")));
    }

    @Test
    void what_is_damaged_newer_or_no_backup_is_refused_and_changes_nothing() throws IOException {
        var notes = Files.writeString(directory.resolve("notes"), "no database ".repeat(500));
        assertTrue(refused(notes, PRESENT).endsWith("it is damaged, or no database of trackerwatch. Nothing was changed."));
        var empty = Files.createFile(directory.resolve("empty.db"));
        assertEquals("The backup " + empty + " can't be read: it is damaged, or no database of trackerwatch. Nothing was changed.", refused(empty, PRESENT));
        var cut = Files.write(directory.resolve("cut.db"), Arrays.copyOf(Files.readAllBytes(backup), (int) Files.size(backup) / 2));
        assertTrue(refused(cut, PRESENT).contains("Nothing was changed."), refused(cut, PRESENT));
        var shorter = Files.write(directory.resolve("short.db"), Arrays.copyOf(Files.readAllBytes(backup), (int) Files.size(backup) - 1));
        assertTrue(refused(shorter, PRESENT).contains("is not intact. Its end is missing: 1 of "), refused(shorter, PRESENT));
        var newer = Files.copy(backup, directory.resolve("newer.db"));
        run(newer, "DROP TABLE checksum; PRAGMA user_version = 99");
        assertTrue(refused(newer, PRESENT).contains("was made by a newer version of trackerwatch (its format is 99"));
        assertEquals("There is no file " + directory.resolve("gone.db") + ".", refused(directory.resolve("gone.db"), PRESENT));
        assertEquals(Set.of("Kept", "Later"), folder.names());
    }

    /// It may hold a key.
    @Test
    void what_a_killed_restore_left_is_removed_by_the_next_start_and_what_a_killed_look_left_an_hour_later() throws IOException {
        var restoring = Files.copy(backup, RestoreCopy.restoring(database));
        var lookedAt = Files.copy(backup, RestoreCopy.lookedAt(database));
        folder.names();
        assertFalse(Files.exists(restoring));
        assertTrue(Files.exists(lookedAt), "somebody may be looking");
        Files.setLastModifiedTime(lookedAt, FileTime.from(Time.SYSTEM.now().minus(Duration.ofHours(2))));
        folder.names();
        assertFalse(Files.exists(lookedAt));
    }

    @Test
    void one_larger_than_what_is_free_is_not_even_copied() throws IOException {
        var sparse = directory.resolve("sparse.db");
        try (var file = FileChannel.open(sparse, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            file.write(ByteBuffer.wrap(new byte[1]), Files.getFileStore(directory).getTotalSpace() + 4096);
        } catch (IOException _) {
            Assumptions.abort("no file can be that large here");
        }
        var refusal = assertThrows(StoreException.class, () -> new Restore(database, key).look(sparse, PRESENT, NOW, new SecureRandom())).getMessage();
        assertTrue(String.valueOf(refusal).contains("Nothing was changed. Free some space."), refusal);
        assertFalse(Files.exists(RestoreCopy.lookedAt(database)));
    }

    private Restore.Restored restore() {
        return new Restore(database, key).restore(backup, PRESENT, NOW.plusSeconds(3600), new SecureRandom());
    }

    private String refused(Path file, Restore.Key how) {
        return String.valueOf(assertThrows(StoreException.class, () -> folder.restore(file, how)).getMessage());
    }

    static void target(TestStore store, Path key) {
        var address = Vault.open(key, store.database, new SecureRandom()).seal(new Secret("https://a"), "target/1/address");
        store.write(tx -> tx.update("INSERT INTO target (id, name, name_key, kind, address, hide_name, state, failures, rest_ms)"
                + " VALUES (1, 'T', 't', 'discord', ?, 0, 'active', 0, 0)", (Object) address));
    }

    static void delivery(TestStore store, long id) {
        store.write(tx -> tx.update("INSERT INTO delivery (id, target, kind, severity, state, created_at, not_before, expires_at, attempts, uncertain, form)"
                + " VALUES (?, 1, 'alert', 'info', 'waiting', 0, 0, ?, 0, 0, 'shared')", id, NOW.plus(Duration.ofDays(3))));
    }

    static void run(Path file, String sql) {
        try (var session = Session.plain(file)) {
            session.execute(sql);
        }
    }
}
