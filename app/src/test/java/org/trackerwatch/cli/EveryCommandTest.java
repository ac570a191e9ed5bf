package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.SettableTime;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.deliver.FakeDiscord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What every command that shows something must keep to, on a directory with a full and hostile life behind it: a site
/// that sends escape sequences, bidi marks and formulas, and secrets wherever secrets are.
class EveryCommandTest {

    private static final JsonMapper STRICT = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// As a site could send it: a class that clears the screen, turns the line around and is a formula.
    private static final String HOSTILE = "=Elite\\u001b[2J\\u202e\\u009b\\u0007\\u0000\\n-2";

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private final FakeDiscord discord = new FakeDiscord(time);
    private Program program;

    @BeforeEach
    void live() throws IOException {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        var proxy = Files.writeString(directory.resolve("proxy"), "http://user:" + PLANTED + "@127.0.0.1:1");
        done(program.piped(discord.webhook("123456789012345678", "42"), "target", "add", "discord", "--name", "phone", "--url-stdin"));
        done(program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin"));
        done(program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Newts", "--url", site.url(), "--secret-stdin",
                "--proxy-file", proxy.toString(), "--no-check"));
        site.says(HOSTILE, 4_000, 1_500, 3);
        time.pass(Duration.ofHours(2));
        done(program.run("tracker", "poll", "Otters"));
        assertEquals(1, program.run("tracker", "poll", "Newts").status());
    }

    @AfterEach
    void close() {
        site.close();
        discord.close();
    }

    private static void done(Program.Answer answer) {
        assertEquals(0, answer.status(), answer.both());
    }

    private static Stream<String> showing() {
        return Stream.of("tracker list", "tracker show Otters", "tracker show Newts", "tracker requests Otters",
                "tracker requests Newts", "tracker catalog unit3d", "target list", "target show phone", "snapshot list Otters",
                "event list", "event explain Otters --rule rank-change", "event explain Otters --rule hit-and-run",
                "event explain Newts --rule tracker-down", "event explain Otters --rule ratio-drop --target phone",
                "incident list", "incident show 1", "delivery list", "delivery list 1", "delivery dead", "target kinds", "target kinds email",
                "target preview phone", "target preview phone --event rank-change", "delivery show 1", "delivery show 2", "settings list", "health", "definition check",
                "tracker poll Otters", "target test phone --event rank-change");
    }

    private static Stream<String> failing() {
        return Stream.of("tracker show Nobody", "target show nobody", "snapshot list Nobody", "event explain Nobody --rule ratio-drop",
                "event explain Otters --rule nonsense", "event list --since nonsense", "incident show 999", "delivery show 999", "delivery dead 999", "delivery cancel", "delivery redeliver --since nonsense", "target preview nobody",
                "target preview phone --event nonsense", "target kinds nonsense", "delivery list --state x",
                "tracker poll", "tracker poll Nobody", "target test nobody", "tracker list --nonsense",
                "definition read nonsense --page api=x", "tracker add nonsense --name X", "target add nonsense --name X");
    }

    private Program.Answer run(String line, String... more) {
        return program.run(Stream.concat(Stream.of(line.split(" ")), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void what_is_shown_holds_no_secret_commands_no_terminal_and_is_one_document_for_programs() {
        for (var line : showing().toList()) {
            var programs = run(line, "--json");
            for (var answer : List.of(run(line), programs)) {
                hidesSecrets(line, answer);
                answer.both().codePoints().filter(point -> point != '\n').forEach(point ->
                        assertTrue(Plain.harmless(point), () -> line + " prints U+" + Integer.toHexString(point).toUpperCase(Locale.ROOT)));
            }
            assertDocument(line, programs);
        }
        hidesSecrets("csv", run("snapshot list Otters --format csv"));
    }

    @Test
    void what_fails_holds_no_secret_and_gives_programs_a_document_with_the_error() {
        for (var line : failing().toList()) {
            hidesSecrets(line, run(line));
            var answer = run(line, "--json");
            hidesSecrets(line, answer);
            assertTrue(answer.status() == 1 || answer.status() == 2, line);
            assertDocument(line, answer);
            assertFalse(answer.json().get("error").asString().isBlank(), line);
            assertFalse(answer.err().isBlank(), line);
        }
    }

    private static void hidesSecrets(String line, Program.Answer answer) {
        assertFalse(answer.both().contains(PLANTED), line);
        assertFalse(answer.both().contains(FakeDiscord.TOKEN), line);
    }

    private static void assertDocument(String line, Program.Answer answer) {
        try {
            assertTrue(STRICT.readTree(answer.out()).isContainer(), line);
        } catch (JacksonException e) {
            throw new AssertionError(line + " prints: " + answer.out(), e);
        }
    }

    @Test
    void a_site_s_formula_is_none_in_a_spreadsheet() {
        var csv = run("snapshot list Otters --format csv").out();
        assertTrue(csv.contains("'=Elite"), csv);
        assertFalse(csv.contains(",=Elite"), csv);
    }

    @Test
    void json_gives_the_site_s_text_as_it_was() {
        var shown = run("tracker show Otters --json").json().get("reading").get("class").asString();
        assertTrue(shown.startsWith("=Elite"), shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracker list", "target list", "event list", "incident list", "delivery list", "settings list", "tracker catalog",
        "snapshot list Otters", "tracker requests Otters"})
    void a_list_is_an_array(String line) {
        assertTrue(run(line, "--json").json().isArray());
    }
}
