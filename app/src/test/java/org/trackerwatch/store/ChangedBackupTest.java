package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.Seed;

/// Backups that aren't as they were written, though SQLite finds nothing wrong with them.
class ChangedBackupTest {

    @TempDir
    private Path directory;

    private Path database;
    private Path backup;

    @BeforeEach
    void fill() {
        database = directory.resolve("trackerwatch.db");
        try (var store = new TestStore(directory)) {
            store.tracker("Bobtail");
            backup = new Backups(database).make(directory.resolve("backups"), Backup.Occasion.ASKED_FOR, Optional.empty(), NOW).file();
        }
    }

    @Test
    void a_backup_is_made_with_a_checksum_that_is_right() {
        assertEquals(Checksum.State.RIGHT, Inspection.of(backup).checksum());
        assertEquals(List.of(), Backups.troubles(backup));
    }

    @Test
    void a_text_within_it_that_was_changed_is_refused_and_nothing_is_restored() throws IOException {
        var text = Files.readString(backup, StandardCharsets.ISO_8859_1);
        Files.writeString(backup, text.replace("Bobtail", "Bxbtail"), StandardCharsets.ISO_8859_1);
        assertTrue(refused().contains("It was changed after it was made: its checksum is another. Nothing was changed."), refused());
        assertEquals(Optional.empty(), Backups.lastGood(backup.getParent()));
        assertEquals(Set.of("Bobtail"), RestoreTest.names(directory));
    }

    @Test
    void any_byte_counts() throws IOException {
        var random = new Random(Seed.first());
        var bytes = Files.readAllBytes(backup);
        for (int i = 0; i < 20; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] ^= 0x20;
            Files.write(backup, bytes);
            assertFalse(Backups.troubles(backup).isEmpty(), () -> "byte " + at + ", seed " + Seed.first());
            bytes[at] ^= 0x20;
        }
    }

    @Test
    void bytes_behind_its_end_count_too() throws IOException {
        Files.write(backup, new byte[10], StandardOpenOption.APPEND);
        assertFalse(Backups.troubles(backup).isEmpty());
    }

    @Test
    void one_without_a_checksum_as_they_were_before_is_restored() {
        run("DROP TABLE checksum");
        var done = restored();
        assertEquals(Checksum.State.MISSING, done.from().checksum());
        assertEquals(1L, done.from().rows().get("tracker"));
    }

    @Test
    void no_checksum_comes_into_the_database() {
        restored();
        try (var store = new TestStore(directory)) {
            assertFalse(store.read(Inspection::rows).containsKey("checksum"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TRIGGER evil AFTER UPDATE ON tracker BEGIN DELETE FROM delivery; END | It holds the trigger “evil”, which trackerwatch did not make.
            CREATE VIEW spy AS SELECT * FROM tracker | It holds the view “spy”, which trackerwatch did not make.
            CREATE TABLE more (x) | It holds the table “more”, which trackerwatch did not make.
            ALTER TABLE tracker ADD COLUMN more TEXT | Its table “tracker” is not as trackerwatch makes it.
            DROP TABLE silence | It lacks the index “silence_in_time”.""")
    void what_trackerwatch_did_not_make_of_its_tables_is_named_and_refused(String sql, String words) {
        run("DROP TABLE checksum");
        run(sql);
        assertTrue(refused().contains("is not as trackerwatch made it. " + words), refused());
        assertTrue(Backups.troubles(backup).contains(words), () -> Backups.troubles(backup).toString());
    }

    /// Names that SQLite uses itself, and those of what a backup has beyond its database.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = 'sqlite_evil', sql = replace(sql, 'evil', 'sqlite_evil') WHERE name = 'evil' | trigger “sqlite_evil”
            DROP TRIGGER evil; CREATE TRIGGER checksum AFTER INSERT ON delivery BEGIN DELETE FROM delivery; END | trigger “checksum”
            DROP TRIGGER evil; CREATE TRIGGER enclosed_key AFTER INSERT ON delivery BEGIN DELETE FROM delivery; END | trigger “enclosed_key”
            DROP TRIGGER evil; CREATE TABLE enclosed_key (key BLOB NOT NULL, more TEXT) STRICT | table “enclosed_key”""")
    void no_name_hides_what_trackerwatch_did_not_make(String sql, String part) {
        run("DROP TABLE checksum");
        run("CREATE TRIGGER evil AFTER INSERT ON delivery BEGIN DELETE FROM delivery; END");
        run(sql);
        assertTrue(refused().endsWith(" is not as trackerwatch made it. It holds the " + part + ", which trackerwatch did not make. Nothing was changed."), refused());
    }

    @Test
    void each_format_has_the_shape_that_its_migrations_make() {
        for (int format = 1; format <= Database.FORMAT; format++) {
            var names = Database.migrations(format);
            try (var session = Session.inMemory()) {
                session.writing(tx -> Migrations.apply(tx, Path.of(":memory:"), names));
                assertEquals(List.of(), session.reading(tx -> Shape.strangers(tx, names)), names::toString);
            }
        }
    }

    @Test
    void a_link_that_leads_nowhere_is_no_place_for_a_backup() throws IOException {
        var link = Files.createSymbolicLink(directory.resolve("link.db"), directory.resolve("gone.db"));
        var refusal = assertThrows(StoreException.class, () -> new Backups(database).make(link, Optional.empty()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("There is a file of that name already"), refusal::getMessage);
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void a_file_is_no_folder_for_a_backup() {
        var refusal = assertThrows(StoreException.class, () -> new Backups(database).make(backup.resolve("x.db"), Optional.empty()));
        assertTrue(String.valueOf(refusal.getMessage()).endsWith(backup + " is no folder."), refusal::getMessage);
    }

    private Restore.Restored restored() {
        return new Restore(database, directory.resolve("secret.key")).restore(backup, new Restore.Key.Present(), NOW, new SecureRandom());
    }

    private String refused() {
        return String.valueOf(assertThrows(StoreException.class, this::restored).getMessage());
    }

    private void run(String sql) {
        try (var session = Session.plain(backup)) {
            session.execute(sql);
        }
    }
}
