package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A tracker “Kept” is in the backup; “Later” was added after it. Then a program is killed.
class RestoreKilledTest {

    @TempDir
    private Path directory;

    private StoreFolder folder;
    private Path database;
    private Path key;
    private Path backup;

    @BeforeEach
    void fill() {
        folder = StoreFolder.with(directory, "Kept");
        database = folder.database();
        key = folder.key();
        backup = folder.backup(Backup.Occasion.ASKED_FOR, Optional.of(key));
        folder.add("Later");
    }

    @ParameterizedTest
    @EnumSource
    void killed_after_any_step_there_is_the_old_database_or_the_new_one(Restore.Step last) throws Exception {
        new KeyRotation(database, key, Optional.empty()).rotate(Optional.empty(), new SecureRandom());
        var child = ChildJvm.start(Dying.class, database, key, backup, last);
        assertEquals(9, child.waitFor());
        boolean decided = last.compareTo(Restore.Step.DECIDED) >= 0;
        assertEquals(decided ? Set.of("Kept") : Set.of("Kept", "Later"), folder.names());
        assertFalse(Files.exists(directory.resolve("trackerwatch.db.incoming")));
        assertFalse(Files.exists(KeyFile.next(key)));
    }

    @Test
    void the_log_of_a_killed_program_goes_aside_with_its_database() throws Exception {
        var child = ChildJvm.start(Writing.class, directory);
        assertEquals(9, child.waitFor());
        assertTrue(Files.size(directory.resolve("trackerwatch.db-wal")) > 0);
        var done = folder.restore(backup, new Restore.Key.Present());
        assertEquals(Set.of("Kept"), folder.names());
        try (var session = Session.plain(done.replaced().orElseThrow())) {
            assertEquals(1, session.reading(tx -> tx.first("SELECT count(*) FROM setting WHERE key = 'last words'", row -> row.getInt(1))).orElseThrow());
        }
    }

    /// A new machine has no key until then, and no change of keys was interrupted.
    @Test
    void nothing_is_said_to_have_been_interrupted_where_nothing_was() throws Exception {
        var child = ChildJvm.start(Telling.class, directory.resolve("machine"), backup);
        assertEquals("", new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, child.waitFor());
        assertEquals(Set.of("Kept"), new StoreFolder(directory.resolve("machine")).names());
    }

    /// Restores, with the log on standard output.
    static final class Telling {
        public static void main(String[] arguments) {
            System.setErr(System.out);
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
            new StoreFolder(Path.of(arguments[0])).restore(Path.of(arguments[1]), new Restore.Key.Enclosed());
        }
    }

    /// Ends itself at a step, as roughly as a power failure.
    static final class Dying {
        public static void main(String[] arguments) {
            var last = Restore.Step.valueOf(arguments[3]);
            new Restore(Path.of(arguments[0]), Path.of(arguments[1])).restore(Path.of(arguments[2]), new Restore.Key.Enclosed(), NOW,
                    new SecureRandom(), step -> {
                        if (step == last) {
                            Runtime.getRuntime().halt(9);
                        }
                    });
        }
    }

    static final class Writing {
        public static void main(String[] arguments) {
            var database = Database.open(Path.of(arguments[0]).resolve("trackerwatch.db"));
            database.write(tx -> tx.update("INSERT INTO setting VALUES ('last words', 'kept')"));
            Runtime.getRuntime().halt(9);
        }
    }
}
