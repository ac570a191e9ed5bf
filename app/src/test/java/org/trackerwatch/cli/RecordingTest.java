package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.ShySite.done;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.node.ObjectNode;

/// `tracker record`: figures that somebody types in or a script gives, as exact as they are written.
final class RecordingTest {

    private static final long GIB = 1L << 30;

    @TempDir
    Path directory;

    private ShySite shy;

    @BeforeEach
    void open() throws IOException {
        shy = new ShySite(directory);
    }

    @AfterEach
    void close() {
        shy.close();
    }

    @Test
    void what_is_typed_is_a_reading_as_exact_as_it_is_written() {
        done(shy.record("--uploaded", "1.5 TiB", "--downloaded", "812.40 GiB", "--seeding", "31", "--class", "Power User", "--warned", "no",
                "--bonus", "1234.5", "--hit-and-runs", "0", "--average-seed-time", "3d"));
        var reading = shy.run("snapshot", "list", "Newts", "--json").json().get(0);
        assertEquals(1536 * GIB, reading.get("uploaded").asLong());
        assertEquals("1.5 TiB", firstCell("UPLOADED"));
        assertEquals("812.40 GiB", firstCell("DOWNLOADED"));
        assertEquals(1.89, reading.get("ratio").asDouble(), 0.01);
        assertEquals(259_200, reading.get("average_seed_time").asLong());
        assertFalse(reading.get("warned").asBoolean());
        assertTrue(reading.get("leeching").isNull(), "unknown is not 0");
    }

    private String firstCell(String column) {
        var lines = shy.run("snapshot", "list", "Newts").out().lines().toList();
        int at = lines.getFirst().indexOf(column);
        return lines.get(1).substring(at).split(" {2,}")[0];
    }

    @Test
    void what_is_not_typed_stays_as_it_was_known() {
        done(shy.record("--uploaded", "3 TiB", "--downloaded", "1 TiB"));
        done(shy.record("--seeding", "12"));
        assertEquals(12, shy.shown().get("reading").get("seeding").asInt());
        assertTrue(shy.shown().get("reading").get("uploaded").isNull());
        assertEquals(3072 * GIB, shy.shown().get("known").get("uploaded").asLong());
        assertEquals(3, shy.shown().get("known").get("ratio").asInt());
    }

    @ParameterizedTest
    @CsvSource({"infinite,infinite", "∞,infinite", "none,none", "---,none"})
    void a_ratio_that_is_no_number_is_kept_as_such(String typed, String kept) {
        done(shy.record("--ratio=" + typed));
        assertEquals(kept, shy.shown().get("reading").get("ratio").asString());
    }

    @Test
    void a_plain_number_of_many_digits_stays_plain() {
        done(shy.program.piped("{\"bonus\": 12345678901.123456789}", "tracker", "record", "Newts", "--figures-stdin"));
        var shown = shy.run("tracker", "show", "Newts", "--json");
        assertTrue(shown.out().contains("12345678901.123456789"), shown.out());
        assertFalse(shy.run("tracker", "show", "Newts").out().contains("E10"));
    }

    @Test
    void a_class_is_short_and_runs_no_formula_in_a_table() {
        var long201 = shy.record("--class", "x".repeat(201));
        assertEquals(2, long201.status(), long201.both());
        assertTrue(long201.err().contains("at most 200 characters"), long201.err());
        done(shy.record("--class", "=HYPERLINK(\"http://x\")"));
        assertTrue(shy.run("snapshot", "list", "Newts", "--format", "csv").out().contains("'=HYPERLINK("));
    }

    @Test
    void figures_of_before_are_taken_but_not_of_before_what_is_known() {
        done(shy.record("--seeding", "1", "--at", "2020-01-01"));
        done(shy.record("--seeding", "2", "--at", "1m ago"));
        var late = shy.record("--seeding", "3", "--at", "2d ago");
        assertEquals(1, late.status());
        assertTrue(late.err().contains("newer"), late.err());
        assertFalse(late.err().matches("(?s).*\\dT\\d.*"), late.err());
        assertEquals(2, shy.run("snapshot", "list", "Newts", "--since", "2019-01-01", "--json").json().size());
    }

    @Test
    void the_list_says_how_old_it_is() {
        done(shy.record("--seeding", "12"));
        shy.time.pass(Duration.ofDays(40));
        assertTrue(shy.run("tracker", "list").out().contains("(40 d ago)"), shy.run("tracker", "list").out());
    }

    @Test
    void somebody_at_the_terminal_is_asked_and_may_leave_things_out() {
        shy.program.typing("1.5", "1.5 TiB", "500 GiB", "7", "", "", "Member", "0", "maybe", "no");
        var recorded = shy.record();
        done(recorded);
        assertTrue(recorded.err().contains("“1.5” is nothing for uploaded"), recorded.err());
        var reading = shy.shown().get("reading");
        assertEquals(1536 * GIB, reading.get("uploaded").asLong());
        assertEquals(7, reading.get("seeding").asInt());
        assertTrue(reading.get("leeching").isNull());
        assertEquals("Member", reading.get("class").asString());
        assertFalse(reading.get("warned").asBoolean());
    }

    @Test
    void a_script_gives_a_reading_as_it_gets_one() throws IOException {
        done(shy.record("--uploaded", "3 TiB", "--downloaded", "1 TiB", "--ratio", "3", "--seeding", "4", "--average-seed-time", "3d"));
        var reading = (ObjectNode) shy.shown().get("reading");
        for (var name : List.of("at", "doubtful", "username", "user_id")) {
            reading.remove(name);
        }
        shy.time.pass(Duration.ofHours(1));
        done(shy.program.piped(reading.put("seeding", 5).toString(), "tracker", "record", "Newts", "--figures-stdin"));
        assertEquals(5, shy.shown().get("reading").get("seeding").asInt());
        assertEquals(259_200, shy.shown().get("reading").get("average_seed_time").asLong());
        var file = Files.writeString(directory.resolve("figures.json"), "{\"seeding\": 6, \"buffer\": \"-3 GiB\"}");
        done(shy.record("--figures-file", file.toString(), "--leeching", "1"));
        assertEquals(-3 * GIB, shy.shown().get("reading").get("buffer").asLong());
        assertEquals(1, shy.shown().get("reading").get("leeching").asInt());
    }

    @Test
    void every_figure_has_an_option() {
        var help = shy.run("tracker", "record", "--help").out();
        assertFalse(help.contains("The site's figure for"), help);
        assertTrue(help.contains("There is an option for each figure"), help);
        for (var field : Field.values()) {
            boolean figure = field != Field.USERNAME && field != Field.USER_ID;
            assertEquals(figure, help.contains("--" + field.key().replace('_', '-') + "="), field.key());
        }
    }
}
