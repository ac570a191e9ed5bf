package org.trackerwatch.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Doors;
import org.trackerwatch.SettableTime;
import org.trackerwatch.cli.Commands;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.deliver.SelfMade;

/// What the program was told in confidence is looked for in every byte that it leaves and prints. [SecretsHunt] does the
/// same with the real program as children, its daemon, log and page.
final class SecretsTest {

    @TempDir
    private Path directory;

    @Test
    void no_secret_is_in_any_file_or_answer_of_a_run_with_every_fault() throws Exception {
        var searched = Files.createDirectory(directory.resolve("searched"));
        var plants = new Plants(Files.createDirectory(directory.resolve("planted")));
        var foreign = SelfMade.of("dns:elsewhere.example", directory).shown();
        try (var server = new EchoingServer(); var abroad = new EchoingServer(foreign)) {
            var scenario = new Scenario(arguments -> run(searched, server.url(), arguments), plants, server.url(), abroad.url().replace("http:", "https:"));
            scenario.tell();
            scenario.mistype();
            scenario.poll(2);
            scenario.ask(false);
            scenario.restore(searched.resolve("config/backups"));
            assertTrue(holds(searched.resolve("config"), "trackerwatch.db.replaced-"), "nothing was restored");
            assertTrue(server.asked() > 2, "nothing was asked");
            assertEquals(0, abroad.asked(), "somebody trusts a foreign certificate");
        }
        assertEquals(List.of(), new Haystack(searched, plants.needles()).found());
        assertTrue(Files.size(searched.resolve("config/trackerwatch.db")) > 50_000, "something was looked at");
    }

    private static boolean holds(Path folder, String beginning) throws IOException {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(beginning));
        }
    }

    @Test
    void what_is_looked_for_would_be_found() throws IOException {
        var needle = new Needle("key", "pLnT1qZ8vK3xW7m12abJr5T");
        for (var way : needle.writings().values()) {
            var searched = Files.createTempDirectory(directory, "searched");
            Files.write(searched.resolve("file"), ("before " + new String(way, StandardCharsets.ISO_8859_1) + " after").getBytes(StandardCharsets.ISO_8859_1));
            assertFalse(new Haystack(searched, List.of(needle)).found().isEmpty());
        }
        var packed = Files.createTempDirectory(directory, "packed");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed.resolve("file.gz")))) {
            out.write(needle.text().getBytes(StandardCharsets.UTF_8));
        }
        assertFalse(new Haystack(packed, List.of(needle)).found().isEmpty());
    }

    @Test
    void every_byte_may_be_written_as_a_percentage() {
        assertEquals("%41%6C%20", new String(new Needle("key", "Al ").writings().get("percent of every byte"), StandardCharsets.US_ASCII));
    }

    /// Each run's answers are kept where they are searched.
    private static void run(Path searched, String url, String... arguments) throws IOException {
        var answers = Files.createTempFile(searched, "answer", ".txt");
        try (var out = new PrintStream(Files.newOutputStream(answers), true, StandardCharsets.UTF_8)) {
            Commands.run(new Terminal(new ByteArrayInputStream(new byte[0]), out, out, Map.of("TZ", "UTC", "TRACKERWATCH_PORT", "0",
                    "TRACKERWATCH_CONFIG", searched.resolve("config").toString(), "TRACKERWATCH_DISCORD_URL", url), Optional.empty()),
                    new Doors(new SettableTime(), new SecureRandom(), new OkHttpClient()), arguments);
        }
    }
}
