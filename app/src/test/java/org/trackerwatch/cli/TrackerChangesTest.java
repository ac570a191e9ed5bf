package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.cli.Stocked.PLANTED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.SettableTime;
import org.trackerwatch.store.Schedule;
import org.trackerwatch.trackers.Allowance;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Visit;

/// Pausing, resuming, opening and removing trackers, and what was asked of them.
final class TrackerChangesTest extends TrackerShelf {

    @Test
    void pausing_and_resuming_takes_several_or_none() {
        stock.tracker("Other");
        assertEquals(0, run("tracker", "pause", "mysite", "other").status());
        assertEquals("paused", run("tracker", "show", "Other", "--json").json().get("mode").asString());
        assertEquals(1, run("tracker", "resume", "mysite", "absent").status());
        assertEquals("paused", run("tracker", "show", "MySite", "--json").json().get("mode").asString());
        assertEquals(0, run("tracker", "resume", "mysite").status());
        var resumed = run("tracker", "show", "MySite", "--json").json();
        assertEquals("active", resumed.get("mode").asString());
        assertEquals(SettableTime.START.toString(), resumed.get("due_at").asString());
    }

    private void polled(Instant due) {
        stock.with((app, tx) -> {
            app.schedules().settle(tx, mysite.id(), new Schedule(due, 0, Optional.of(READ), Optional.empty()));
            return mysite;
        });
    }

    @Test
    void a_pause_is_no_way_around_the_sites_floor() {
        polled(READ.plus(Duration.ofDays(1)));
        run("tracker", "pause", "mysite");
        var resumed = run("tracker", "resume", "mysite");
        assertTrue(resumed.err().contains("2026-03-04 12:05"), resumed.err());
        assertEquals(READ.plus(Duration.ofMinutes(15)).toString(),
                run("tracker", "show", "MySite", "--json").json().get("due_at").asString());
    }

    @Test
    void one_that_is_active_is_not_polled_sooner_by_resuming() {
        polled(READ.plus(Duration.ofDays(1)));
        var resumed = run("tracker", "resume", "mysite");
        assertEquals(0, resumed.status());
        assertTrue(resumed.err().contains("is active already"), resumed.err());
        assertEquals(READ.plus(Duration.ofDays(1)).toString(),
                run("tracker", "show", "MySite", "--json").json().get("due_at").asString());
    }

    @Test
    void what_is_not_polled_is_not_due_and_a_stopped_one_says_how_it_is_mended() {
        polled(READ.plus(Duration.ofDays(1)));
        run("tracker", "pause", "mysite");
        assertTrue(run("tracker", "show", "MySite", "--json").json().get("due_at").isNull());
        assertTrue(run("tracker", "list", "--json").json().get(0).get("due_at").isNull());
        assertTrue(run("tracker", "show", "MySite").out().lines().anyMatch(line -> line.matches("next poll +-")));
        run("tracker", "resume", "mysite");
        stock.with((app, tx) -> app.registry().stop(tx, mysite.id(), new Credential.ApiKey(new Secret(PLANTED))));
        var shown = run("tracker", "show", "MySite").out();
        assertTrue(shown.contains("trackerwatch tracker edit MySite --ask-secret"), shown);
        assertTrue(shown.contains("trackerwatch tracker resume MySite"), shown);
        run("tracker", "resume", "mysite");
        assertEquals(SettableTime.START.toString(), run("tracker", "show", "MySite", "--json").json().get("due_at").asString());
    }

    @Test
    void what_a_disk_made_unreadable_is_entered_again_together_with_its_proxy() {
        stock.with((_, tx) -> tx.update("UPDATE tracker SET credential = x'00', proxy = x'00'"));
        assertEquals(0, run("tracker", "list").status());
        var kept = program.piped("fr3shKey0fTheAcc0unt", "tracker", "edit", "mysite", "--secret-stdin");
        assertEquals(1, kept.status());
        assertTrue(kept.err().contains("tracker/1/proxy") && kept.err().contains("Enter it again"), kept.err());
        var entered = program.piped("fr3shKey0fTheAcc0unt", "tracker", "edit", "mysite", "--secret-stdin", "--no-check", "--reset", "proxy");
        assertEquals(0, entered.status(), entered.both());
        stock.with((app, tx) -> app.registry().access(tx, mysite.id()).orElseThrow());
    }

