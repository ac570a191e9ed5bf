package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.provider.ValueSource;

/// A site whose staff refuse programs is never asked, and nothing is said as if it were.
final class ByHandTest {

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
    void adding_it_says_why_it_is_not_polled_and_what_to_do_instead() {
        var added = shy.run("tracker", "add", "avistaz", "--name", "A");
        done(added);
        assertTrue(added.err().contains("does not want its figures to be read by programs"), added.err());
        assertTrue(added.err().contains("ban"), added.err());
        assertTrue(added.err().contains("trackerwatch tracker record A"), added.err());
        var shown = shy.run("tracker", "show", "A", "--json").json();
        assertEquals("manual", shown.get("mode").asString());
        assertTrue(shown.get("credential").isNull());
        assertTrue(shown.get("due_at").isNull());
        assertTrue(shown.get("interval_seconds").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--secret-stdin", "--interval=3h", "--max-per-day=2", "--no-check", "--url=https://other.example",
        "--proxy=http://127.0.0.1:1", "--user-agent=Browser/1"})
    void it_takes_nothing_that_is_about_polls(String option) {
        var answer = shy.program.piped(PLANTED, "tracker", "add", "shy", "--name", "Efts", option);
        assertEquals(2, answer.status(), answer.both());
        assertTrue(answer.err().contains("never asked"), answer.err());
        assertFalse(answer.both().contains(PLANTED));
        assertEquals(1, shy.run("tracker", "list", "--json").json().size());
    }

    @Test
    void it_is_never_asked_whoever_wants_it() {
        done(shy.record("--seeding", "3"));
        var named = shy.run("tracker", "poll", "Newts", "--force", "--json");
        assertEquals(1, named.status());
        assertEquals("manual", named.json().get(0).get("outcome").asString());
        assertTrue(shy.run("tracker", "poll", "Newts").out().contains("Staff said so on 2026-01-01."));
        done(shy.run("tracker", "poll", "--all"));
        assertEquals(1, shy.run("tracker", "resume", "Newts").status());
        assertEquals(1, shy.run("tracker", "pause", "Newts").status());
        shy.daemon();
        assertEquals(0, shy.site.requests());
        assertEquals("manual", shy.shown().get("mode").asString());
        assertTrue(shy.run("tracker", "requests", "Newts", "--json").json().isEmpty());
    }

    @Test
    void a_site_that_forbids_it_later_is_asked_no_more() throws IOException {
        shy.define("allowed");
        done(shy.program.piped(PLANTED, "tracker", "add", "shy", "--name", "Efts", "--secret-stdin"));
        assertEquals(1, shy.site.requests());
        shy.define("forbidden");
        shy.time.pass(Duration.ofHours(2));
        assertEquals("manual", shy.run("tracker", "poll", "Efts", "--json").json().get(0).get("outcome").asString());
        shy.daemon();
        assertEquals(1, shy.site.requests());
        assertEquals("manual", shy.run("tracker", "show", "Efts", "--json").json().get("mode").asString());
    }

    @Test
    void once_it_is_allowed_a_key_opens_it() throws IOException {
        shy.define("allowed");
        assertTrue(shy.run("tracker", "poll", "Newts").out().contains("--ask-secret"));
        done(shy.program.piped(PLANTED, "tracker", "edit", "Newts", "--secret-stdin"));
        assertEquals(1, shy.site.requests());
        assertEquals("active", shy.shown().get("mode").asString());
    }

    @Test
    void another_site_needs_what_opens_it() {
        assertTrue(shy.run("tracker", "edit", "Newts", "--site", "aither").err().contains("--ask-secret"));
        assertEquals(1, shy.program.piped(PLANTED, "tracker", "edit", "Newts", "--secret-stdin").status());
        done(shy.program.piped(PLANTED, "tracker", "add", "unit3d", "--name", "Otters", "--url", shy.site.url(), "--secret-stdin"));
        var moved = shy.run("tracker", "edit", "Otters", "--site", "shy");
        assertEquals(1, moved.status());
        assertTrue(moved.err().contains("tracker add shy"), moved.err());
    }

    @Test
    void what_the_user_says_of_it_may_be_changed() {
        var edited = shy.run("tracker", "edit", "Newts", "--name", "Efts", "--min-ratio", "0.8");
        done(edited);
        assertTrue(edited.err().contains("never polled"), edited.err());
        shy.time.pass(Duration.ofMinutes(1));
        done(shy.run("tracker", "record", "Efts", "--uploaded", "1 TiB", "--downloaded", "2 TiB"));
        assertTrue(shy.run("event", "list").out().contains("ratio-danger"));
    }

    @Test
    void nothing_is_said_of_polls_where_there_are_none() {
        done(shy.record("--seeding", "3", "--at", "2020-01-01"));
        done(shy.record("--seeding", "4", "--invites", "1"));
        done(shy.run("tracker", "edit", "Newts", "--min-ratio", "0.8"));
        var shown = shy.run("tracker", "show", "Newts").out();
        assertFalse(shown.contains("poll  ") || shown.contains("polls a day") || shown.contains("interval"), shown);
        assertTrue(shown.lines().anyMatch(line -> line.startsWith("last record") && line.contains("2026-03-04")), shown);
        assertTrue(shown.contains("Recorded "), shown);
        var explained = shy.run("event", "explain", "Newts", "--rule", "tracker-up").out();
        assertTrue(explained.startsWith("Record of "), explained);
        assertTrue(explained.contains("Nothing failed"), explained);
        var untold = shy.run("event", "explain", "Newts", "--rule", "ratio-drop").out();
        assertTrue(untold.contains("The figures don't tell the ratio"), untold);
    }

    @Test
    void whose_minimum_ratio_holds_is_said() {
        assertTrue(minimum("Newts").endsWith("none known"), minimum("Newts"));
        assertTrue(shy.run("tracker", "show", "Newts").out().contains("ratio-danger needs a minimum ratio from you (--min-ratio)"));
        done(shy.program.piped(PLANTED, "tracker", "add", "aither", "--name", "A", "--secret-stdin", "--no-check"));
        assertTrue(minimum("A").endsWith("0.4, the site's"), minimum("A"));
        done(shy.run("tracker", "edit", "A", "--min-ratio", "0.6"));
        assertTrue(minimum("A").endsWith("0.6"), minimum("A"));
        done(shy.record("--required-ratio", "0.5"));
        assertTrue(minimum("Newts").endsWith("0.5, the site's for you"), minimum("Newts"));
        assertFalse(shy.run("tracker", "show", "Newts").out().contains("ratio-danger needs"));
    }

    private String minimum(String name) {
        return shy.run("tracker", "show", name).out().lines().filter(line -> line.startsWith("minimum ratio")).findFirst().orElseThrow().strip();
    }
}
