package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {

    @TempDir
    private Path directory;
    private StoreFolder folder;
    private Path database;
    private Path key;

    @BeforeEach
    void fill() {
        folder = StoreFolder.with(directory, "Kept");
        database = folder.database();
        key = folder.key();
    }

    private void lose(boolean all) throws IOException {
        Files.delete(database);
        if (!all) {
            Files.createFile(database);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_database_that_was_lost_is_told_and_none_is_made_in_its_place(boolean all) throws IOException {
        lose(all);
        var refusal = assertThrows(StoreException.class, () -> Database.open(database));
        assertEquals("The database " + database + (all ? " is missing" : " is empty") + ", though " + key
                + " is there: it was lost. Put a backup in its place: trackerwatch restore FILE. To begin anew instead, move "
                + key + " away first.", refusal.getMessage());
        assertEquals(!all, Files.exists(database));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void where_there_is_a_backup_it_is_named_and_restoring_it_is_all_there_is_to_do(boolean all) throws IOException {
        var backup = folder.backup(Backup.Occasion.SCHEDULED, Optional.empty());
        lose(all);
        assertTrue(Loss.of(database, key).orElseThrow().contains("trackerwatch restore " + backup + "."), Loss.of(database, key)::toString);
        folder.restore(backup, new Restore.Key.Present());
        assertEquals(Set.of("Kept"), folder.names());
    }

    @Test
    void backups_tell_of_a_loss_where_the_key_lies_elsewhere() throws IOException {
        folder.backup(Backup.Occasion.SCHEDULED, Optional.empty());
        Files.delete(key);
        lose(true);
        assertTrue(Loss.of(database, key).orElseThrow().contains(directory.resolve("backups") + " holds backups of it"), Loss.of(database, key)::toString);
    }

    @Test
    void a_key_that_lies_elsewhere_tells_of_a_loss_where_there_are_no_backups() throws IOException {
        var elsewhere = Files.move(key, Files.createDirectory(directory.resolve("a place of its own")).resolve("the key"));
        lose(true);
        var refusal = assertThrows(StoreException.class, () -> Database.open(database, elsewhere));
        assertTrue(String.valueOf(refusal.getMessage()).endsWith("To begin anew instead, move " + elsewhere + " away first."), refusal::getMessage);
    }

    @Test
    void a_key_that_was_laid_there_for_the_first_start_is_no_loss() throws IOException {
        var fresh = new StoreFolder(Files.createDirectory(directory.resolve("fresh")));
        Files.copy(key, fresh.key());
        new TestStore(fresh.directory()).close();
        assertFalse(Loss.of(fresh.database(), fresh.key()).isPresent());
    }
}
