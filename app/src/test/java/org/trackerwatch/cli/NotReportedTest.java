package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import tools.jackson.databind.JsonNode;

/// What a site does not tell is said to be so, and what can't happen for that.
class NotReportedTest {

    @TempDir
    Path directory;

    private final SettableTime time = new SettableTime();
    private final LoopbackSite site = new LoopbackSite();
    private Program program;

    @BeforeEach
    void open() {
        program = new Program(directory).at(time);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Program.Answer run(String... arguments) {
        return program.run(arguments);
    }

    private void add(String... more) {
        var words = new ArrayList<>(List.of("tracker", "add", "unit3d", "--name", "Otters", "--url", site.url(), "--secret-stdin"));
        words.addAll(List.of(more));
        var added = program.piped(PLANTED, words.toArray(String[]::new));
        assertEquals(0, added.status(), added.both());
    }

    private JsonNode shown() {
        return run("tracker", "show", "Otters", "--json").json();
    }

    private static List<String> texts(JsonNode list, String key) {
        return StreamSupport.stream(list.spliterator(), false).map(node -> node.get(key).asString()).toList();
    }

    @Test
    void a_tracker_shows_what_its_site_does_not_tell_and_which_events_that_costs() {
        add();
        var text = run("tracker", "show", "Otters").out();
        assertTrue(text.contains("Not reported: "), text);
        assertTrue(text.contains("account-warned can't happen here: it needs warned, which is not reported."), text);
        assertTrue(text.contains("ratio-danger needs a minimum ratio from you (--min-ratio)."), text);
        assertFalse(text.contains("hit-and-run can't"), text);
        var missing = StreamSupport.stream(shown().get("not_reported").spliterator(), false).map(JsonNode::asString).toList();
        assertTrue(missing.containsAll(List.of("warned", "joined")), missing.toString());
        assertFalse(missing.contains("hit_and_runs"), missing.toString());
        assertTrue(texts(shown().get("limits"), "event").containsAll(List.of("account-warned", "anniversary", "ratio-danger")));
        assertTrue(shown().get("reading").get("warned").isNull());
    }

    @Test
    void what_the_user_says_is_wanting_no_more() {
        add("--joined", "2020-01-01", "--min-ratio", "0.6");
        var limits = texts(shown().get("limits"), "event");
        assertTrue(limits.contains("account-warned"), limits.toString());
        assertFalse(limits.contains("anniversary") || limits.contains("ratio-danger"), limits.toString());
    }

    @Test
    void a_site_that_tells_more_than_its_engine_is_believed() {
        site.saysToo("\"warnings\":0");
        add();
        assertFalse(texts(shown().get("limits"), "event").contains("account-warned"), shown().toString());
        assertFalse(run("tracker", "show", "Otters").out().contains("account-warned"));
    }

    @Test
    void lists_say_it_instead_of_a_number() {
        site.tellsOnlyTotals();
        add();
        for (var list : List.of(run("tracker", "list").out(), run("snapshot", "list", "Otters").out())) {
            assertTrue(list.contains("not reported"), list);
            assertFalse(list.contains("?"), list);
        }
        var reading = run("snapshot", "list", "Otters", "--json").json().get(0);
        for (var field : List.of("seeding", "hit_and_runs", "bonus")) {
            assertTrue(reading.get(field).isNull(), field);
        }
        time.pass(Duration.ofHours(1));
        assertTrue(run("tracker", "poll", "Otters").out().contains("seeding not reported"));
        assertTrue(run("event", "list", "--json").json().isEmpty(), "nothing fires on what is unknown");
    }

    @Test
    void what_was_never_read_is_not_said_to_be_unreported() {
        add("--no-check");
        var list = run("tracker", "list").out();
        assertTrue(list.contains("?"), list);
        assertFalse(list.contains("not reported"), list);
    }

    @Test
    void an_explanation_ends_with_what_stands_in_the_way() {
        add();
        var text = run("event", "explain", "Otters", "--rule", "account-warned").out();
        assertTrue(text.contains("account-warned can't happen here"), text);
        var limit = run("event", "explain", "Otters", "--rule", "account-warned", "--json").json().get("limit");
        assertFalse(limit.get("works").asBoolean());
        assertFalse(run("event", "explain", "Otters", "--rule", "ratio-drop").out().contains("can't happen"));
        assertTrue(run("event", "explain", "Otters", "--rule", "ratio-drop", "--json").json().get("limit").get("why").isNull());
    }
}
