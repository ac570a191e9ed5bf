package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
