package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing is written outside the folder, over anything, or through a link.
class PrivateFilesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"../escape.html", "../../../escape.html", "/escape.html", "a/b.html", "..", ".", "", "a\\b.html", ".hidden", "a..b", "a\nb"})
    void a_name_that_leads_elsewhere_is_refused_before_anything_is_written(String name) {
        var folder = directory.resolve("one/two");
        assertThrows(IOException.class, () -> PrivateFiles.write(folder, new TreeMap<>(Map.of("api.json", "{}", name, "leak"))));
        assertFalse(Files.exists(folder));
        assertFalse(Files.exists(directory.resolve("escape.html")));
    }

    @Test
    void a_new_folder_and_its_files_are_their_owner_s_alone() throws IOException {
        var folder = directory.resolve("one/two");
        PrivateFiles.write(folder, Map.of("api.json", "{“}"));
        assertEquals("{“}", Files.readString(folder.resolve("api.json")));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("api.json"))));
    }

    @Test
    void an_empty_folder_keeps_its_rights() throws IOException {
        var folder = Files.createDirectory(directory.resolve("mine"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        PrivateFiles.write(folder, Map.of("api.json", "{}"));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void a_link_to_a_folder_is_not_followed() throws IOException {
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        var link = Files.createSymbolicLink(directory.resolve("link"), elsewhere);
        assertFalse(PrivateFiles.isFree(link));
        assertThrows(IOException.class, () -> PrivateFiles.write(link, Map.of("api.json", "{}")));
        assertFalse(Files.exists(elsewhere.resolve("api.json")));
        var dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
        assertThrows(IOException.class, () -> PrivateFiles.write(dangling, Map.of("api.json", "{}")));
        assertFalse(Files.exists(directory.resolve("nowhere")));
    }

    @Test
    void a_folder_with_something_in_it_is_not_free_nor_is_a_file() throws IOException {
        var file = Files.writeString(directory.resolve("api.json"), "mine");
        assertThrows(IOException.class, () -> PrivateFiles.write(directory, Map.of("api.json", "{}")));
        assertThrows(IOException.class, () -> PrivateFiles.write(file, Map.of("api.json", "{}")));
        assertEquals("mine", Files.readString(file));
        assertTrue(PrivateFiles.isFree(directory.resolve("new")));
    }
}
