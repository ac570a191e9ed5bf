package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Lock;
import org.trackerwatch.store.Reserve;
import org.trackerwatch.store.StoreException;

/// A disk that is full to the last byte when the program starts.
final class FullStartTest {

    @TempDir
    private Path directory;
    private Path reserve;
    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        var mounted = SmallDisk.mounted(directory, "28m");
        assumeTrue(mounted.isPresent(), "only the superuser can mount a small disk");
        disk = mounted.get();
        reserve = directory.resolve("trackerwatch.reserve");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    @Test
    void what_the_last_daemon_held_back_is_given_up_and_it_serves() throws Exception {
        held();
        assertEquals(4 << 20, Files.size(reserve));
        disk.fill();
        try (var app = App.open(new Config(directory, directory.resolve("secret.key"), 0, "127.0.0.1", "", ZoneOffset.UTC, Map.of()))) {
            var listens = new CountDownLatch(1);
            var serving = Thread.ofPlatform().start(() -> app.serve(_ -> listens.countDown()));
            assertTrue(listens.await(20, TimeUnit.SECONDS), "it did not serve");
            assertFalse(Files.exists(reserve));
            app.stop();
            serving.join();
        }
    }

    @Test
    void what_the_last_daemon_held_back_is_the_next_one_s_to_hold() throws Exception {
        held();
        disk.fillBut(3 << 20);
        var before = Files.getLastModifiedTime(reserve);
        held();
        assertEquals(before, Files.getLastModifiedTime(reserve));
    }

    @Test
    void a_command_takes_a_disk_for_full_that_has_nothing_beside_what_is_held_back() throws Exception {
        held();
        disk.fillBut(3 << 20);
        assertFalse(Reserve.isMissed(directory.resolve("trackerwatch.db")));
        disk.fillBut(100 << 10);
        assertTrue(Reserve.isMissed(directory.resolve("trackerwatch.db")));
    }

    @Test
    void of_what_a_daemon_held_back_that_was_killed_meanwhile_it_is_made_anew() throws Exception {
        Files.write(reserve, new byte[100]);
        held();
        assertEquals(4 << 20, Files.size(reserve));
    }

    /// Where there is neither a byte nor a reserve the lock can be had, but nothing can be opened.
    @Test
    void with_nothing_held_back_it_is_refused_in_the_right_words() throws Exception {
        Database.open(directory.resolve("trackerwatch.db")).close();
        for (int left : new int[] {0, 12 << 10}) {
            disk.fillBut(left);
            Lock.take(directory).close();
            var refusal = assertThrows(StoreException.class, () -> Database.open(directory.resolve("trackerwatch.db")));
            assertTrue(String.valueOf(refusal.getMessage()).endsWith("trackerwatch.db: The disk is full. Free some space; nothing is lost that was stored before."),
                    refusal::getMessage);
            assertEquals(StoreException.Trouble.FULL, refusal.trouble());
        }
    }

    /// As by a daemon that runs for a while.
    private void held() {
        try (var database = Database.open(directory.resolve("trackerwatch.db"))) {
            database.reserve().keep(new Random(1));
            assertFalse(database.reserve().isGivenUp());
        }
    }
}
