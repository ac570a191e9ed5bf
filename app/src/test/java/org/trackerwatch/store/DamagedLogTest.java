package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a killed program leaves is three files, two of which may be lost or damaged. What was committed last goes with them;
/// what was committed before stays, and nothing is half.
class DamagedLogTest {

    private static final int IN_THE_FILE = 20;
    private static final int IN_ALL = 60;

    @TempDir
    private Path directory;
    private Path left;

    /// Copied while it is open: as after a kill.
    @BeforeEach
    void kill() throws IOException {
        left = Files.createDirectory(directory.resolve("left"));
        var file = directory.resolve("trackerwatch.db");
        try (var database = Database.open(file)) {
            fill(database, 0, IN_THE_FILE);
            database.checkpoint();
            fill(database, IN_THE_FILE, IN_ALL);
            for (var suffix : new String[] {"", "-wal", "-shm"}) {
                Files.copy(directory.resolve("trackerwatch.db" + suffix), left.resolve("trackerwatch.db" + suffix));
            }
        }
    }

    @Test
    void with_all_three_nothing_is_lost() {
        assertEquals(IN_ALL, kept());
    }

    @Test
    void without_the_shared_memory_nothing_is_lost() throws IOException {
        Files.delete(left.resolve("trackerwatch.db-shm"));
        assertEquals(IN_ALL, kept());
    }

    @Test
    void with_noise_in_the_shared_memory_nothing_is_lost() throws IOException {
        overwrite("trackerwatch.db-shm", 0);
        assertEquals(IN_ALL, kept());
    }

    @Test
    void without_the_log_what_is_in_the_file_stays() throws IOException {
        Files.delete(left.resolve("trackerwatch.db-wal"));
        assertEquals(IN_THE_FILE, kept());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.99})
    void of_a_log_with_noise_in_it_what_stands_before_it_stays(double from) throws IOException {
        overwrite("trackerwatch.db-wal", from);
        int kept = kept();
        assertTrue(kept >= IN_THE_FILE && kept < IN_ALL, kept + " commits");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.99})
    void of_a_log_that_was_cut_short_what_is_left_stays(double at) throws IOException {
        var log = left.resolve("trackerwatch.db-wal");
        var content = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(content, (int) (content.length * at)));
        int kept = kept();
        assertTrue(kept >= IN_THE_FILE && kept < IN_ALL, kept + " commits");
    }

    /// Two rows a commit: never one of them.
    private static void fill(Database database, int from, int to) {
        IntStream.range(from, to).forEach(nr -> database.write(tx -> {
            tx.update("INSERT INTO setting VALUES (?, 'x')", "first " + nr);
            tx.update("INSERT INTO setting VALUES (?, 'x')", "second " + nr);
        }));
    }

    private int kept() {
        try (var database = Database.open(left.resolve("trackerwatch.db"))) {
            database.inspect();
            int rows = database.read(tx -> tx.first("SELECT count(*) FROM setting", row -> row.getInt(1))).orElseThrow();
            assertEquals(0, rows % 2, "half a commit was kept");
            database.write(tx -> tx.update("INSERT INTO setting VALUES ('after', 'x')"));
            return rows / 2;
        }
    }

    private void overwrite(String name, double from) throws IOException {
        var content = Files.readAllBytes(left.resolve(name));
        var noise = new byte[content.length - (int) (content.length * from)];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, content, content.length - noise.length, noise.length);
        Files.write(left.resolve(name), content);
    }
}
