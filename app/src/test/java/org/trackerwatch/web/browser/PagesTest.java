package org.trackerwatch.web.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.web.Showcase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every page, on a year of made-up data.
final class PagesTest extends InBrowser {

    private Showcase showcase;

    @BeforeAll
    void begin(@TempDir Path directory) {
        showcase = Showcase.open(directory, 0, 7);
        SignedIn.at(browser(), showcase.address(), Showcase.PASSWORD);
    }

    @AfterAll
    void end() {
        if (showcase != null) {
            browser().leave();
            showcase.close();
        }
    }

    @BeforeEach
    void usual() {
        browser().size(Browser.WIDE).remember("private", "false").remember("theme", "dark");
    }

    /// What is wrong anywhere, each with its page.
    private void everywhere(String what, Supplier<List<String>> look) {
        var wrong = new ArrayList<String>();
        for (var page : Pages.values()) {
            page.show(browser(), showcase.address());
            look.get().forEach(each -> wrong.add(page + ": " + each));
        }
        assertTrue(wrong.isEmpty(), () -> what + "\n" + String.join("\n", wrong));
    }

    @Test
    void each_can_be_read_by_ear_and_in_dark_colours() {
        everywhere("wide and dark", () -> Stream.of("shape", "contrast", "overflow").flatMap(script -> browser().wrong(script).stream()).toList());
    }

    @Test
    void each_can_be_read_in_light_colours_on_a_narrow_screen() {
        browser().size(Browser.NARROW).remember("theme", "light");
        everywhere("narrow and light", () -> Stream.of("contrast", "overflow").flatMap(script -> browser().wrong(script).stream()).toList());
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
        assertTrue(lines.getFirst().startsWith("day,") || lines.getFirst().startsWith("time,"), lines.getFirst());
        assertTrue(lines.size() > 80 && lines.size() < 95, lines.size() + " lines");
        browser().press("Value").settled();
    }

    private List<Path> files() {
        try (var files = Files.list(browser().downloads())) {
            return files.toList();
        } catch (IOException _) {
            return List.of(); // made with its first file
        }
    }

    @Test
    void the_privacy_eye_leaves_no_name_and_no_figure_on_any_page() {
        var names = new ArrayList<String>();
        dashboard().get("trackers").forEach(tracker -> Stream.of("name", "username").map(tracker::path).filter(JsonNode::isString)
                .map(JsonNode::asString).forEach(names::add));
        assertTrue(names.size() >= 8, names.toString());
        browser().visit(showcase.address()).press("Hide names and figures");
        var wrong = new ArrayList<String>();
        for (var page : List.of(Pages.DASHBOARD, Pages.TRACKER, Pages.LONG_NAMED, Pages.FLEET, Pages.EVENTS, Pages.DELIVERIES, Pages.INCIDENTS)) {
            page.show(browser(), showcase.address());
            browser().wrong("told").forEach(told -> {
                names.stream().filter(told::contains).forEach(name -> wrong.add(page + " names " + name + ": " + told.lines().filter(line -> line.contains(name)).findFirst().orElse("")));
                told.lines().filter(line -> line.matches(".*\\d (B|[KMGTP]iB)\\b.*")).forEach(line -> wrong.add(page + " tells " + line));
            });
        }
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    private JsonNode dashboard() {
        var asked = browser().run("""
                const asked = new XMLHttpRequest();
                asked.open("GET", "api/v1/dashboard", false);
                asked.send();
                return asked.responseText;""");
        return new JsonMapper().readTree((String) asked);
    }
}
