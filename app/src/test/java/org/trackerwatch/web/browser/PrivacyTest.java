package org.trackerwatch.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trackerwatch.web.Showcase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The privacy eye, shut: what somebody may show to everybody.
@ExtendWith(TheYear.class)
final class PrivacyTest extends InBrowser {

    private static final Pattern SIZE = Pattern.compile("\\d (B|[KMGTPE]iB)\\b");

    /// Those of the catalog show nothing of the user's.
    private static final Set<Pages> NOBODYS = Set.of(Pages.CATALOG, Pages.SITE);

    private Showcase showcase;

    @BeforeAll
    void begin(Showcase showcase) {
        this.showcase = showcase;
        SignedIn.at(browser(), showcase.address(), Showcase.PASSWORD);
        browser().visit(showcase.address()).press("Hide names and figures");
    }

    @AfterAll
    void end() {
        if (showcase != null) {
            browser().leave();
        }
    }

    @Test
    void leaves_no_name_and_no_size_in_a_text_or_an_attribute_of_any_page() {
        var names = names();
        assertTrue(names.size() >= 10, names.toString());
        var wrong = new ArrayList<String>();
        Stream.of(Pages.values()).filter(page -> !NOBODYS.contains(page)).forEach(page -> {
            page.show(browser(), showcase.address());
            browser().wrong("told").forEach(told -> {
                names.stream().filter(told::contains).forEach(name -> wrong.add(page + " names " + name + ": " + told));
                if (page != Pages.NEW_TARGET && SIZE.matcher(told).find()) { // there, thresholds are offered
                    wrong.add(page + " tells " + told);
                }
            });
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void saves_no_table_of_figures_and_says_why() throws Exception {
        browser().visit(showcase.address().resolve("fleet")).press("Save “Calendar: uploaded each day” as CSV").until("which are hidden now");
        browser().visit(showcase.address().resolve("tracker?id=1")).press("Save “Ratio” as CSV").until("which are hidden now");
        if (Files.exists(browser().downloads())) {
            try (var files = Files.list(browser().downloads())) {
                assertEquals(List.of(), files.toList());
            }
        }
    }

    /// Of trackers, of their sites and users, and of targets.
    private Set<String> names() {
        var found = new HashSet<String>();
        for (var tracker : asked("trackers")) {
            Stream.of(tracker.path("name"), tracker.path("username"), tracker.path("site").path("name"), tracker.path("definition")).forEach(name -> add(found, name));
        }
        asked("targets").forEach(target -> add(found, target.path("name")));
        return found;
    }

    private static void add(Set<String> names, JsonNode name) {
        if (name.isString() && !name.asString().isBlank()) {
            names.add(name.asString());
        }
    }

    private JsonNode asked(String path) {
        return new JsonMapper().readTree((String) browser().run("""
                const asked = new XMLHttpRequest();
                asked.open("GET", "api/v1/" + arguments[0], false);
                asked.send();
                return asked.responseText;""", path));
    }
}
