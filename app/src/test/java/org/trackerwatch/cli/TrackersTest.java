package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Value;

final class TrackersTest extends TrackerShelf {

    @Test
    void a_list_shows_the_last_figures() {
        var answer = run("tracker", "list");
        assertEquals(0, answer.status());
        assertTrue(answer.out().contains("3.00 TiB"), answer.out());
        assertTrue(answer.out().contains("∞"), answer.out());
        assertTrue(answer.out().contains("1,234"), answer.out());
        assertEquals("", answer.err());
    }

    @Test
    void a_list_for_programs_is_in_base_units() {
        var first = run("tracker", "list", "--json").json().get(0);
        assertEquals("MySite", first.get("name").asString());
        assertEquals(3600, first.get("interval_seconds").asLong());
        assertEquals(3L << 40, first.get("reading").get("uploaded").asLong());
        assertEquals("infinite", first.get("reading").get("ratio").asString());
        assertTrue(first.get("reading").get("bonus").isNull());
        assertTrue(first.get("min_ratio").isNull());
    }

    @Test
    void without_trackers_the_first_step_is_told() {
        var answer = new Program(directory.resolve("fresh")).run("tracker", "list");
        assertEquals("", answer.out());
        assertTrue(answer.err().contains("tracker add"), answer.err());
    }

    @Test
    void one_is_found_in_whatever_case_and_shown_with_all_fields() {
        var shown = run("tracker", "show", "mysite", "--json").json();
        for (var field : Field.values()) {
            assertTrue(shown.get("reading").has(field.key()), field.key());
        }
        assertEquals("https://tracker.example", shown.get("url").asString());
    }

    @Test
    void tracker_text_sends_no_escape_sequence_to_the_terminal() {
        var answer = run("tracker", "show", "MySite");
        assertTrue(answer.out().contains("Power\ufffd[31mUser"), answer.out());
        assertTrue(answer.out().contains("Read 10 min ago"), answer.out());
        assertFalse(run("tracker", "show", "MySite", "--json").out().contains("\u001b"));
    }

    @Test
    void what_only_an_earlier_poll_told_is_marked_as_such() {
        known(FIGURES.with(Field.INVITES, new Value.Count(4)));
        var shown = run("tracker", "show", "MySite");
        assertTrue(shown.out().lines().anyMatch(line -> line.startsWith("invites") && line.contains("earlier poll")), shown.out());
        var json = run("tracker", "show", "MySite", "--json").json();
        assertTrue(json.get("reading").get("invites").isNull());
        assertEquals(4, json.get("known").get("invites").asInt());
    }

    @Test
    void what_a_page_that_is_read_seldom_told_has_an_age_of_its_own() {
        var both = FIGURES.with(Field.INVITES, new Value.Count(4));
        stock.snapshot(mysite, READ.plusSeconds(60), both);
        stock.snapshot(mysite, READ.plusSeconds(120), FIGURES);
        known(both);
        var shown = run("tracker", "show", "MySite");
        assertTrue(shown.out().lines().anyMatch(line -> line.startsWith("invites") && line.contains("(read 9 min ago)")), shown.out());
        var json = run("tracker", "show", "MySite", "--json").json();
        assertEquals(READ.plusSeconds(60).toString(), json.get("known_at").get("invites").asString());
        assertEquals(READ.plusSeconds(120).toString(), json.get("known_at").get("uploaded").asString());
        assertTrue(json.get("reading").get("invites").isNull());
    }

    @Test
    void a_failing_tracker_says_why() {
        stock.with((app, tx) -> {
            app.schedules().settle(tx, mysite.id(), new Schedule(READ, 2, Optional.of(READ),
                    Optional.of(new PollFailure(PollFailure.Reason.RATE_LIMITED, "The site wants to be left alone.",
                            Optional.of(Duration.ofMinutes(5))))));
            return mysite;
        });
        assertTrue(run("tracker", "show", "MySite").out().contains("rate-limited: The site wants to be left alone."));
        var json = run("tracker", "show", "MySite", "--json").json();
        assertEquals("failing", json.get("state").asString());
        assertEquals(300, json.get("failure").get("retry_after_seconds").asLong());
    }

    @Test
    void a_mistyped_name_suggests_the_nearest() {
        var answer = run("tracker", "show", "mysit", "--json");
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("Did you mean “MySite”?"), answer.err());
        assertTrue(answer.json().get("error").asString().contains("mysit"));
    }

    @Test
    void a_key_in_place_of_a_name_is_not_repeated() {
        var answer = run("tracker", "show", PLANTED);
        assertEquals(1, answer.status());
        assertTrue(answer.err().contains("•••"), answer.err());
    }

    @Test
    void an_unreadable_time_is_wrong_usage() {
        assertEquals(2, run("tracker", "requests", "MySite", "--since", "soon").status());
    }

    @Test
    void snapshots_come_as_table_csv_and_json() {
        assertTrue(run("snapshot", "list", "MySite").out().contains("UPLOADED"));
        var csv = run("snapshot", "list", "MySite", "--format", "csv").out().lines().toList();
        assertTrue(csv.getFirst().startsWith("at,doubtful,username,user_id,class,uploaded"), csv.getFirst());
        assertTrue(csv.get(1).startsWith(READ + ",false,,,Power\ufffd[31mUser,3298534883328,0,infinite,"), csv.get(1));
        for (var way : List.of(List.of("--json"), List.of("--format", "json"), List.of("--format=JSON"))) {
            var arguments = new ArrayList<>(List.of("snapshot", "list", "MySite"));
            arguments.addAll(way);
            var json = run(arguments.toArray(String[]::new)).json();
            assertEquals(READ.toString(), json.get(0).get("at").asString());
            assertTrue(json.get(0).get("bonus").isNull());
        }
        assertEquals(2, run("snapshot", "list", "MySite", "--format", "xml").status());
        assertEquals(2, run("snapshot", "list", "MySite", "--format", "csv", "--json").status());
    }

    @Test
    void snapshots_before_the_time_are_left_out() {
        var answer = run("snapshot", "list", "MySite", "--since", "5m");
        assertEquals("", answer.out());
        assertTrue(answer.err().contains("Nothing was read since"), answer.err());
    }
}
