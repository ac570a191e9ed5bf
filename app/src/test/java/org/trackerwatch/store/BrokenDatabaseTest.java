package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user reads when the database can't be used: what happened, to which file, what to do.
class BrokenDatabaseTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("trackerwatch.db");
    }

    @Test
    void a_newer_version_s_database_is_refused_and_left_alone() throws Exception {
        Database.open(file).close();
        run("PRAGMA user_version = 99");
        var before = Files.readAllBytes(file);
        says("The database " + file
                + " was written by a newer version of trackerwatch (its format is 99, this version knows " + newest() + ")."
                + " Start that version again, or restore a backup made before the upgrade.");
        assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
    }

    @Test
    void another_program_s_database_is_refused_and_left_alone() throws Exception {
        run("CREATE TABLE bookmarks (url TEXT)");
        says("The file " + file + " is the database of another program. Move it away, or choose another directory for"
                + " trackerwatch.");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var tables = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
            assertEquals(1, tables.getInt(1));
        }
    }

    @Test
    void a_file_that_is_no_database_is_told() throws IOException {
        Files.writeString(file, "These are notes, and not a database at all. ".repeat(100));
        says("The database " + file + ": The file is damaged. Stop trackerwatch and restore it from a backup.");
    }

    @Test
    void an_empty_file_is_a_fresh_start() throws IOException {
        Files.createFile(file);
        Database.open(file).close();
        Database.open(file).close();
    }

    @Test
    void pages_that_were_overwritten_are_told_when_they_are_read() throws IOException {
        try (var database = Database.open(file)) {
            database.write(tx -> {
                for (int i = 0; i < 5000; i++) {
                    tx.update("INSERT INTO setting VALUES (?, ?)", "key " + i, "value " + i);
                }
            });
        }
        var content = Files.readAllBytes(file);
        var noise = new byte[content.length / 2];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, content, content.length - noise.length, noise.length);
        Files.write(file, content);
        var refusal = assertThrows(StoreException.class, () -> {
            try (var database = Database.open(file)) {
                database.read(tx -> tx.query("SELECT * FROM setting", row -> row.getString(2)));
            }
        });
        assertEquals("The database " + file + ": The file is damaged. Stop trackerwatch and restore it from a backup.",
                refusal.getMessage());
    }

    @Test
    void a_directory_in_the_file_s_place_is_told() throws IOException {
        Files.createDirectory(file);
        says("The database " + file
                + ": It can't be opened for writing. Check that the file and its directory belong to the user"
                + " that runs trackerwatch, and that the disk is not mounted read-only.");
    }

    @Test
    void a_directory_that_can_not_be_made_is_told() throws IOException {
        Files.createFile(directory.resolve("occupied"));
        var inside = directory.resolve("occupied/trackerwatch.db");
        var refusal = assertThrows(StoreException.class, () -> Database.open(inside));
        assertTrue(refusal.getMessage().startsWith("The database " + inside + " can't be made ("),
                refusal.getMessage());
        assertTrue(refusal.getMessage()
                .endsWith("Check that the directory belongs to the user that runs trackerwatch."));
    }

    @Test
    void a_full_disk_is_told_and_loses_nothing_that_was_stored() {
        try (var database = Database.open(file)) {
            database.write(tx -> tx.update("INSERT INTO setting VALUES ('first', 'kept')"));
            database.write(tx -> tx.script("PRAGMA max_page_count = 60"));
            var refusal = assertThrows(StoreException.class, () -> database.write(tx -> IntStream.range(0, 500)
                    .forEach(i -> tx.update("INSERT INTO setting VALUES (?, ?)", "key " + i, "x".repeat(3000)))));
            assertEquals("The database " + file
                    + ": The disk is full. Free some space; nothing is lost that was stored before.",
                    refusal.getMessage());
            database.write(tx -> tx.update("UPDATE setting SET value = 'writable'"));
            assertEquals(1, database.read(tx -> tx.query("SELECT value FROM setting", row -> row.getString(1))).size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, Another program keeps it locked",
        "261, Another program keeps it locked",
        "8, It can't be opened for writing",
        "1032, It can't be opened for writing",
        "14, It can't be opened for writing",
        "11, The file is damaged",
        "267, The file is damaged",
        "10, The disk failed to read or write it",
        "13, The disk is full",
        "1, as SQLite says it"
    })
    void each_of_sqlite_s_errors_is_told_in_words(int code, String beginning) {
        var told = StoreException.of(file, new SQLException("as SQLite says it", "", code)).getMessage();
        assertTrue(told.startsWith("The database " + file + ": " + beginning), told);
    }

    private static long newest() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/schema"))) {
            return files.filter(each -> each.toString().endsWith(".sql")).count();
        }
    }

    private void says(String message) {
        assertEquals(message, assertThrows(StoreException.class, () -> Database.open(file)).getMessage());
    }

    private void run(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
