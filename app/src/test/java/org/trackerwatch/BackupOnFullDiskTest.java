package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Restore;
import org.trackerwatch.store.StoreException;

final class BackupOnFullDiskTest {

    @TempDir
    private Path directory;

    private Path database;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        database = directory.resolve("trackerwatch.db");
        Database.open(database).close();
        folder = Files.createDirectory(directory.resolve("usb"));
    }

    @Test
    void a_full_disk_gets_no_half_backup_and_is_named() throws Exception {
        var disk = SmallDisk.mounted(folder, "4m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try {
            disk.get().fill();
            assertTrue(refused().contains("was not made. The disk has 0 MiB free"), refused());
            assertEquals(1, left(), "only what filled it is there");
        } finally {
            disk.get().unmount();
        }
    }

    /// There seemed to be room: what is copied lies in the log, which nobody may empty as long as somebody reads.
    @Test
    void a_disk_that_becomes_full_on_the_way_is_left_with_nothing_and_named() throws Exception {
        var disk = SmallDisk.mounted(folder, "18m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try (var reader = connected(); var writer = connected()) {
            reader.createStatement().executeUpdate("BEGIN; SELECT count(*) FROM setting");
            writer.createStatement().executeUpdate("INSERT INTO setting VALUES ('much', hex(randomblob(12000000)))");
            assertTrue(refused().contains("was not made. ") && refused().contains("The disk of " + folder + " is full."), refused());
            assertEquals(0, left());
        } finally {
            disk.get().unmount();
        }
    }

    @Test
    void a_folder_that_is_mounted_read_only_is_named() throws Exception {
        var disk = SmallDisk.mounted(folder, "24m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try {
            assertTrue(SmallDisk.run("mount", "-o", "remount,ro", folder.toString()));
            assertTrue(refused().contains("was not made. ") && refused().contains("that the disk is not mounted read-only."), refused());
            assertEquals(0, left());
        } finally {
            disk.get().unmount();
        }
    }

    /// Otherwise a key that was withdrawn since would open the page again, for want of space alone.
    @Test
    void where_the_time_since_a_backup_finds_no_room_nothing_is_restored() throws Exception {
        var disk = SmallDisk.mounted(folder, "40m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try {
            database = folder.resolve("trackerwatch.db");
            Database.open(database).close();
            run("INSERT INTO tracker (id, name, name_key, definition, mode, added_at) VALUES (1, 'A', 'a', 'aither', 'active', 0)",
                    "INSERT INTO api_key (name, hash, access, made_at) VALUES ('gone', x'01', 'full', 0)");
            var backup = new Backups(database).make(directory.resolve("backup.db"), Optional.empty()).file();
            run("DELETE FROM api_key", "WITH RECURSIVE nr(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM nr WHERE at < 4000)"
                    + " INSERT INTO request (tracker, at, name, method, path, status, bytes, took_ms) SELECT 1, at, 'api', 'GET', hex(randomblob(500)), 200, 1, 1 FROM nr");
            disk.get().fillBut(Files.size(backup) + (1 << 20));
            var restore = new Restore(database, folder.resolve("secret.key"));
            var refusal = String.valueOf(assertThrows(StoreException.class,
                    () -> restore.restore(backup, new Restore.Key.Present(), SettableTime.START, new SecureRandom())).getMessage());
            assertTrue(refusal.startsWith("Nothing was changed: what happened since the backup can't be taken over. ") && refusal.contains("The disk is full."), refusal);
            try (var connection = connected(); var keys = connection.createStatement().executeQuery("SELECT count(*) FROM api_key")) {
                assertEquals(0, keys.getInt(1));
            }
        } finally {
            disk.get().unmount();
        }
    }

    private void run(String... statements) throws SQLException {
        try (var connection = connected(); var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private Connection connected() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    private String refused() {
        return String.valueOf(assertThrows(StoreException.class,
                () -> new Backups(database).make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), SettableTime.START)).getMessage());
    }

    private long left() throws IOException {
        try (var left = Files.list(folder)) {
            return left.count();
        }
    }
}