    @Test
    void what_opens_it_is_told_and_not_shown() {
        assertTrue(run("tracker", "show", "MySite").out().contains("API key"));
        assertEquals("api-key", run("tracker", "show", "MySite", "--json").json().get("credential").asString());
        stock.with((app, tx) -> app.registry().credential(tx, mysite.id(),
                new Credential.Cookie(new Secret("session=" + PLANTED), "Browser/1"), READ));
        assertTrue(run("tracker", "show", "MySite").out().contains("cookie"));
        assertEquals("cookie", run("tracker", "list", "--json").json().get(0).get("credential").asString());
    }

    @Test
    void removing_asks_whoever_sits_at_the_terminal() {
        program.typing("no");
        assertEquals(1, run("tracker", "remove", "MySite").status());
        program.typing("yes");
        var answer = run("tracker", "remove", "MySite");
        assertEquals(0, answer.status());
        assertTrue(answer.err().contains("with 1 reading and 0 events"), answer.err());
        assertEquals(1, run("tracker", "show", "MySite").status());
    }

    @Test
    void removing_in_a_script_needs_its_yes() {
        var refused = run("tracker", "remove", "MySite");
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("--yes"), refused.err());
        assertEquals(0, run("tracker", "show", "MySite").status());
        assertEquals(0, run("tracker", "remove", "MySite", "--yes").status());
        assertEquals(1, run("tracker", "show", "MySite").status());
    }

    @Test
    void requests_are_listed_for_the_sites_staff() {
        stock.with((app, tx) -> {
            app.history().append(tx, mysite.id(), List.of(
                    new Visit.Request(READ, "index", "GET", "/api/user", 200, 512, Duration.ofMillis(120),
                            new Allowance(Optional.of(30L), Optional.of(29L), Optional.empty())),
                    new Visit.Request(READ, "user", "GET", "/api/user", 0, 0, Duration.ofSeconds(30), Allowance.UNTOLD)));
            return mysite;
        });
        var answer = run("tracker", "requests", "MySite");
        assertTrue(answer.out().contains("no answer"), answer.out());
        assertTrue(answer.err().contains("2 requests"), answer.err());
        var json = run("tracker", "requests", "MySite", "--since", "1h", "--json").json();
        assertTrue(answer.out().contains("29 of 30 left"), answer.out());
        assertTrue(answer.out().matches("(?s).*Z +index +GET +/api/user.*Z +user +GET +/api/user.*"), answer.out());
        assertEquals("index", json.get(0).get("request").asString());
        assertEquals("user", json.get(1).get("request").asString());
        assertEquals(29, json.get(0).get("limit_remaining").asInt());
        assertTrue(json.get(1).get("limit").isNull());
        assertEquals(0.12, json.get(0).get("took_seconds").asDouble());
        assertTrue(json.get(1).get("status").isNull());
        assertEquals(0, run("tracker", "requests", "MySite", "--since", "5m", "--json").json().size());
    }

    @Test
    void a_poll_that_a_kill_cut_off_is_listed_though_nothing_of_it_is_known() {
        stock.with((app, tx) -> {
            app.history().append(tx, mysite.id(), List.of(Visit.Request.unrecorded(READ)));
            return mysite;
        });
        var answer = run("tracker", "requests", "MySite");
        assertTrue(answer.out().contains("no answer recorded (the program ended)"), answer.out());
        assertTrue(answer.err().contains("0 requests, and 1 poll that the program's end cut off."), answer.err());
        var json = run("tracker", "requests", "MySite", "--json").json().get(0);
        assertFalse(json.get("recorded").asBoolean());
        assertTrue(json.get("method").isNull() && json.get("status").isNull() && json.get("bytes").isNull(), json::toString);
    }
}
