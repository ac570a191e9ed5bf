package org.trackerwatch.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.Vault;

/// Of a folder that two installations have.
class BackupCheckTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();
    private Path folder;

    @BeforeEach
    void begin() {
        folder = directory.resolve("nas");
        for (var name : List.of("one", "other")) {
            try (var database = Database.open(directory.resolve(name + "/trackerwatch.db"))) {
                Vault.open(directory.resolve(name + "/secret.key"), database, new Random(name.hashCode()));
                database.write(tx -> Setting.BACKUP_FOLDER.set(tx, folder.toString()));
            }
        }
    }

    @Test
    void a_backup_of_another_installation_is_none_of_this_one() {
        made("other", time.now());
        assertEquals(List.of("There is no backup in " + folder + "."), texts());
        var old = made("one", time.now().minus(Duration.ofDays(9)));
        assertEquals(List.of("The newest backup is " + old + ", 9 d old."), texts());
    }

    @Test
    void a_damaged_database_is_replaced_by_its_own_backup_and_not_by_a_newer_one_of_another() {
        var own = made("one", time.now().minus(Duration.ofDays(1)));
        made("other", time.now());
        made("one", time.now().plus(Duration.ofDays(3650)));
        var backups = new Backups(directory.resolve("one/trackerwatch.db"), directory.resolve("one/secret.key"));
        assertEquals(own, backups.best(folder, time.now()).orElseThrow().file());
    }

    @Test
    void where_the_key_opens_none_the_newest_that_is_whole_is_named() {
        var newer = made("other", time.now());
        made("other", time.now().plus(Duration.ofDays(3650)));
        var backups = new Backups(directory.resolve("one/trackerwatch.db"), directory.resolve("one/secret.key"));
        assertEquals(newer, backups.best(folder, time.now()).orElseThrow().file());
    }

    @Test
    void those_that_are_dated_in_the_future_are_named_and_do_not_hide_how_old_the_newest_is() {
        var future = made("one", time.now().plus(Duration.ofDays(3650)));
        assertEquals(2, texts().size());
        assertTrue(texts().getFirst().startsWith("A backup is dated in the future, up to " + future + ": the clock was ahead"), texts()::toString);
        assertTrue(texts().getLast().startsWith("The newest backup is " + future), texts()::toString);
        var old = made("one", time.now().minus(Duration.ofDays(9)));
        assertTrue(texts().getLast().startsWith("The newest backup is " + old + ", 9 d old"), texts()::toString);
        made("one", time.now().plus(Duration.ofHours(1)));
        assertTrue(texts().getFirst().startsWith("A backup is dated"), "clocks differ a little: " + texts());
    }

    private Path made(String installation, Instant at) {
        var home = directory.resolve(installation);
        return new Backups(home.resolve("trackerwatch.db"), home.resolve("secret.key")).make(folder, Backup.Occasion.SCHEDULED, Optional.empty(), at).file();
    }

    private List<String> texts() {
        var patient = Patient.of(Optional.of(directory.resolve("one")), Map.of("TZ", "UTC"), time, _ -> false);
        return new BackupCheck().look(patient).map(Finding::text).toList();
    }
}
