package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SQLite's library lies beside the jars. Without it nothing goes, and who unpacked half of a release is told what is missing.
final class DriverTest {

    @TempDir
    private Path directory;

    private record Ended(int status, String errors) {}

    /// On a machine for which the jar of the tests has no library, as the one that is shipped has none for any.
    private Ended started(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xlog:disable", "--enable-native-access=ALL-UNNAMED", "-Dos.arch=abacus", "-Dorg.sqlite.lib.path=" + directory, "-cp",
                System.getProperty("java.class.path"), "org.trackerwatch.Main", "--config", directory.resolve("config").toString()), Stream.of(arguments));
        var process = new ProcessBuilder(command.toList()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), errors);
    }

    private void assertSaid(Ended ended) {
        assertEquals(1, ended.status, ended.errors);
        var lines = ended.errors.lines().toList();
        assertEquals(List.of(), lines.stream().filter(line -> line.startsWith("\tat ") || line.contains("Exception") || line.contains("ERROR")).toList());
        var library = directory.resolve(System.mapLibraryName("sqlitejdbc"));
        assertTrue(lines.stream().anyMatch(line -> line.contains(library + " is missing, is broken") && line.contains("Unpack trackerwatch anew")
                && line.contains("-Dorg.sqlite.lib.path=")), ended.errors);
    }

    @Test
    void a_missing_library_is_named_in_a_sentence() throws Exception {
        assertSaid(started("serve"));
        assertSaid(started("target", "list"));
    }

    @Test
    void so_is_one_that_is_none() throws Exception {
        Files.writeString(directory.resolve(System.mapLibraryName("sqlitejdbc")), "garbage\n");
        assertSaid(started("serve"));
    }
}
