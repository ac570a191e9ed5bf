package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.ShySite.done;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `tracker record` does not take, and what it says to it.
final class RecordingInputTest {

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

    @ParameterizedTest
    @CsvSource({"--uploaded,3 TiB,together", "--seeding,many,no whole number", "--warned,perhaps,yes or no", "--ratio,high,infinite",
        "--seed-size,-1 GiB,below 0", "--seed-size,1.5,1.5 TiB", "--at,2999-01-01,ahead", "--class,'',a text", "--joined,someday,point in time",
        "--joined,9999-12-31,2001 to today", "--joined,0001-01-01,2001 to today", "--ratio,1e9,exponent", "--hit-and-runs,10000001,no account has more",
        "--seeding,999999999999,no account has more"})
    void a_figure_that_can_not_be_is_not_taken(String option, String value, String help) {
        var answer = shy.record("--bonus", "1", option, value);
        assertEquals(2, answer.status(), answer.both());
        assertTrue(answer.err().contains(help), answer.err());
        assertTrue(shy.shown().get("reading").isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"[1]; JSON object", "nonsense; JSON object", "{\"sedding\": 1}; Did you mean seeding",
        "{\"seeding\": [1]}; one value", "{\"seeding\": -1}; no whole number", "{\"ratio\":1e2000000000}; exponent", "{\"bonus\":1e-2000000000}; exponent",
        "{\"bonus\":1e19}; exponent", "{\"bonus\":1234567890123456789012345678901}; digits", "{\"bonus\":1.0123456789}; no number",
        "{\"hit_and_runs\":10000001}; no account has more", "{}; No figure", "{\"username\": \"x\"}; no figure “username”"})
    void a_script_that_is_wrong_is_told_so(String json, String help) {
        var answer = shy.program.piped(json, "tracker", "record", "Newts", "--figures-stdin");
        assertTrue(answer.status() > 0, answer.both());
        assertTrue(answer.err().contains(help), answer.err());
        assertTrue(shy.shown().get("reading").isNull());
    }

    @Test
    void without_figures_and_a_terminal_it_says_how_to_give_them() {
        var answer = shy.record();
        assertEquals(2, answer.status());
        assertTrue(answer.err().contains("--uploaded"), answer.err());
    }

    @Test
    void what_is_polled_is_typed_in_only_while_it_is_paused() {
        done(shy.program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", shy.site.url(), "--secret-stdin"));
        shy.time.pass(Duration.ofHours(1));
        var polled = shy.run("tracker", "record", "Otters", "--seeding", "3");
        assertEquals(1, polled.status());
        assertTrue(polled.err().contains("pause it first"), polled.err());
        done(shy.run("tracker", "pause", "Otters"));
        done(shy.run("tracker", "record", "Otters", "--seeding", "3"));
    }
}
