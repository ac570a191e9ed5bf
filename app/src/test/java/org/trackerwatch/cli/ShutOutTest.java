package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Main;

/// The doctor, run by somebody who may not look into the directory, while a daemon may run on it.
final class ShutOutTest {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @TempDir
    private Path parent;
    private Path directory;

    @BeforeEach
    void close() throws Exception {
        directory = Files.createDirectory(parent.resolve("config"));
        new Stocked(directory).target("phone");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
        assumeTrue(!isRoot() || Files.exists(SETPRIV), "root can be kept out of nothing here");
    }

    @AfterEach
    void open() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void the_doctor_says_that_he_can_t_look_and_nothing_of_what_he_did_not_see() throws Exception {
        var owner = Files.getOwner(directory).getName();
        var said = doctor();
        assertTrue(said.contains("can't look into " + directory + ", which belongs to " + owner + ". Nothing that lies there was looked at."), said);
        assertTrue(said.contains("Run the doctor as the user that runs trackerwatch, most likely " + owner), said);
        for (var untrue : List.of("no database", "No daemon", "no target", "no tracker", "chown", "restore")) {
            assertFalse(said.contains(untrue), said);
        }
    }

    private String doctor() throws Exception {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of(SETPRIV.toString(), "--bounding-set", "-dac_override,-dac_read_search"));
        }
        command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "--config", directory.toString(), "doctor"));
        var child = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, child.waitFor(), said);
        return said;
    }

    private static boolean isRoot() throws Exception {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }
}
