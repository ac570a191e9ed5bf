package org.trackerwatch.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trackerwatch.web.Showcase;

/// Every page, on a year of made-up data.
@ExtendWith(TheYear.class)
final class PagesTest extends InBrowser {

    private Showcase showcase;

    @BeforeAll
    void begin(Showcase showcase) {
        this.showcase = showcase;
        SignedIn.at(browser(), showcase.address(), Showcase.PASSWORD);
    }

    @AfterAll
    void end() {
        if (showcase != null) {
            browser().leave();
        }
    }

    @BeforeEach
    void usual() {
        browser().size(Browser.WIDE).remember("private", "false").remember("theme", "dark");
    }

    @Test
    void each_can_be_read_by_eye_and_ear_wide_and_narrow_light_and_dark() {
        var wrong = new ArrayList<String>();
        for (var page : Pages.values()) {
            browser().size(Browser.WIDE);
            page.show(browser(), showcase.address());
            Sight.faults(browser()).forEach(each -> wrong.add(page + ": " + each));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void what_is_wrong_would_be_seen() {
        browser().visit(showcase.address().resolve("settings")).run("""
                const bad = document.createElement("p");
                bad.style.width = "3000px";
                bad.style.color = "#555";
                bad.append("hardly legible", document.createElement("input"), document.createElement("h1"));
                document.querySelector("main").append(bad);""");
        assertTrue(browser().wrong("contrast").toString().contains("hardly legible"));
        assertTrue(browser().wrong("overflow").toString().contains("hardly legible"));
        assertTrue(browser().wrong("shape").toString().matches(".*2 h1 instead of one.*a field without a label: <input>.*"));
    }

    @Test
    void charts_show_another_span_and_the_change_of_each_day_and_are_saved_as_they_are() throws IOException {
        browser().visit(showcase.address().resolve("tracker?id=1&range=30d"));
        browser().press("90 d").settled().until("the range in the address", () -> browser().address().getQuery().contains("range=90d"));
        browser().press("Per day").settled().until("Uploaded and downloaded, each day");
        browser().press("Save “Uploaded and downloaded, each day” as CSV");
        browser().until("a file", () -> files().stream().anyMatch(file -> file.toString().endsWith(".csv")));
        var lines = Files.readAllLines(files().stream().filter(file -> file.toString().endsWith(".csv")).findFirst().orElseThrow());
        assertEquals("day (UTC),uploaded,downloaded", lines.getFirst());
        assertTrue(lines.size() > 80 && lines.size() < 95, lines.size() + " lines");
        browser().press("Value").settled();
    }

    @Test
    void a_buffer_that_is_no_more_than_a_difference_says_so() {
        assertEquals(List.of(true, false), browser().visit(showcase.address().resolve("tracker?id=1")).run("""
                const asked = new XMLHttpRequest();
                asked.open("GET", "api/v1/trackers/1", false);
                asked.send();
                const tracker = JSON.parse(asked.responseText);
                return import("./js/tracker-tiles.js").then(({tiles}) => [0, 1].map(more => tiles({values: {change: {}}, range: "30d",
                        tracker: {...tracker, known: {...tracker.known, buffer: tracker.known.uploaded - tracker.known.downloaded + more}}})
                    .querySelector("[title='uploaded − downloaded']") !== null));"""));
    }

    @Test
    void what_was_read_within_too_short_a_time_for_a_line_is_a_point() {
        assertEquals(List.of(List.of(2L), List.of(), List.of(1L, 4L)), browser().visit(showcase.address().resolve("tracker?id=1")).run("""
                return import("./js/plot.js").then(({lonely}) => [lonely([7, undefined, 7], place => place), lonely([7, 7, 7], place => 3 * place),
                    lonely([null, 7, null, 0, 0, null], place => place)]);"""));
    }

    @Test
    void an_event_is_called_on_every_page_what_the_api_calls_it() {
        assertEquals(List.of("Monitor offline", "Ratio drop", "", "The session has expired", "Ratio fell 1.61 → 1.36"), browser().visit(showcase.address().resolve("events")).run("""
                return import("./js/events.js").then(({inShort, titleOf}) => [titleOf("monitor-offline"), titleOf("ratio-drop"),
                    inShort({event: "zero-seeding", title: "Otters: nothing is seeding", tracker_name: "Otters"}),
                    inShort({event: "login-rejected", title: "Otters: login rejected, the session has expired", tracker_name: "Otters"}),
                    inShort({event: "ratio-drop", title: "Otters: ratio fell 1.61 → 1.36", tracker_name: "Otters"})]);"""));
    }

    @Test
    void a_target_that_holds_alerts_back_says_how_many_and_until_when() {
        assertEquals(true, browser().visit(showcase.address().resolve("targets")).run("""
                const calm = {least: "info", quiet: null, digest: null, batch: true, reminders: true};
                const target = {id: 1, name: "Phone", kind: "discord", state: "good", default_events: true, all_trackers: true, calm, thresholds: {},
                    cooldown_seconds: {}, waiting: 0, held: 2, held_until: "2026-03-04T07:00:00Z"};
                return import("./js/target-card.js").then(({targetCard}) => targetCard(target, [], []).textContent.includes("2 alerts held back, the first until Mar 4, 2026"));"""));
    }

    @Test
    void days_are_marked_by_days_alone_a_sum_of_days_names_the_first_and_ticks_and_words_are_exact() {
        browser().visit(showcase.address().resolve("fleet?range=7d")).until("Share of what was uploaded since ");
        assertEquals(List.of(true, "3.125 TiB", "Hit-and-run limit", "Inactive hit-and-runs"), browser().run("""
                return Promise.all([import("./js/axes.js"), import("./js/format.js")]).then(([{axes}, format]) =>
                    [axes("bytes", false, true)[0].incrs.every(step => step % 86400 === 0), format.bytes(3200 * 2 ** 30, {even: true}),
                    format.words("hit_and_run_limit"), format.words("inactive-hit-and-runs")]);"""));
    }

    @Test
    void no_month_s_name_is_cut_by_the_edge_of_a_calendar_that_scrolls() {
        browser().size(Browser.NARROW);
        Pages.FLEET.show(browser(), showcase.address());
        assertEquals(List.of(), browser().wrong("cut-months"));
    }

    private List<Path> files() {
        try (var files = Files.list(browser().downloads())) {
            return files.toList();
        } catch (IOException _) {
            return List.of(); // made with its first file
        }
    }
}
