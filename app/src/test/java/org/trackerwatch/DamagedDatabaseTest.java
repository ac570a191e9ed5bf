package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.store.StoreException;

/// A database that is damaged under a running program.
final class DamagedDatabaseTest {

    private static final int PAGE = 4096;

    @TempDir
    private Path directory;
    private Household house;

    @BeforeEach
    void open() {
        house = new Household(directory);
        house.tracker("Otters");
        house.target();
        house.live(Duration.ofHours(3));
        house.says(new UserJson().hitAndRuns(1));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_sound_one_is_sound() {
        house.app.database().inspect();
        assertFalse(house.app.database().isDamaged());
    }

    @Test
    void once_it_is_known_no_site_is_asked_nobody_is_told_and_nothing_is_written() throws IOException {
        overwrite();
        assertThrows(StoreException.class, house.app.database()::inspect);
        assertTrue(house.app.database().isDamaged());
        var before = Files.readAllBytes(database());
        int asked = house.requests.size();
        for (int round = 0; round < 50; round++) {
            house.time.pass(Duration.ofMinutes(5));
            quietly(house::poll);
            quietly(house::deliver);
        }
        assertEquals(asked, house.requests.size());
        assertEquals(0, house.discord.posts().size());
        assertArrayEquals(before, Files.readAllBytes(database()));
    }

    /// Nobody has looked at the whole of it, but sooner or later somebody reads a page that is none.
    @Test
    void without_a_look_the_first_trouble_ends_it_too() throws IOException {
        overwrite();
        int asked = house.requests.size();
        for (int round = 0; round < 50; round++) {
            house.time.pass(Duration.ofMinutes(5));
            quietly(house::poll);
            quietly(house::deliver);
        }
        assertTrue(house.app.database().isDamaged());
        assertTrue(house.requests.size() - asked <= 2, (house.requests.size() - asked) + " requests");
        assertTrue(house.discord.posts().size() <= 1, house.titles()::toString);
    }

    /// The page that all readings are found by.
    private void overwrite() throws IOException {
        long page = house.app.database().read(tx -> tx.first("SELECT rootpage FROM sqlite_schema WHERE name = 'reading'", row -> row.getLong(1))).orElseThrow();
        house.app.database().checkpoint();
        var noise = new byte[PAGE];
        new Random(1).nextBytes(noise);
        try (var file = FileChannel.open(database(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(noise), (page - 1) * PAGE);
        }
        house.restart();
    }

    private Path database() {
        return directory.resolve("trackerwatch.db");
    }

    private static void quietly(Runnable round) {
        try {
            round.run();
        } catch (StoreException e) {
            assertEquals(StoreException.Trouble.DAMAGED, e.trouble(), e::getMessage);
        }
    }
}
