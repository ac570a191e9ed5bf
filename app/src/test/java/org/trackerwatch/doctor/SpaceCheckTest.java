package org.trackerwatch.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import org.trackerwatch.SmallDisk;

final class SpaceCheckTest {

    @TempDir
    private Path directory;

    private List<Finding> found() {
        return new SpaceCheck().look(Patient.of(Optional.of(directory), Map.of(), new SettableTime(), _ -> false)).toList();
    }

    @Test
    void a_disk_that_takes_no_more_files_is_named_though_it_has_room() throws Exception {
        var disk = SmallDisk.mounted(directory, "400m,nr_inodes=60");
        assumeTrue(disk.isPresent(), "only the superuser can mount a small disk");
        try {
            assertEquals(Finding.Level.OK, found().getFirst().level(), found()::toString);
            assertEquals(Finding.Level.BROKEN, found().getLast().level(), found()::toString);
            assertTrue(found().getLast().text().contains("new files, however much of it is free (inodes)."), found()::toString);
        } finally {
            disk.get().unmount();
        }
    }
}
