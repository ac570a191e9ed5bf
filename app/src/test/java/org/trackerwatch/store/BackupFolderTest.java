package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTest {

    @TempDir
    private Path directory;

    private static String refused(Path folder) {
        var sentence = String.valueOf(assertThrows(IllegalArgumentException.class, () -> BackupFolder.judge(folder)).getMessage());
        assertTrue(sentence.startsWith("No backup could be made in " + folder + ": ") && sentence.endsWith(". Nothing was changed."), sentence);
        return sentence;
    }

    @Test
    void one_that_is_there_or_can_be_made_will_do_and_trying_it_leaves_nothing() throws IOException {
        var there = Files.createDirectory(directory.resolve("there"));
        for (var folder : List.of(there, directory.resolve("not/yet"), Files.createSymbolicLink(directory.resolve("link"), there))) {
            assertDoesNotThrow(() -> BackupFolder.judge(folder));
        }
        try (var left = Files.walk(directory)) {
            assertEquals(3, left.count(), "itself, the folder and the link");
        }
    }

    @Test
    void a_file_a_place_below_one_and_a_link_to_nowhere_will_not() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        assertTrue(refused(file).contains(file + " is no folder"));
        assertTrue(refused(file.resolve("below")).contains(file + " is no folder"));
        var link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));
        assertTrue(refused(link).contains(link + " is no folder"));
    }

    @Test
    void places_of_the_system_that_keep_no_files_will_not() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        assertTrue(refused(Path.of("/proc/backups")).contains("belongs to the system"));
    }

    @Test
    void one_that_this_user_may_not_write_to_will_not() throws IOException {
        var closed = Files.createDirectory(directory.resolve("closed"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        Assumptions.assumeFalse(Files.isWritable(closed), "root may write everywhere");
        assertTrue(refused(closed.resolve("below")).contains(closed + " can't be written to by " + System.getProperty("user.name")));
    }
}
