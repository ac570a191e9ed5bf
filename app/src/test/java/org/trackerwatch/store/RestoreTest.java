package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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

    private Path database;
    private Path key;
    private Path backup;
    private Path withKey;

    @BeforeEach
    void fill() {
        database = directory.resolve("trackerwatch.db");
        key = directory.resolve("secret.key");
        try (var store = new TestStore(directory)) {
            store.tracker("Kept");
            target(store, key);
            delivery(store, 1);
            delivery(store, 2);
            backup = made(Optional.empty());
            withKey = made(Optional.of(key));
            store.tracker("Later");
        }
    }

    @Test
    void the_backup_is_the_database_and_the_former_one_is_kept_whole() throws IOException {
        var done = restore();
        assertEquals(Set.of("Kept"), names(directory));
        assertEquals(Meanwhile.KNOWN, done.meanwhile());
        assertEquals(directory.resolve("trackerwatch.db.replaced-20261121T110000Z"), done.replaced().orElseThrow());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(database)));
        Files.move(done.replaced().orElseThrow(), database, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Set.of("Kept", "Later"), names(directory));
    }

    @Test
    void it_is_refused_while_a_daemon_runs_or_a_command_works() {
        try (var _ = Lock.take(directory)) {
            assertTrue(refused(backup, PRESENT).contains("Stop it first"));
        }
        try (var _ = Database.open(database)) {
            assertTrue(refused(backup, PRESENT).startsWith("Another trackerwatch command works with"));
        }
        assertEquals(Set.of("Kept", "Later"), names(directory));
    }

    @Test
    void a_look_changes_nothing_and_does_not_mind_a_daemon() throws IOException {
        var before = Files.readAllBytes(database);
        try (var _ = Lock.take(directory)) {
            var found = new Restore(database, key).look(backup, PRESENT, NOW);
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
        assertEquals(Set.of("Kept", "Later"), names(directory));
    }

    @Test
    void a_key_that_does_not_fit_is_told_with_all_that_it_does_not_open() throws IOException {
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        try (var store = new TestStore(elsewhere)) {
            store.tracker("Other");
        }
        var refusal = assertThrows(StoreException.class, () -> new Restore(elsewhere.resolve("trackerwatch.db"), elsewhere.resolve("secret.key"))
                .restore(backup, PRESENT, NOW, new SecureRandom())).getMessage();
        assertTrue(refusal.contains("does not open 2 of the backup's secrets: the credential of the tracker “Kept”, the address of the target “T”."),
                refusal);
        assertEquals(Set.of("Other"), names(elsewhere));
    }

    @Test
    void a_backup_that_holds_its_key_says_so_where_there_is_none() {
        var machine = directory.resolve("machine");
        var refusal = assertThrows(StoreException.class, () -> new Restore(machine.resolve("trackerwatch.db"), machine.resolve("secret.key"))
                .restore(withKey, PRESENT, NOW, new SecureRandom())).getMessage();
        assertTrue(String.valueOf(refusal).endsWith("It holds its key: restore it with --with-key."), refusal);
    }

    /// It may hold a key.
    @Test
    void what_a_killed_restore_left_is_removed_by_the_next_start_and_what_a_killed_look_left_an_hour_later() throws IOException {
        var restoring = Files.copy(withKey, RestoreCopy.restoring(database));
        var lookedAt = Files.copy(withKey, RestoreCopy.lookedAt(database));
        names(directory);
        assertFalse(Files.exists(restoring));
        assertTrue(Files.exists(lookedAt), "somebody may be looking");
        Files.setLastModifiedTime(lookedAt, FileTime.from(Time.SYSTEM.now().minus(Duration.ofHours(2))));
        names(directory);
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
        var refusal = assertThrows(StoreException.class, () -> new Restore(database, key).look(sparse, PRESENT, NOW)).getMessage();
        assertTrue(String.valueOf(refusal).contains("Nothing was changed. Free some space."), refusal);
        assertFalse(Files.exists(RestoreCopy.lookedAt(database)));
    }

    @Test
    void on_a_new_machine_it_takes_the_key_that_is_named_or_enclosed() throws IOException {
        for (var way : List.of(new Restore.Key.InFile(key), new Restore.Key.Enclosed())) {
            var machine = directory.resolve("machine-" + way.getClass().getSimpleName());
            var file = way instanceof Restore.Key.Enclosed ? withKey : backup;
            var done = new Restore(machine.resolve("trackerwatch.db"), machine.resolve("secret.key")).restore(file, way, NOW, new SecureRandom());
            assertArrayEquals(Files.readAllBytes(key), Files.readAllBytes(machine.resolve("secret.key")));
            assertEquals(Optional.empty(), done.replaced());
            assertEquals(Meanwhile.NO_DATABASE, done.meanwhile());
            assertTrue(names(machine).contains("Kept"));
            assertFalse(holds(machine.resolve("trackerwatch.db"), Files.readAllBytes(key)), "the key is in the database");
        }
    }

    @Test
    void a_key_that_is_replaced_is_kept_for_the_database_that_it_belongs_to() throws IOException {
        var old = Files.readAllBytes(key);
        new KeyRotation(database, key, Optional.empty()).rotate(Optional.of(directory.resolve("old.key")), new SecureRandom());
        var rotated = Files.readAllBytes(key);
        var done = new Restore(database, key).restore(backup, new Restore.Key.InFile(directory.resolve("old.key")), NOW, new SecureRandom());
        assertArrayEquals(old, Files.readAllBytes(key));
        assertArrayEquals(rotated, Files.readAllBytes(done.replacedKey().orElseThrow()));
        assertEquals(Set.of("Kept"), names(directory));
    }

    private Restore.Restored restore() {
        return new Restore(database, key).restore(backup, PRESENT, NOW.plusSeconds(3600), new SecureRandom());
    }

    private String refused(Path file, Restore.Key how) {
        return String.valueOf(assertThrows(StoreException.class, () -> new Restore(database, key).restore(file, how, NOW, new SecureRandom())).getMessage());
    }

    private Path made(Optional<Path> with) {
        return new Backups(database).make(directory.resolve("backups"), Backup.Occasion.ASKED_FOR, with, NOW).file();
    }

    /// Opens every secret, too.
    static Set<String> names(Path directory) {
        try (var store = new TestStore(directory)) {
            return Set.copyOf(store.<List<String>>read(tx -> store.registry.list(tx).stream().map(tracker -> {
                store.registry.access(tx, tracker.id()).orElseThrow();
                return tracker.name();
            }).toList()));
        }
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

    private static boolean holds(Path file, byte[] part) throws IOException {
        var latin = StandardCharsets.ISO_8859_1;
        return new String(Files.readAllBytes(file), latin).contains(new String(part, latin));
    }
}
