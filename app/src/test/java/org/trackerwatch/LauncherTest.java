package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What starts the program, as far as it speaks before Java does.
final class LauncherTest {

    private static final Path LAUNCHER = Path.of("src/main/sh/trackerwatch").toAbsolutePath();

    private record Ended(int status, String errors) {}

    @Test
    void too_few_open_files_are_named_before_java_stumbles_over_them() throws Exception {
        var ended = started("ulimit -n 64", "serve");
        assertEquals(1, ended.status);
        assertEquals("Only 64 files may be open at once here, and trackerwatch needs 128, better 1024. Allow it: ulimit -n 1024,"
                + " LimitNOFILE=1024 for systemd, --ulimit nofile=1024 for Docker.\n", ended.errors);
    }

    @Test
    void what_java_raises_by_itself_is_not_asked_of_the_user() throws Exception {
        var ended = started("ulimit -Sn 64", "serve");
        assertTrue(!ended.errors.contains("files may be open"), ended.errors);
        assertNotEquals(1, ended.status, "there is no runtime beside the source");
    }

    @Test
    void the_doctor_runs_with_fewer_and_not_with_so_few_that_java_does_not_start() throws Exception {
        var few = started("ulimit -n 64", "--config /nowhere doctor --json");
        assertTrue(!few.errors.contains("files may be open"), few.errors);
        var fewest = started("ulimit -n 40", "doctor");
        assertEquals(1, fewest.status);
        assertTrue(fewest.errors.startsWith("Only 40 files may be open at once here"), fewest.errors);
    }

    private static Ended started(String before, String arguments) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", before + "; exec sh '" + LAUNCHER + "' " + arguments).start();
        process.getOutputStream().close();
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), errors);
    }
}
