package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.store.BackupState;
import org.trackerwatch.SettableTime;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Vault;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Secret;

/// `backup`, `restore` and `key rotate`, as a shell runs them.
final class SafetyTest {

    @TempDir
    private Path directory;

    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory);
        assertEquals(0, program.run("settings", "set", "poll-interval", "90m").status());
    }

    @Test
    void a_backup_is_made_listed_and_restored() {
        var made = program.run("backup");
        assertEquals(0, made.status(), made.both());
        assertTrue(made.err().contains("Written and read back: 0 trackers, 0 targets, 0 events"), made.err());
        assertTrue(made.err().contains("The key is not in it."), made.err());
        assertTrue(program.run("backup", "list").out().contains("asked-for"));
        assertTrue(program.run("backup", "verify").out().contains("whole: 0 trackers"), program.run("backup", "verify")::both);
        program.run("settings", "set", "poll-interval", "2h");
        var file = made.out().strip();
        assertEquals(0, program.run("restore", "--dry-run", file).status());
        assertTrue(program.run("settings", "list").out().contains("2h"));
        var restored = program.run("restore", file);
        assertEquals(0, restored.status(), restored.both());
        assertTrue(restored.err().contains("The database before is " + directory.resolve("trackerwatch.db.replaced-")), restored.err());
        assertTrue(program.run("settings", "list").out().contains("90m"));
    }

    @Test
    void what_of_the_past_can_not_be_read_is_told_and_restored_with_the_rest() throws Exception {
        var stocked = new Stocked(directory);
        stocked.snapshot(stocked.tracker("Otters"), Instant.parse("2026-11-01T10:00:00Z"), AccountStats.NOTHING);
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("trackerwatch.db")); var change = database.createStatement()) {
            change.executeUpdate("UPDATE daily SET figures = x'ffffff'");
        }
        var file = program.run("backup").out().strip();
        var looked = program.run("restore", "--dry-run", file);
        assertEquals(0, looked.status(), looked.both());
        assertTrue(looked.err().contains("WARNING: The day 2026-11-01 of “Otters” can't be read. A backup that is older"), looked.err());
        assertEquals("The day 2026-11-01 of “Otters” can't be read.", program.run("restore", "--json", file).json().path("unreadable").path(0).asString());
    }

    @Test
    void who_goes_back_from_an_upgrade_by_its_own_backup_is_told_where_the_time_since_stands() throws Exception {
        var made = Path.of(program.run("backup").out().strip());
        var before = Files.move(made, made.resolveSibling(made.getFileName().toString().replace(".db", "-upgrade-13-to-14.db")));
        try (var newer = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("trackerwatch.db")); var change = newer.createStatement()) {
            change.executeUpdate("ALTER TABLE request RENAME COLUMN took_ms TO took");
            change.executeUpdate("PRAGMA user_version = 999");
        }
        var restored = program.run("restore", before.toString());
        assertEquals(0, restored.status(), restored.both());
        assertTrue(restored.err().contains("This backup was made by the upgrade. What happened since stands in the database before, which a newer version has changed"),
                restored.err());
        assertFalse(restored.err().contains("not known here"), restored.err());
    }

    @Test
    void where_it_goes_and_whether_the_key_goes_with_it_is_the_user_s_to_say() throws IOException {
        var folder = Files.createDirectory(directory.resolve("usb"));
        var into = program.run("backup", "--to", folder.toString(), "--json");
        assertTrue(into.json().get("file").asString().startsWith(folder + "/trackerwatch-"), into.out());
        assertFalse(into.json().get("with_key").asBoolean());
        var file = folder.resolve("mine.db");
        var with = program.run("backup", "--to", file.toString(), "--with-key");
        assertEquals(file.toString(), with.out().strip());
        assertTrue(with.err().contains("WARNING: the key is in it."), with.err());
        assertEquals(1, program.run("backup", "--to", file.toString()).status());
        var elsewhere = new Program(directory.resolve("elsewhere"));
        var restored = elsewhere.run("restore", "--with-key", "--json", file.toString());
        assertEquals(0, restored.status(), restored.both());
        assertTrue(restored.json().get("restored").asBoolean());
        assertEquals(32, Files.size(directory.resolve("elsewhere/secret.key")));
    }

    @Test
    void a_backup_that_is_not_as_it_was_written_fails_to_be_verified() throws IOException {
        var file = Path.of(program.run("backup").out().strip());
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        var told = program.run("backup", "verify", "--json", file.toString());
        assertEquals(1, told.status(), told.both());
        assertFalse(told.json().get(0).get("good").asBoolean());
        assertTrue(program.run("backup", "verify").out().contains("It was changed after it was made"));
    }

    @Test
    void one_that_no_key_proves_is_restored_only_by_who_says_so_and_is_told_what_it_changes() throws Exception {
        try (var database = Database.open(directory.resolve("trackerwatch.db"))) {
            var settings = new SealedSettings(Vault.open(directory.resolve("secret.key"), database, new SecureRandom()));
            database.write(tx -> settings.set(tx, SealedSettings.PING_URL, new Secret("https://ping.example")));
        }
        var file = program.run("backup").out().strip();
        assertFalse(program.run("backup", "verify").out().contains("not proven"));
        try (var copy = DriverManager.getConnection("jdbc:sqlite:" + file); var change = copy.createStatement()) {
            change.executeUpdate("DROP TABLE checksum");
            change.executeUpdate("UPDATE setting SET value = '9999' WHERE key = 'poll-interval'");
        }
        assertTrue(program.run("backup", "verify").out().contains("; not proven by your key"));
        var refused = program.run("restore", file);
        assertEquals(1, refused.status(), refused.both());
        assertTrue(refused.err().contains("The setting poll-interval is “9999”, which it is not now.") && refused.err().contains("Nothing was changed."), refused.err());
        var looked = program.run("restore", "--dry-run", "--json", file);
        assertFalse(looked.json().get("proven").asBoolean());
        assertEquals(1, looked.json().get("diversions").size());
        assertEquals(0, program.run("restore", "--unproven", file).status());
    }

    @Test
    void a_folder_that_is_missing_is_made_only_if_it_ends_with_a_slash() {
        var missing = directory.resolve("mnt/usb").toString();
        var refused = program.run("backup", "--to", missing);
        assertEquals(1, refused.status(), refused.both());
        assertTrue(refused.err().contains("There is no folder " + missing + ". Is its disk mounted?"), refused.err());
        assertFalse(Files.exists(Path.of(missing)));
        assertTrue(program.run("backup", "--to", missing + "/").out().startsWith(missing + "/trackerwatch-"));
    }

    @Test
    void a_folder_without_backups_says_so() {
        program.run("settings", "set", "backup-folder", "elsewhere");
        assertTrue(program.run("backup", "list").err().contains("There is none in " + directory.resolve("elsewhere") + " yet."), program.run("backup", "list")::both);
    }

    @Test
    void those_made_before_the_folder_was_changed_are_told_of() throws IOException {
        var made = Files.createDirectories(directory.resolve("backups")).resolve("trackerwatch-20261121T040000Z-scheduled.db");
        Files.createFile(made);
        try (var database = Database.open(directory.resolve("trackerwatch.db"))) {
            database.write(tx -> BackupState.made(tx, made, Instant.EPOCH));
        }
        assertFalse(program.run("backup", "list").err().contains("before the folder was changed"));
        program.run("settings", "set", "backup-folder", "elsewhere");
        assertTrue(program.run("backup", "list").err().contains("Those made before the folder was changed stay in " + directory.resolve("backups")), program.run("backup", "list")::both);
    }

    @Test
    void no_name_is_no_place_for_a_backup() {
        var refused = program.run("backup", "--to", "");
        assertEquals(2, refused.status(), refused.both());
        assertTrue(refused.err().contains("--to names no file and no folder."), refused.err());
    }

    @Test
    void what_can_not_be_restored_is_told_and_fails() throws IOException {
        var notes = Files.writeString(directory.resolve("notes"), "notes ".repeat(2000));
        var refused = program.run("restore", notes.toString());
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("Nothing was changed."), refused.err());
        assertEquals(2, program.run("restore", "--with-key", "--key-file", "k", notes.toString()).status());
    }

    @Test
    void the_key_is_changed_and_the_old_one_kept_only_if_asked_for() throws IOException {
        var key = directory.resolve("secret.key");
        var before = Files.readAllBytes(key);
        var unasked = program.run("key", "rotate");
        assertEquals(2, unasked.status());
        assertTrue(unasked.err().contains("This can't be undone, and there is no terminal"), unasked.err());
        assertArrayEquals(before, Files.readAllBytes(key));
        var done = program.run("key", "rotate", "--yes", "--json");
        assertEquals(0, done.status(), done.both());
        assertTrue(done.json().get("old_key_file").isNull());
        assertTrue(done.err().contains("which is gone"), done.err());
        assertFalse(Arrays.equals(before, Files.readAllBytes(key)));
        var kept = program.run("key", "rotate", "--keep-old", "--json");
        assertEquals(32, Files.size(Path.of(kept.json().get("old_key_file").asString())));
        var to = program.run("key", "rotate", "--to", directory.resolve("new.key").toString());
        assertTrue(to.err().contains("start trackerwatch with TRACKERWATCH_KEY_FILE=" + directory.resolve("new.key")), to.err());
    }

    @Test
    void a_backup_of_the_key_before_is_told_by_the_doctor_until_there_is_one_of_the_new_key() {
        var time = new SettableTime();
        var before = program.at(time).run("backup").out().strip();
        assertTrue(doctor().contains("and whole."), doctor());
        var done = program.run("key", "rotate", "--keep-old");
        assertTrue(done.err().contains("“trackerwatch restore --key-file” takes it. “trackerwatch backup” makes one"), done.err());
        assertTrue(doctor().contains(before) && doctor().contains("made with another key than " + directory.resolve("secret.key")), doctor());
        time.pass(Duration.ofMinutes(1));
        assertEquals(0, program.run("backup").status());
        assertTrue(doctor().contains("and whole."), doctor());
    }

    @Test
    void whoever_sits_there_is_asked_before_the_old_key_is_forgotten() throws IOException {
        var key = directory.resolve("secret.key");
        var before = Files.readAllBytes(key);
        var no = program.typing("no").run("key", "rotate");
        assertEquals("Nothing was done.", no.err().strip().lines().toList().getLast());
        assertArrayEquals(before, Files.readAllBytes(key));
        assertEquals(0, program.typing("yes").run("key", "rotate").status());
        assertFalse(Arrays.equals(before, Files.readAllBytes(key)));
    }

    private String doctor() {
        return program.run("doctor").both();
    }
}
