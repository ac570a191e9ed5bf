package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.StoreException;

final class BackupOnFullDiskTest {

    @TempDir
    private Path directory;

    @Test
    void a_full_disk_gets_no_half_backup_and_is_named() throws Exception {
        var database = directory.resolve("trackerwatch.db");
        Database.open(database).close();
        var folder = Files.createDirectory(directory.resolve("usb"));
        var disk = SmallDisk.mounted(folder, "4m");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try {
            disk.get().fill();
            var refusal = assertThrows(StoreException.class,
                    () -> new Backups(database).make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), SettableTime.START));
            assertTrue(refusal.getMessage().contains("was not made. The disk has 0 MiB free"), refusal.getMessage());
            try (var left = Files.list(folder)) {
                assertEquals(1, left.count(), "only what filled it is there");
            }
        } finally {
            disk.get().unmount();
        }
    }
}
