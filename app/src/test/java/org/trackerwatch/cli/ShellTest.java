package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.Doors;
import org.trackerwatch.SettableTime;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.store.Lock;
import picocli.CommandLine;

/// What holds for every command.
class ShellTest {

    @TempDir
    Path directory;

    @Test
    void alone_it_tells_the_first_steps() {
        var answer = program().run();
        assertEquals(0, answer.status());
        for (var step : new String[] {"tracker catalog", "tracker add", "target add", "serve"}) {
            assertTrue(answer.out().contains(step), step);
        }
    }

    @Test
    void the_version_is_told() {
        assertTrue(program().run("--version").out().startsWith("trackerwatch "));
    }

    @TestFactory
    Stream<DynamicTest> every_command_has_help_with_an_example() {
        return leaves(tree()).map(command -> DynamicTest.dynamicTest(command, () -> {
            var words = Stream.concat(Stream.of(command.split(" ")).skip(1), Stream.of("--help")).toArray(String[]::new);
            var answer = program().run(words);
            assertEquals(0, answer.status());
            assertTrue(answer.out().contains("Example:"), answer.out());
            assertTrue(answer.out().contains("  trackerwatch ") || answer.out().contains("(trackerwatch "), answer.out());
            assertEquals("", answer.err());
        }));
    }

    @TestFactory
    Stream<DynamicTest> every_command_takes_the_directory() {
        return leaves(tree()).map(command -> DynamicTest.dynamicTest(command, () -> assertTrue(
                program().run(Stream.concat(Stream.of(command.split(" ")).skip(1), Stream.of("--help")).toArray(String[]::new))
                        .out().contains("--config"))));
    }

    @Test
    void the_page_about_commands_names_each_of_them() throws IOException {
        var page = Files.readString(Path.of("../docs/commands.md"));
        assertEquals(List.of(), leaves(tree()).filter(command -> !page.contains("`" + command)).toList());
    }

    @Test
    void help_opens_nothing() throws IOException {
        program().run("tracker", "list", "--help");
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void a_missing_directory_is_made_for_nobody_else_to_read() throws IOException {
        var made = directory.resolve("deep/config");
        assertEquals(0, program().run("tracker", "list", "--config", made.toString()).status());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }

    @Test
    void a_directory_that_cannot_be_made_is_a_sentence() {
        var answer = program().run("tracker", "list", "--config", "/proc/nothing/here");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("/proc/nothing/here"), answer.err());
        assertEquals(1, answer.err().lines().count(), answer.err());
    }

    @Test
    void a_damaged_database_is_a_sentence() throws IOException {
        Files.writeString(directory.resolve("trackerwatch.db"), "this is no database, and long enough to be looked at".repeat(50));
        var answer = program().run("tracker", "list", "--json");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("damaged"), answer.err());
        assertTrue(answer.json().get("error").asString().contains("damaged"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trakcer", "trackr"})
    void a_mistyped_command_suggests_the_nearest(String word) {
        var answer = program().run(word, "list");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("“tracker”"), answer.err());
    }

    @Test
    void a_word_that_is_far_from_any_command_suggests_none() {
        assertFalse(program().run("frobnicate").err().contains("Did you mean"));
        assertFalse(program().run("tracker", "frobnicate").err().contains("Did you mean"));
        assertTrue(program().run("tracker", "shwo").err().contains("“show”"));
    }

    @Test
    void wrong_values_are_sentences_in_the_words_of_users() {
        var reset = program().run("tracker", "edit", "x", "--reset", "foo").err();
        assertTrue(reset.startsWith("“foo” is nothing for --reset; it takes url, username, interval, max-per-day, min-ratio, joined, proxy."), reset);
        var state = program().run("delivery", "list", "--state", "foo").err();
        assertTrue(state.contains("waiting, sending, delivered"), state);
        var id = program().run("delivery", "show", "abc").err();
        assertTrue(id.startsWith("“abc” is no whole number"), id);
        var pair = program().run("target", "add", "discord", "--name", "x", "--cooldown", "foo").err();
        assertTrue(pair.startsWith("--cooldown takes EVENT=TIME"), pair);
        var missing = program().run("tracker", "add", "aither").err();
        assertTrue(missing.startsWith("--name is missing"), missing);
        assertTrue(program().run("settings", "set", "poll-interval").err().startsWith("VALUE is missing."));
    }

    @Test
    void an_empty_name_is_wrong_usage() {
        assertEquals(2, program().run("tracker", "add", "aither", "--name", " ").status());
        assertEquals(2, program().run("target", "add", "discord", "--name", "").status());
    }

    @Test
    void a_new_directory_is_told() {
        var made = directory.resolve("mistyped");
        var first = program().run("tracker", "list", "--config", made.toString());
        assertTrue(first.err().contains("(new directory " + made + ")"), first.err());
        assertFalse(program().run("tracker", "list", "--config", made.toString()).err().contains("new directory"));
    }

    @Test
    void an_empty_directory_s_name_is_wrong_usage_and_not_the_present_one() {
        var answer = program().run("tracker", "list", "--config", "");
        assertEquals(2, answer.status(), answer.both());
        assertTrue(answer.err().startsWith("--config is empty"), answer.err());
    }

    @Test
    void where_there_is_no_backup_to_verify_it_says_so() {
        var answer = program().run("backup", "verify");
        assertEquals(0, answer.status(), answer.both());
        assertTrue(answer.err().contains("There is no backup to verify"), answer.err());
    }

    @Test
    void a_group_alone_lists_what_it_can_do() {
        var answer = program().run("tracker");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("list"), answer.err());
        assertTrue(answer.err().contains("pause"), answer.err());
    }

