package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which key opens what was restored. A tracker “Kept” is in the backups, and a target; “Later” was added after them.
class RestoreKeyTest {

    private static final Restore.Key PRESENT = new Restore.Key.Present();

    @TempDir
    private Path directory;

    private StoreFolder folder;
    private Path key;
    private Path backup;
    private Path withKey;

    @BeforeEach
    void fill() {
        folder = StoreFolder.with(directory, "Kept");
        key = folder.key();
        try (var store = new TestStore(directory)) {
            RestoreTest.target(store, key);
        }
        backup = folder.backup(Backup.Occasion.ASKED_FOR, Optional.empty());
        withKey = folder.backup(Backup.Occasion.ASKED_FOR, Optional.of(key));
        folder.add("Later");
    }

    @Test
    void a_key_that_does_not_fit_is_told_with_all_that_it_does_not_open() throws IOException {
        var elsewhere = StoreFolder.with(Files.createDirectory(directory.resolve("elsewhere")), "Other");
        var refusal = String.valueOf(assertThrows(StoreException.class, () -> elsewhere.restore(backup, PRESENT)).getMessage());
        assertTrue(refusal.contains("does not open 2 of the backup's secrets: the credential of the tracker “Kept”, the address of the target “T”."),
                refusal);
        assertEquals(Set.of("Other"), elsewhere.names());
    }

    @Test
    void a_backup_that_holds_its_key_says_so_where_there_is_none() {
        var machine = new StoreFolder(directory.resolve("machine"));
        var refusal = assertThrows(StoreException.class, () -> machine.restore(withKey, PRESENT)).getMessage();
        assertTrue(String.valueOf(refusal).endsWith("It holds its key: restore it with --with-key."), refusal);
    }

    @Test
    void on_a_new_machine_it_takes_the_key_that_is_named_or_enclosed() throws IOException {
        for (var way : List.of(new Restore.Key.InFile(key), new Restore.Key.Enclosed())) {
            var machine = new StoreFolder(directory.resolve("machine-" + way.getClass().getSimpleName()));
            var file = way instanceof Restore.Key.Enclosed ? withKey : backup;
            var done = machine.restore(file, way);
            assertArrayEquals(Files.readAllBytes(key), Files.readAllBytes(machine.key()));
            assertEquals(Optional.empty(), done.replaced());
            assertEquals(Meanwhile.NO_DATABASE, done.meanwhile());
            assertTrue(machine.names().contains("Kept"));
            assertFalse(holds(machine.database(), Files.readAllBytes(key)), "the key is in the database");
        }
    }

    @Test
    void a_key_that_is_replaced_is_kept_for_the_database_that_it_belongs_to() throws IOException {
        var old = Files.readAllBytes(key);
        new KeyRotation(folder.database(), key, Optional.empty()).rotate(Optional.of(directory.resolve("old.key")), new SecureRandom());
        var rotated = Files.readAllBytes(key);
        var done = folder.restore(backup, new Restore.Key.InFile(directory.resolve("old.key")));
        assertArrayEquals(old, Files.readAllBytes(key));
        assertArrayEquals(rotated, Files.readAllBytes(done.replacedKey().orElseThrow()));
        assertEquals(Set.of("Kept"), folder.names());
    }

    @ParameterizedTest
    @EnumSource
    void what_is_broken_in_the_key_s_place_goes_aside_for_a_good_one(Broken how) throws IOException {
        var good = Files.readAllBytes(key);
        var kept = Files.copy(key, directory.resolve("kept.key"));
        for (var way : List.of(new Restore.Key.InFile(kept), new Restore.Key.Enclosed())) {
            how.make(key);
            var done = folder.restore(way instanceof Restore.Key.Enclosed ? withKey : backup, way);
            assertArrayEquals(good, Files.readAllBytes(key));
            assertTrue(Files.exists(done.brokenKey().orElseThrow()));
            assertEquals(Optional.empty(), done.replacedKey());
            assertEquals(Set.of("Kept"), folder.names());
            Files.delete(done.brokenKey().orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_broken_key_is_refused_with_the_way_on(Broken how) throws IOException {
        how.make(key);
        assertTrue(refused(withKey).endsWith("Nothing was changed. This backup holds its key: restore it with --with-key."), refused(withKey));
        assertTrue(refused(backup).endsWith("Nothing was changed. Or name a good one with --key-file FILE, and it takes that place."), refused(backup));
    }

    /// The database that is replaced needs it.
    @Test
    void a_key_that_waits_since_a_change_was_interrupted_is_not_lost_by_a_restore() throws Exception {
        var old = Files.copy(key, directory.resolve("old.key"));
        assertEquals(9, ChildJvm.start(KeyRotationTest.Dying.class, folder.database(), key, KeyRotation.Step.SEALED).waitFor());
        var waiting = Files.readAllBytes(KeyFile.next(key));
        var done = folder.restore(backup, new Restore.Key.InFile(old));
        assertArrayEquals(waiting, Files.readAllBytes(done.replacedKey().orElseThrow()));
        assertEquals(Set.of("Kept"), folder.names());
    }

    enum Broken {
        EMPTY, CUT, A_DIRECTORY;

        void make(Path key) throws IOException {
            var left = this == CUT ? Arrays.copyOf(Files.readAllBytes(key), 16) : new byte[0];
            Files.delete(key);
            if (this == A_DIRECTORY) {
                Files.createDirectory(key);
            } else {
                Files.write(key, left);
            }
        }
    }

    private String refused(Path file) {
        return String.valueOf(assertThrows(StoreException.class, () -> folder.restore(file, PRESENT)).getMessage());
    }

    private static boolean holds(Path file, byte[] part) throws IOException {
        var latin = StandardCharsets.ISO_8859_1;
        return new String(Files.readAllBytes(file), latin).contains(new String(part, latin));
    }
}
