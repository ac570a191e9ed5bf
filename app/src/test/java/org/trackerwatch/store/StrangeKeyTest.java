package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A daemon has begun a database with a key elsewhere (TRACKERWATCH_KEY_FILE), and nothing is sealed yet. A command is
/// called without that variable.
class StrangeKeyTest {

    @TempDir
    private Path directory;

    private StoreFolder folder;
    private Path elsewhere;

    @BeforeEach
    void begin() {
        folder = new StoreFolder(directory);
        elsewhere = directory.resolve("elsewhere").resolve("tw.key");
        open(elsewhere);
    }

    @Test
    void no_second_key_is_made_in_the_usual_place() {
        var refusal = refused();
        assertTrue(refusal.startsWith("The key file " + folder.key() + " is missing. If the daemon is started with TRACKERWATCH_KEY_FILE, name the same"), refusal);
        assertFalse(Files.exists(folder.key()));
        assertDoesNotThrow(() -> open(elsewhere));
    }

    @Test
    void another_key_that_lies_there_is_not_taken_for_the_right_one() throws IOException {
        Files.write(folder.key(), new byte[KeyFile.BYTES]);
        assertTrue(refused().contains(" holds another key than the database was begun with."), refused());
        assertDoesNotThrow(() -> open(elsewhere));
    }

    @Test
    void who_has_lost_the_key_makes_a_new_one_as_the_refusal_says() throws IOException {
        Files.delete(elsewhere);
        assertTrue(refused().endsWith("which “trackerwatch key rotate” makes."), refused());
        new KeyRotation(folder.database(), folder.key(), Optional.empty()).rotate(Optional.empty(), new SecureRandom());
        folder.add("First");
        assertEquals(Set.of("First"), folder.names());
    }

    /// Else the last step of a restore would be refused by what it has just put in place.
    @Test
    void a_backup_in_which_nothing_is_sealed_is_restored_with_whatever_key_there_is() throws IOException {
        var backup = folder.backup(Backup.Occasion.ASKED_FOR, Optional.empty());
        var machine = new StoreFolder(directory.resolve("machine"));
        machine.restore(backup, new Restore.Key.Present());
        machine.add("There");
        assertEquals(Set.of("There"), machine.names());
        Files.createDirectory(directory.resolve("other"));
        var other = StoreFolder.with(directory.resolve("other"), "Other");
        other.restore(backup, new Restore.Key.Present());
        assertEquals(Set.of(), other.names());
    }

    private String refused() {
        return String.valueOf(assertThrows(StoreException.class, () -> open(folder.key())).getMessage());
    }

    private void open(Path key) {
        try (var database = Database.open(folder.database(), key)) {
            Vault.open(key, database, new SecureRandom());
        }
    }
}
