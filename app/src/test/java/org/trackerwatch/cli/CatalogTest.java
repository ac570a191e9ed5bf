package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What `tracker catalog` promises of sites.
class CatalogTest {

    @TempDir
    Path directory;

    private Program.Answer run(String... more) {
        var words = new ArrayList<>(List.of("tracker", "catalog"));
        words.addAll(List.of(more));
        return new Program(directory).run(words.toArray(String[]::new));
    }

    private JsonNode site(String slug) {
        return StreamSupport.stream(run(slug, "--json").json().spliterator(), false)
                .filter(node -> node.get("slug").asString().equals(slug)).findFirst().orElseThrow();
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString).collect(Collectors.toSet());
    }

    @Test
    void each_site_says_how_it_is_opened_and_what_can_be_told_of_it() {
        var sites = run("--json").json();
        assertTrue(sites.size() > 20);
        for (var site : sites) {
            if (site.get("site_status").asString().equals("dead") && site.get("auth").isEmpty()) {
                continue;
            }
            var slug = site.get("slug").asString();
            assertFalse(site.get("fields").isEmpty(), slug);
            assertFalse(site.get("events").isEmpty(), slug);
            assertEquals(site.get("manual").asBoolean(), site.get("auth").isEmpty(), slug);
            assertFalse(site.get("access").isEmpty(), slug);
        }
    }

    @Test
    void what_is_proven_has_its_evidence_and_can_be_sought() {
        var proven = run("--proof", "proven", "--json").json();
        assertFalse(proven.isEmpty());
        proven.forEach(site -> {
            assertEquals("proven", site.get("status").asString());
            assertFalse(site.get("evidence").asString().isBlank(), site.toString());
        });
        assertEquals(2, run("--proof", "sworn").status());
    }

    @Test
    void what_is_filled_by_hand_may_have_every_figure_but_no_poll() {
        var avistaz = site("avistaz");
        assertTrue(avistaz.get("manual").asBoolean());
        assertEquals("forbidden", avistaz.get("user_stats").asString());
        assertTrue(texts(avistaz.get("events")).contains("hit-and-run"));
        assertFalse(texts(avistaz.get("events")).contains("tracker-down"));
        assertTrue(avistaz.get("access").get(0).get("min_interval_seconds").isNull());
        assertTrue(run("avistaz").out().contains("by hand"));
    }

    @Test
    void a_key_and_a_cookie_are_told_apart() {
        var access = site("unit3d").get("access");
        var key = access.get(0);
        assertEquals("api-key", key.get("credential").asString());
        assertFalse(key.get("hint").asString().isEmpty());
        assertFalse(texts(key.get("fields")).contains("warned"));
        assertFalse(texts(key.get("events")).contains("account-warned"));
        assertTrue(texts(access.get(1).get("events")).contains("account-warned"));
        assertTrue(texts(site("unit3d").get("events")).contains("account-warned"), "with one of the two");
    }

    @Test
    void what_cannot_happen_has_its_reason_and_what_needs_a_word_its_name() {
        var limits = site("unit3d").get("access").get(0).get("limits");
        var warned = limit(limits, "account-warned");
        assertFalse(warned.get("works").asBoolean());
        assertEquals("needs warned, which is not reported", warned.get("why").asString());
        var danger = limit(limits, "ratio-danger");
        assertTrue(danger.get("works").asBoolean());
        assertEquals("min_ratio", danger.get("wants").asString());
    }

    private static JsonNode limit(JsonNode limits, String event) {
        return StreamSupport.stream(limits.spliterator(), false).filter(node -> node.get("event").asString().equals(event))
                .findFirst().orElseThrow();
    }

    @Test
    void sites_are_sought_by_what_can_happen_there() {
        var all = run("--platform", "gazelle", "--json").json();
        var telling = run("--platform", "gazelle", "--events", "hit-and-run", "--json").json();
        assertTrue(telling.size() < all.size());
        telling.forEach(site -> assertTrue(texts(site.get("events")).contains("hit-and-run")));
        assertFalse(run("--events", "ratio-drop,zero-seeding", "--json").json().isEmpty());
    }

    @Test
    void sites_are_sought_by_their_engine() {
        var found = run("--platform", "ggn", "--json").json();
        found.forEach(site -> assertEquals("ggn", site.get("engine").asString()));
        assertEquals(Set.of("ggn", "gazellegames"), StreamSupport.stream(found.spliterator(), false)
                .map(site -> site.get("slug").asString()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--events=ratio-drp", "--platform=unti3d"})
    void a_mistyped_filter_is_wrong_usage(String filter) {
        var answer = run(filter);
        assertEquals(2, answer.status(), answer.both());
        assertTrue(answer.err().contains("Did you mean"), answer.err());
    }

    @Test
    void the_users_own_rules_count_as_events() throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("rules")).resolve("more-invites.yaml"), """
                title: Invites
                about: There are more invites than before.
                severity: good
                cooldown: 6h
                when: {rises: {of: invites}}
                wording: {title: "{tracker}: {after} invites"}
                examples:
                  - name: one more
                    before: {invites: 1}
                    after: {invites: 2}
                    fires: true
                """);
        assertTrue(texts(site("unit3d").get("access").get(1).get("events")).contains("more-invites"));
        assertEquals("needs invites, which is not reported",
                limit(site("unit3d").get("access").get(0).get("limits"), "more-invites").get("why").asString());
    }
}
