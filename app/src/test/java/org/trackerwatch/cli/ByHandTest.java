package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.Doors;
import org.trackerwatch.SettableTime;
import org.trackerwatch.deliver.FakeDiscord;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A site whose staff refuse programs: it is asked nothing, and its figures are typed in.
class ByHandTest {

    private static final long GIB = 1L << 30;

    private static final String CHANNEL = "123456789012345678";

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private final FakeDiscord discord = new FakeDiscord(time);
    private Program program;

    @BeforeEach
    void open() throws IOException {
        program = new Program(directory).at(time).with("TRACKERWATCH_DISCORD_URL", discord.base().toString());
        define("forbidden");
        done(run("tracker", "add", "shy", "--name", "Newts"));
        time.pass(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        site.close();
        discord.close();
    }

    private void define(String wish) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("definitions")).resolve("shy.yaml"), """
                schema: 1
                slug: shy
                name: Shy Site
                platform: unit3d
                links: ["%s/"]
                policy: { user_stats: %s, note: "Staff said so on 2026-01-01." }
                """.formatted(site.url(), wish));
    }

    private Program.Answer run(String... arguments) {
        return program.run(arguments);
    }

    private Program.Answer record(String... figures) {
        time.pass(Duration.ofMinutes(1));
        return run(Stream.concat(Stream.of("tracker", "record", "Newts"),
                Arrays.stream(figures)).toArray(String[]::new));
    }

    private JsonNode shown() {
        return run("tracker", "show", "Newts", "--json").json();
    }

    private static void done(Program.Answer answer) {
        assertEquals(0, answer.status(), answer.both());
    }

    /// What a daemon does in two days, by rounds that are closer together than what it takes for a sleep.
    private void daemon() {
        var config = Config.of(Optional.empty(), Map.of("TRACKERWATCH_CONFIG", directory.toString(), "TZ", "UTC",
                "TRACKERWATCH_DISCORD_URL", discord.base().toString()));
        try (var app = App.open(config, new Doors(time, new SecureRandom(), new OkHttpClient()))) {
            var rounds = app.rounds();
            IntStream.range(0, 2 * 24 * 12).forEach(_ -> {
                time.pass(Duration.ofMinutes(5));
                rounds.run();
            });
        }
    }

    @Test
    void adding_it_says_why_it_is_not_polled_and_what_to_do_instead() {
        var added = run("tracker", "add", "avistaz", "--name", "A");
        done(added);
        assertTrue(added.err().contains("does not want its figures to be read by programs"), added.err());
        assertTrue(added.err().contains("ban"), added.err());
        assertTrue(added.err().contains("trackerwatch tracker record A"), added.err());
        var shown = run("tracker", "show", "A", "--json").json();
        assertEquals("manual", shown.get("mode").asString());
        assertTrue(shown.get("credential").isNull());
        assertTrue(shown.get("due_at").isNull());
        assertTrue(shown.get("interval_seconds").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--secret-stdin", "--interval=3h", "--max-per-day=2", "--no-check", "--url=https://other.example",
        "--proxy=http://127.0.0.1:1", "--user-agent=Browser/1"})
    void it_takes_nothing_that_is_about_polls(String option) {
        var answer = program.piped(PLANTED, "tracker", "add", "shy", "--name", "Efts", option);
        assertEquals(2, answer.status(), answer.both());
        assertTrue(answer.err().contains("never asked"), answer.err());
        assertFalse(answer.both().contains(PLANTED));
        assertEquals(1, run("tracker", "list", "--json").json().size());
    }

    @Test
    void it_is_never_asked_whoever_wants_it() {
        done(record("--seeding", "3"));
        var named = run("tracker", "poll", "Newts", "--force", "--json");
        assertEquals(1, named.status());
        assertEquals("manual", named.json().get(0).get("outcome").asString());
        assertTrue(run("tracker", "poll", "Newts").out().contains("Staff said so on 2026-01-01."));
        done(run("tracker", "poll", "--all"));
        assertEquals(1, run("tracker", "resume", "Newts").status());
        assertEquals(1, run("tracker", "pause", "Newts").status());
        daemon();
        assertEquals(0, site.requests());
        assertEquals("manual", shown().get("mode").asString());
        assertTrue(run("tracker", "requests", "Newts", "--json").json().isEmpty());
    }

    @Test
    void a_site_that_forbids_it_later_is_asked_no_more() throws IOException {
        define("allowed");
        done(program.piped(PLANTED, "tracker", "add", "shy", "--name", "Efts", "--secret-stdin"));
        assertEquals(1, site.requests());
        define("forbidden");
        time.pass(Duration.ofHours(2));
        assertEquals("manual", run("tracker", "poll", "Efts", "--json").json().get(0).get("outcome").asString());
        daemon();
        assertEquals(1, site.requests());
        assertEquals("manual", run("tracker", "show", "Efts", "--json").json().get("mode").asString());
    }

    @Test
    void once_it_is_allowed_a_key_opens_it() throws IOException {
        define("allowed");
        assertTrue(run("tracker", "poll", "Newts").out().contains("--ask-secret"));
        done(program.piped(PLANTED, "tracker", "edit", "Newts", "--secret-stdin"));
        assertEquals(1, site.requests());
        assertEquals("active", shown().get("mode").asString());
    }

    @Test
    void what_is_typed_is_a_reading_as_exact_as_it_is_written() {
        done(record("--uploaded", "1.5 TiB", "--downloaded", "812.40 GiB", "--seeding", "31", "--class", "Power User", "--warned", "no",
                "--bonus", "1234.5", "--hit-and-runs", "0", "--average-seed-time", "3d"));
        var reading = run("snapshot", "list", "Newts", "--json").json().get(0);
        assertEquals(1536 * GIB, reading.get("uploaded").asLong());
        assertEquals("1.5 TiB", firstCell("UPLOADED"));
        assertEquals("812.40 GiB", firstCell("DOWNLOADED"));
        assertEquals(1.89, reading.get("ratio").asDouble(), 0.01);
        assertEquals(259_200, reading.get("average_seed_time").asLong());
        assertFalse(reading.get("warned").asBoolean());
        assertTrue(reading.get("leeching").isNull(), "unknown is not 0");
    }

    private String firstCell(String column) {
        var lines = run("snapshot", "list", "Newts").out().lines().toList();
        int at = lines.getFirst().indexOf(column);
        return lines.get(1).substring(at).split(" {2,}")[0];
    }

    @Test
    void what_is_not_typed_stays_as_it_was_known() {
        done(record("--uploaded", "3 TiB", "--downloaded", "1 TiB"));
        done(record("--seeding", "12"));
        assertEquals(12, shown().get("reading").get("seeding").asInt());
        assertTrue(shown().get("reading").get("uploaded").isNull());
        assertEquals(3072 * GIB, shown().get("known").get("uploaded").asLong());
        assertEquals(3, shown().get("known").get("ratio").asInt());
    }

    @Test
    void the_list_says_how_old_it_is() {
        done(record("--seeding", "12"));
        time.pass(Duration.ofDays(40));
        assertTrue(run("tracker", "list").out().contains("(40 d ago)"), run("tracker", "list").out());
    }

    @Test
    void it_is_told_as_what_a_poll_finds_is_told() {
        done(program.piped(discord.webhook(CHANNEL, "42"), "target", "add", "discord", "--name", "phone", "--url-stdin"));
        done(record("--uploaded", "3 TiB", "--downloaded", "1 TiB", "--hit-and-runs", "0"));
        var second = record("--uploaded", "3 TiB", "--downloaded", "2 TiB", "--hit-and-runs", "1", "--json");
        done(second);
        assertEquals(2, second.json().get("events").size(), second.out());
        assertTrue(second.err().contains("hit-and-run"), second.err());
        assertEquals(2, discord.embeds(CHANNEL).size());
        assertEquals("delivered", run("delivery", "list", "--json").json().get(0).get("state").asString());
    }

    @Test
    void what_nobody_polls_is_not_said_to_go_on() {
        done(program.piped(discord.webhook(CHANNEL, "42"), "target", "add", "discord", "--name", "phone", "--url-stdin"));
        done(record("--seeding", "0"));
        daemon();
        assertEquals(1, discord.embeds(CHANNEL).size());
    }

    @Test
    void a_total_that_fell_is_doubted_and_counts_at_the_second_time() {
        done(record("--uploaded", "3.00 TiB", "--downloaded", "1.00 TiB"));
        var fell = record("--uploaded", "2.00 TiB", "--downloaded", "1.00 TiB");
        assertTrue(fell.err().contains("record it once more"), fell.err());
        assertEquals(3072 * GIB, shown().get("known").get("uploaded").asLong());
        var again = record("--uploaded", "2.00 TiB", "--downloaded", "1.00 TiB");
        assertTrue(again.err().contains("figures-corrected"), again.err());
        assertEquals(2048 * GIB, shown().get("known").get("uploaded").asLong());
    }

    @Test
    void somebody_at_the_terminal_is_asked_and_may_leave_things_out() {
        program.typing("1.5", "1.5 TiB", "500 GiB", "7", "", "", "Member", "0", "maybe", "no");
        var recorded = record();
        done(recorded);
        assertTrue(recorded.err().contains("“1.5” is nothing for uploaded"), recorded.err());
        var reading = shown().get("reading");
        assertEquals(1536 * GIB, reading.get("uploaded").asLong());
        assertEquals(7, reading.get("seeding").asInt());
        assertTrue(reading.get("leeching").isNull());
        assertEquals("Member", reading.get("class").asString());
        assertFalse(reading.get("warned").asBoolean());
    }

    @Test
    void a_script_gives_a_reading_as_it_gets_one() throws IOException {
        done(record("--uploaded", "3 TiB", "--downloaded", "1 TiB", "--ratio", "3", "--seeding", "4", "--average-seed-time", "3d"));
        var reading = (ObjectNode) shown().get("reading");
        for (var name : List.of("at", "doubtful", "username", "user_id")) {
            reading.remove(name);
        }
        time.pass(Duration.ofHours(1));
        done(program.piped(reading.put("seeding", 5).toString(), "tracker", "record", "Newts", "--figures-stdin"));
        assertEquals(5, shown().get("reading").get("seeding").asInt());
        assertEquals(259_200, shown().get("reading").get("average_seed_time").asLong());
        var file = Files.writeString(directory.resolve("figures.json"), "{\"seeding\": 6, \"buffer\": \"-3 GiB\"}");
        done(record("--figures-file", file.toString(), "--leeching", "1"));
        assertEquals(-3 * GIB, shown().get("reading").get("buffer").asLong());
        assertEquals(1, shown().get("reading").get("leeching").asInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"[1]; JSON object", "nonsense; JSON object", "{\"sedding\": 1}; Did you mean seeding",
        "{\"seeding\": [1]}; one value", "{\"seeding\": -1}; no whole number", "{\"ratio\":1e2000000000}; exponent", "{\"bonus\":1e-2000000000}; exponent",
        "{\"bonus\":1e19}; exponent", "{\"bonus\":1234567890123456789012345678901}; digits", "{\"bonus\":1.0123456789}; no number",
        "{\"hit_and_runs\":10000001}; no account has more", "{}; No figure", "{\"username\": \"x\"}; no figure “username”"})
    void a_script_that_is_wrong_is_told_so(String json, String help) {
        var answer = program.piped(json, "tracker", "record", "Newts", "--figures-stdin");
        assertTrue(answer.status() > 0, answer.both());
        assertTrue(answer.err().contains(help), answer.err());
        assertTrue(shown().get("reading").isNull());
    }

    @ParameterizedTest
    @CsvSource({"--uploaded,3 TiB,together", "--seeding,many,no whole number", "--warned,perhaps,yes or no", "--ratio,high,infinite",
        "--seed-size,-1 GiB,below 0", "--seed-size,1.5,1.5 TiB", "--at,2999-01-01,ahead", "--class,'',a text", "--joined,someday,point in time",
        "--joined,9999-12-31,2001 to today", "--joined,0001-01-01,2001 to today", "--ratio,1e9,exponent", "--hit-and-runs,10000001,no account has more",
        "--seeding,999999999999,no account has more"})
    void a_figure_that_can_not_be_is_not_taken(String option, String value, String help) {
        var answer = record("--bonus", "1", option, value);
        assertEquals(2, answer.status(), answer.both());
        assertTrue(answer.err().contains(help), answer.err());
        assertTrue(shown().get("reading").isNull());
    }

    @Test
    void a_class_is_short_and_runs_no_formula_in_a_table() {
        var long201 = record("--class", "x".repeat(201));
        assertEquals(2, long201.status(), long201.both());
        assertTrue(long201.err().contains("at most 200 characters"), long201.err());
        done(record("--class", "=HYPERLINK(\"http://x\")"));
        assertTrue(run("snapshot", "list", "Newts", "--format", "csv").out().contains("'=HYPERLINK("));
    }

    @Test
    void a_plain_number_of_many_digits_stays_plain() {
        done(program.piped("{\"bonus\": 12345678901.123456789}", "tracker", "record", "Newts", "--figures-stdin"));
        var shown = run("tracker", "show", "Newts", "--json");
        assertTrue(shown.out().contains("12345678901.123456789"), shown.out());
        assertFalse(run("tracker", "show", "Newts").out().contains("E10"));
    }

    @ParameterizedTest
    @CsvSource({"infinite,infinite", "∞,infinite", "none,none", "---,none"})
    void a_ratio_that_is_no_number_is_kept_as_such(String typed, String kept) {
        done(record("--ratio=" + typed));
        assertEquals(kept, shown().get("reading").get("ratio").asString());
    }

    @Test
    void without_figures_and_a_terminal_it_says_how_to_give_them() {
        var answer = record();
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("--uploaded"), answer.err());
    }

    @Test
    void figures_of_before_are_taken_but_not_of_before_what_is_known() {
        done(record("--seeding", "1", "--at", "2020-01-01"));
        done(record("--seeding", "2", "--at", "1m ago"));
        var late = record("--seeding", "3", "--at", "2d ago");
        assertEquals(1, late.status());
        assertTrue(late.err().contains("newer"), late.err());
        assertFalse(late.err().matches("(?s).*\\dT\\d.*"), late.err());
        assertEquals(2, run("snapshot", "list", "Newts", "--since", "2019-01-01", "--json").json().size());
    }

    @Test
    void what_is_polled_is_typed_in_only_while_it_is_paused() {
        done(program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin"));
        time.pass(Duration.ofHours(1));
        var polled = run("tracker", "record", "Otters", "--seeding", "3");
        assertEquals(1, polled.status());
        assertTrue(polled.err().contains("pause it first"), polled.err());
        done(run("tracker", "pause", "Otters"));
        done(run("tracker", "record", "Otters", "--seeding", "3"));
    }

    @Test
    void that_somebody_typed_figures_in_does_not_mean_that_the_site_is_back() {
        done(program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin"));
        site.answers(502);
        IntStream.range(0, 3).forEach(_ -> {
            time.pass(Duration.ofHours(2));
            run("tracker", "poll", "Otters");
        });
        assertTrue(run("event", "list").out().contains("tracker-down"));
        done(run("tracker", "pause", "Otters"));
        time.pass(Duration.ofHours(1));
        var recorded = run("tracker", "record", "Otters", "--seeding", "3", "--json");
        done(recorded);
        assertTrue(recorded.json().get("events").isEmpty(), recorded.out());
    }

    @Test
    void what_the_user_says_of_it_may_be_changed() {
        var edited = run("tracker", "edit", "Newts", "--name", "Efts", "--min-ratio", "0.8");
        done(edited);
        assertTrue(edited.err().contains("never polled"), edited.err());
        time.pass(Duration.ofMinutes(1));
        done(run("tracker", "record", "Efts", "--uploaded", "1 TiB", "--downloaded", "2 TiB"));
        assertTrue(run("event", "list").out().contains("ratio-danger"));
    }

    @Test
    void another_site_needs_what_opens_it() {
        assertTrue(run("tracker", "edit", "Newts", "--site", "aither").err().contains("--ask-secret"));
        assertEquals(1, program.piped(PLANTED, "tracker", "edit", "Newts", "--secret-stdin").status());
        done(program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin"));
        var moved = run("tracker", "edit", "Otters", "--site", "shy");
        assertEquals(1, moved.status());
        assertTrue(moved.err().contains("tracker add shy"), moved.err());
    }

    @Test
    void nothing_is_said_of_polls_where_there_are_none() {
        done(record("--seeding", "3", "--at", "2020-01-01"));
        done(record("--seeding", "4", "--invites", "1"));
        done(run("tracker", "edit", "Newts", "--min-ratio", "0.8"));
        var shown = run("tracker", "show", "Newts").out();
        assertFalse(shown.contains("poll  ") || shown.contains("polls a day") || shown.contains("interval"), shown);
        assertTrue(shown.lines().anyMatch(line -> line.startsWith("last record") && line.contains("2026-03-04")), shown);
        assertTrue(shown.contains("Recorded "), shown);
        var explained = run("event", "explain", "Newts", "--rule", "tracker-up").out();
        assertTrue(explained.startsWith("Record of "), explained);
        assertTrue(explained.contains("Nothing failed"), explained);
        var untold = run("event", "explain", "Newts", "--rule", "ratio-drop").out();
        assertTrue(untold.contains("Nothing told the ratio"), untold);
    }

    @Test
    void whose_minimum_ratio_holds_is_said() {
        assertTrue(minimum("Newts").endsWith("none known"), minimum("Newts"));
        assertTrue(run("tracker", "show", "Newts").out().contains("ratio-danger needs a minimum ratio from you (--min-ratio)"));
        done(program.piped(PLANTED, "tracker", "add", "aither", "--name", "A", "--secret-stdin", "--no-check"));
        assertTrue(minimum("A").endsWith("0.4, the site's"), minimum("A"));
        done(run("tracker", "edit", "A", "--min-ratio", "0.6"));
        assertTrue(minimum("A").endsWith("0.6"), minimum("A"));
        done(record("--required-ratio", "0.5"));
        assertTrue(minimum("Newts").endsWith("0.5, the site's for you"), minimum("Newts"));
        assertFalse(run("tracker", "show", "Newts").out().contains("ratio-danger needs"));
    }

    private String minimum(String name) {
        return run("tracker", "show", name).out().lines().filter(line -> line.startsWith("minimum ratio")).findFirst().orElseThrow().strip();
    }

    @Test
    void every_figure_has_an_option() {
        var help = run("tracker", "record", "--help").out();
        assertFalse(help.contains("The site's figure for"), help);
        assertTrue(help.contains("There is an option for each figure"), help);
        for (var field : Field.values()) {
            boolean figure = field != Field.USERNAME && field != Field.USER_ID;
            assertEquals(figure, help.contains("--" + field.key().replace('_', '-') + "="), field.key());
        }
    }
}