    @Test
    void wrong_usage_is_json_where_json_was_asked_for() {
        var answer = program().run("tracker", "list", "--json", "--nonsense");
        assertEquals(2, answer.status());
        assertTrue(answer.json().get("error").asString().contains("--nonsense"), answer.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--secret", "--api-key", "--cookie", "--password"})
    void a_secret_as_an_argument_is_explained_and_not_repeated(String option) {
        var answer = program().run("tracker", "catalog", "x", option, "hunter2");
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("never given as an argument"), answer.err());
        assertFalse(answer.both().contains("hunter2"), answer.both());
    }

    @Test
    void a_key_among_the_words_is_explained_and_not_repeated() {
        var answer = program().run("tracker", "list", Stocked.PLANTED);
        assertEquals(2, answer.status());
        assertFalse(answer.both().contains(Stocked.PLANTED), answer.both());
    }

    @Test
    void a_wrong_time_zone_or_port_is_wrong_usage() {
        assertEquals(2, program().with("TZ", "Mars/Olympus").run("tracker", "list").status());
        var port = program().with("TRACKERWATCH_PORT", "http").run("tracker", "list");
        assertEquals(2, port.status());
        assertTrue(port.err().contains("TRACKERWATCH_PORT"), port.err());
    }

    @Test
    void completion_is_a_shell_script() {
        assertTrue(program().run("completion").out().startsWith("#!"));
    }

    @Test
    void settings_are_listed_and_set() {
        assertEquals(0, program().run("settings", "set", "poll-interval", "90m").status());
        var list = program().run("settings", "list", "--json").json();
        assertEquals("90m", list.get(0).get("value").asString());
        assertTrue(list.get(0).get("changed").asBoolean());
        assertEquals(5400, list.get(0).get("seconds").asLong());
        assertTrue(list.get(1).get("on").asBoolean());
        assertTrue(list.get(2).get("seconds").isNull());
        assertEquals(730L * 86_400, list.get(3).get("seconds").asLong());
        assertTrue(program().run("settings", "list").out().contains("store-usernames"));
    }

    @Test
    void a_mistyped_setting_and_a_wrong_value_say_what_there_is() {
        var name = program().run("settings", "set", "poll-intervall", "90m");
        assertEquals(2, name.status());
        assertTrue(name.err().contains("Did you mean poll-interval?"), name.err());
        var value = program().run("settings", "set", "poll-interval", "1s");
        assertEquals(2, value.status());
        assertTrue(value.err().contains("Allowed is"), value.err());
    }

    @Test
    void health_needs_a_fresh_beat_of_every_loop() {
        var time = new SettableTime();
        var program = program().at(time);
        new Stocked(directory).with((app, tx) -> {
            app.heartbeats().beat(tx, "poll", time.now());
            app.heartbeats().beat(tx, "deliver", time.now().minusSeconds(20));
            return time;
        });
        var ended = program.run("health");
        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("No daemon runs"), ended.err());
        try (var _ = Lock.take(directory)) {
            assertEquals(0, program.run("health").status());
            assertTrue(program.run("health", "--json").json().get("healthy").asBoolean());
            time.pass(Duration.ofSeconds(80));
            var stale = program.run("health");
            assertEquals(1, stale.status());
            assertTrue(stale.err().contains("does not go round"), stale.err());
        }
    }

    private Program program() {
        return new Program(directory);
    }

    private CommandLine tree() {
        var terminal = new Terminal(InputStream.nullInputStream(), System.out, System.err,
                Map.of("TRACKERWATCH_CONFIG", directory.toString()), Optional.empty());
        return Grammar.of(new Session(terminal, new Doors(new SettableTime(), new java.util.Random(1), new OkHttpClient())));
    }

    private static Stream<String> leaves(CommandLine command) {
        var below = command.getSubcommands().values();
        return below.isEmpty() ? Stream.of(command.getCommandSpec().qualifiedName()) : below.stream().distinct().flatMap(ShellTest::leaves);
    }
}
