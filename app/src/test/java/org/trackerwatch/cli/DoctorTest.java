package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.trackers.AccountStats;
import tools.jackson.databind.JsonNode;

/// Everything that can be wrong around the program is named, with what to do, and the looking changes nothing.
class DoctorTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final Pattern NAMED_COMMAND = Pattern.compile(
            "(?:trackerwatch |[:“,] ?)((?:(?:tracker|target|delivery|definition|web|settings|key) [a-z-]+|serve|backup|restore)(?: --[a-z-]+)?)(?=[\\s\"”,.;])");

    @TempDir
    private Path directory;
    private final SettableTime time = new SettableTime();
    private Program program;
    private Stocked stocked;

    @BeforeEach
    void stock() {
        time.set(NOW);
        program = new Program(directory).at(time);
        stocked = new Stocked(directory);
        stocked.target("phone");
        stocked.snapshot(stocked.tracker("Otters"), NOW.minus(Duration.ofHours(1)), AccountStats.NOTHING);
    }

    /// @param check which names it, and says what to do in these words
    private record Named(String check, String status, String words, String remedy) {}

    @FunctionalInterface
    private interface Deed {
        void done(DoctorTest test) throws Exception;
    }

    private enum Trouble {
        HEADER_OF_NOISE(test -> test.overwrite(0, 100), new Named("database", "broken", "is damaged", "restore")),
        PAGES_OVERWRITTEN(test -> test.overwrite(4096 * 3, 4096 * 20), new Named("database", "broken", "damaged", "restore")),
        CUT_SHORT(test -> Files.write(test.database(), Arrays.copyOf(Files.readAllBytes(test.database()), 50_000)),
                new Named("database", "broken", "damaged", "restore")),
        A_TEXT(test -> Files.writeString(test.database(), "These are notes. ".repeat(1000)), new Named("database", "broken", "damaged", "restore")),
        NO_BYTES(test -> Files.write(test.database(), new byte[0]), new Named("database", "broken", "is empty, though", "Nothing is made")),
        NO_DATABASE(test -> Files.delete(test.database()), new Named("database", "broken", "it was lost. Put a backup in its place: trackerwatch restore", "Nothing is made")),
        NEWER(test -> test.sql("PRAGMA user_version = 99"), new Named("database", "broken", "newer version (format 99", "Start that version again")),
        HEADER_OF_ANYBODY(test -> test.sql("INSERT INTO setting VALUES ('auth-header', 'remote-user'), ('trusted-proxies', '172.18.0.0/16')"),
                new Named("page", "warning", "172.18.0.0/16 may say by auth-header", "auth-header-allowed")),
        NO_MODE(test -> test.sql("UPDATE tracker SET mode = 'xyz'"), new Named("database", "broken", "there is the mode “xyz”", "not trackerwatch")),
        NO_INTERVAL(test -> test.sql("UPDATE tracker SET interval_s = 9223372036854775807"),
                new Named("database", "broken", "“Otters” can't be read (no interval: 9223372036854775807 s)", "not trackerwatch")),
        NO_VERDICT(test -> test.sql("INSERT INTO event (id, fingerprint, tracker, rule, severity, at, detail, figures) VALUES (1, 'x', 1, 'r', 'info', 1, '{}', '{}'); INSERT INTO verdict (event, target, kind) SELECT 1, id, 'xyz' FROM target"),
                new Named("database", "broken", "In the table “verdict” there is the kind “xyz”.", "not trackerwatch")),
        NO_ADDRESS(test -> test.sql("UPDATE tracker SET url = 'not a url'"), new Named("database", "broken", "can't be read (Illegal character", "not trackerwatch")),
        UNREADABLE_DAY(test -> test.sql("UPDATE daily SET figures = x'ffffff'"),
                new Named("database", "warning", "of “Otters” can't be read. Charts and lists leave it out", "older than the damage")),
        UNREADABLE_READINGS(test -> test.sql("UPDATE reading SET block = x'ffffff'"),
                new Named("database", "warning", "1 reading(s) of “Otters” from 2026-11-21T11:00:00Z on can't be read.", "older than the damage")),
        UNREADABLE_STATE(test -> test.sql("INSERT INTO state SELECT id, '{' FROM tracker"),
                new Named("database", "warning", "What was remembered of “Otters” can't be read", "older than the damage")),
        OF_EARLIER_VERSION(test -> test.sql("ALTER TABLE schedule RENAME COLUMN failures TO failed; PRAGMA user_version = 9"),
                new Named("trackers", "warning", "the database is of an older version", "The next command brings it up to date")),
        FOREIGN(test -> test.sql("PRAGMA application_id = 7"), new Named("database", "broken", "another program", "Move it away")),
        A_DIRECTORY(test -> {
            Files.delete(test.database());
            Files.createDirectory(test.database());
        }, new Named("database", "broken", "can't be opened", "Move away")),
        NO_KEY(test -> Files.delete(test.key()), new Named("key", "broken", "is missing, and 3 secrets", "Put the key file back")),
        ANOTHER_KEY(test -> Files.write(test.key(), new byte[32]), new Named("key", "broken", "3 of 3 secrets can't be opened", "Put the key file back")),
        ONE_SECRET(test -> test.sql("UPDATE tracker SET credential = (SELECT address FROM target) WHERE id = (SELECT min(id) FROM tracker)"),
                new Named("key", "broken", "1 of 3 secrets can't be opened", "Restore the last backup")),
        SHORT_KEY(test -> Files.write(test.key(), new byte[5]), new Named("key", "broken", "has 5 bytes instead of 32", "Put the key file back")),
        OPEN_KEY(test -> Files.setPosixFilePermissions(test.key(), PosixFilePermissions.fromString("rw-r--r--")),
                new Named("key", "warning", "can be read by other users", "chmod 600")),
        KEY_IS_A_DIRECTORY(test -> {
            Files.delete(test.key());
            Files.createDirectory(test.key());
        }, new Named("key", "broken", "is a directory, as Docker makes one", "")),
        KEY_HALF_CHANGED(test -> Files.move(test.key(), test.directory.resolve("secret.key.new")),
                new Named("key", "warning", "A change of the key was interrupted", "Remove neither file")),
        KEY_OF_ANOTHER_PLACE(test -> {
            Files.delete(test.key());
            test.sql("DELETE FROM tracker; DELETE FROM target");
        }, new Named("key", "broken", "is missing, which the database was begun with; nothing is sealed yet", "TRACKERWATCH_KEY_FILE")),
        BACKUP_FAILED(test -> test.sql("INSERT INTO backup_state (id, tried_at, trouble, since) VALUES (1, 1, 'No space.', 1)"),
                new Named("backups", "broken", "The last backup that was due failed: No space.", "trackerwatch backup")),
        BEGAN_ANEW(test -> {
            test.program.run("backup");
            test.sql("DELETE FROM target; DELETE FROM tracker");
        }, new Named("backups", "broken", "The database has no tracker and no target, but", "trackerwatch restore")),
        BACKUPS_ELSEWHERE(test -> test.sql("INSERT INTO setting VALUES ('backup-folder', '/nowhere/else')"),
                new Named("backups", "warning", "There is no backup in /nowhere/else.", "trackerwatch backup")),
        NO_ZONE(test -> test.program.with("TZ", "Europe/Pariss"), new Named("environment", "broken", "TZ is “Europe/Pariss”", "Nothing starts")),
        NO_PORT(test -> test.program.with("TRACKERWATCH_PORT", "http"), new Named("environment", "broken", "TRACKERWATCH_PORT is “http”", "Nothing starts")),
        NOT_MY_ADDRESS(test -> test.program.with("TRACKERWATCH_BIND", "192.0.2.7"), new Named("page", "broken", "192.0.2.7", "TRACKERWATCH_BIND")),
        BAD_DEFINITION(test -> Files.writeString(Files.createDirectories(test.directory.resolve("definitions/sites")).resolve("mine.yaml"), "nonsense: 1\n"),
                new Named("definitions", "broken", "mine.yaml", "definition check")),
        REMARK(test -> Files.writeString(Files.createDirectories(test.directory.resolve("definitions/sites")).resolve("mine.yaml"),
                "schema: 1\nslug: mine\nname: Mine\nplatform: unit3d\nlinks: [ \"https://mine.example/\" ]\n"),
                new Named("definitions", "warning", "`policy` is missing", "used all the same")),
        BAD_RULE(test -> Files.writeString(Files.createDirectories(test.directory.resolve("rules")).resolve("mine.yaml"), "nonsense: 1\n"),
                new Named("definitions", "broken", "mine.yaml", "definition check")),
        CLOCK_OF_1970(test -> test.time.set(Instant.EPOCH), new Named("clock", "broken", "before this program was made", "NTP")),
        CLOCK_BEHIND(test -> test.time.set(NOW.minus(Duration.ofDays(2))), new Named("clock", "warning", "ahead: it was wrong then, or is now", "NTP")),
        STOPPED(test -> test.sql("UPDATE tracker SET mode = 'stopped'"), new Named("trackers", "broken", "“Otters” is not asked any more", "--ask-secret")),
        FAILING(test -> test.sql("UPDATE schedule SET failures = 3, reason = 'timed_out', detail = 'x'"),
                new Named("trackers", "warning", "the last 3 times (timed out)", "tried again by itself")),
        NEVER_READ(test -> test.stocked.tracker("Newts"), new Named("trackers", "warning", "“Newts” was never read yet", "tracker poll")),
        GONE_DEFINITION(test -> test.sql("UPDATE tracker SET definition = 'gone'"), new Named("trackers", "broken", "gone or broken", "tracker edit --site")),
        REFUSED(test -> test.sql("UPDATE target SET state = 'refused'"), new Named("targets", "broken", "takes no messages any more", "target resume")),
        NO_TARGET(test -> test.sql("DELETE FROM target"), new Named("targets", "warning", "nobody is told", "target add")),
        PROXY(test -> test.program.with("https_proxy", "http://proxy.example"), new Named("proxies", "warning", "https_proxy is set", "--proxy-file")),
        NO_DIRECTORY(test -> test.program.with("TRACKERWATCH_CONFIG", test.directory.resolve("nowhere").toString()),
                new Named("directory", "warning", "There is no directory", "--config")),
        A_FILE_FOR_A_DIRECTORY(test -> test.program.with("TRACKERWATCH_CONFIG", test.key().toString()),
                new Named("directory", "broken", "is a file", "--config"));

        private final Deed deed;
        private final Named named;

        Trouble(Deed deed, Named named) {
            this.deed = deed;
            this.named = named;
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void each_trouble_is_named_with_what_to_do_and_nothing_is_changed(Trouble trouble) throws Exception {
        trouble.deed.done(this);
        var before = content();
        var answer = program.run("doctor", "--json");
        assertEquals(before, content(), "the doctor changed something");
        var findings = check(answer.json(), trouble.named.check).path("findings");
        assertTrue(findings.valueStream().anyMatch(finding -> finding.path("status").asString().equals(trouble.named.status)
                && finding.path("text").asString().contains(trouble.named.words)
                && finding.path("remedy").asString("").contains(trouble.named.remedy)), findings::toString);
        assertEquals(trouble.named.status.equals("broken") ? 1 : 0, answer.status(), answer::out);
        assertFalse(answer.both().contains(Stocked.PLANTED), "a secret was shown");
    }

    @Test
    void a_stocked_directory_has_nothing_broken_and_the_checks_stand_in_their_order() throws IOException {
        var before = content();
        var answer = program.run("doctor", "--json");
        assertEquals(0, answer.status(), answer::out);
        assertEquals("version environment directory space database key definitions clock daemon page backups trackers targets deliveries proxies machine",
                String.join(" ", answer.json().path("checks").valueStream().map(check -> check.path("name").asString()).toList()));
        assertEquals("ok", check(answer.json(), "database").path("status").asString());
        assertTrue(check(answer.json(), "key").toString().contains("fits all 3 secrets"), answer::out);
        assertEquals(before, content());
        assertTrue(program.run("doctor").out().lines().count() >= 16);
    }

    @Test
    void before_an_upgrade_trackers_and_targets_are_looked_at_as_after_it() throws Exception {
        sql("DROP TRIGGER daily_added; DROP TRIGGER daily_changed; DROP TRIGGER daily_removed; DROP TABLE strip; PRAGMA user_version = 14");
        var before = content();
        var document = program.run("doctor", "--json").json();
        assertTrue(check(document, "database").toString().contains("format 14, brought to"), document::toString);
        assertTrue(check(document, "trackers").toString().contains("The one tracker that is asked is read."), document::toString);
        assertTrue(check(document, "targets").toString().contains("The one target takes messages."), document::toString);
        assertEquals(before, content());
    }

    @Test
    void who_has_lost_the_key_is_not_told_to_make_a_backup_which_takes_it() throws IOException {
        Files.delete(key());
        assertTrue(check(program.run("doctor", "--json").json(), "backups").toString().contains("As soon as the key is back in its place, make one"));
    }

    @Test
    void a_damaged_database_is_one_fault_and_who_could_not_look_into_it_says_so_in_one_line() throws IOException {
        overwrite(0, 100);
        var answer = program.run("doctor");
        assertEquals(1, answer.out().lines().filter(line -> line.startsWith("broken")).count(), answer::out);
        assertTrue(answer.out().contains("Not looked at, as the database can't be read: key, clock, "), answer::out);
        assertTrue(answer.out().contains("ok       machine"), answer::out);
    }

    @Test
    void what_still_lies_in_the_log_counts_to_the_database() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database()); var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.executeUpdate("CREATE TABLE lately AS SELECT randomblob(100000) AS bytes");
            var words = check(program.run("doctor", "--json").json(), "database").toString();
            assertTrue(words.matches(".* is whole: .*iB and [0-9.]+ KiB in the log beside it, format.*"), words);
        }
    }

    @Test
    void a_port_that_another_program_has_is_named() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var answer = program.with("TRACKERWATCH_PORT", String.valueOf(other.getLocalPort())).run("doctor", "--json");
            assertEquals("broken", check(answer.json(), "page").path("status").asString(), answer::out);
        }
    }

    /// Whatever it tells people to type can be typed.
    @Test
    void every_command_that_a_finding_names_is_there() throws IOException {
        var named = new TreeSet<String>();
        try (var sources = Files.list(Path.of("src/main/java/org/trackerwatch/doctor"))) {
            for (var source : sources.toList()) {
                NAMED_COMMAND.matcher(Files.readString(source)).results().map(found -> found.group(1)).forEach(named::add);
            }
        }
        assertTrue(named.size() > 10, named::toString);
        for (var command : named) {
            var words = command.split(" --");
            var help = program.run((words[0] + " --help").split(" "));
            assertTrue(help.status() == 0 && help.out().contains("trackerwatch " + words[0]), "there is no command “" + words[0] + "”");
            assertTrue(words.length == 1 || help.out().contains("--" + words[1]), () -> "“" + words[0] + "” has no option --" + words[1]);
        }
    }

    /// What is not in the file yet is seen as well, and whoever writes meanwhile is not kept from it.
    @Test
    void its_commands_are_meant_for_the_directory_that_it_was_given() {
        var named = program.run("--config", directory.toString(), "doctor");
        assertTrue(named.out().contains("trackerwatch backup"), named.out());
        assertTrue(named.err().contains("The commands above need --config " + directory + ", too."), named.err());
        assertFalse(program.run("doctor").err().contains("--config"));
    }

    @Test
    void it_looks_beside_who_writes() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database()); var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.executeUpdate("UPDATE tracker SET mode = 'stopped'");
            var answer = program.run("doctor", "--json");
            assertEquals("broken", check(answer.json(), "trackers").path("status").asString(), answer::out);
            statement.executeUpdate("UPDATE tracker SET mode = 'active'");
        }
    }

    private static JsonNode check(JsonNode document, String name) {
        return document.path("checks").valueStream().filter(check -> check.path("name").asString().equals(name)).findFirst().orElseThrow();
    }

    private Path database() {
        return directory.resolve("trackerwatch.db");
    }

    private Path key() {
        return directory.resolve("secret.key");
    }

    private void overwrite(int from, int length) throws IOException {
        var content = Files.readAllBytes(database());
        var noise = new byte[length];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, content, from, length);
        Files.write(database(), content);
    }

    private void sql(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database()); var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
            statement.executeUpdate(sql);
        }
    }

    /// Every file with all its bytes.
    private Map<String, String> content() throws IOException {
        var content = new TreeMap<String, String>();
        try (var files = Files.walk(directory)) {
            for (var file : files.toList()) {
                content.put(file.toString(), Files.isRegularFile(file) ? Base64.getEncoder().encodeToString(Files.readAllBytes(file)) : "");
            }
        }
        return content;
    }
}
