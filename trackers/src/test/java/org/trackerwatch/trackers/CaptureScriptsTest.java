package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Of the code in a captured page only that stays from which a figure is read.
class CaptureScriptsTest {

    private static final Reader READER = new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1));

    private static final String EMBEDDED = """
            schema: 1
            slug: dune
            name: Dune
            platform: html
            auth: { accept: [cookie] }
            requests: { home: { path: / } }
            session: { alive_if: [ { css: "script:containsData(window.dune)" } ] }
            fields:
              uploaded:   { from: home, css: "script:containsData(window.dune)", json: /me/up, unit: B }
              downloaded: { from: home, css: "script:containsData(window.dune)", json: /me/down, unit: B }
            """;

    private static final String PAGE = "<html><body><script>analytics('plAnted')</script><script>var who = 'plAnted'; window.dune = %s; track('plAnted');</script>"
            + "<p onclick=\"go('plAnted')\" onmouseover='plAnted()' data-who='{\"x\": \"plAnted\"}' x-data=\"{ open: 'plAnted' }\" @click=\"plAnted()\">x</p>"
            + "<a href=\"javascript:go('plAnted')\">y</a><iframe srcdoc='<p>plAnted</p>'></iframe><script type='application/json'>{\"z\": \"plAnted\"}</script></body></html>";

    private static final String DUNE = "{\"me\": {\"up\": 7000, \"down\": 1000, \"ratio\": 7.50, \"note\": \"<\\/script>\"}}";

    private static Capture.Scrubbed scrubbed(Definition definition, Map<String, String> bodies) {
        var taken = new TreeMap<String, Capture.Taken>();
        var pages = new TreeMap<String, SavedPage>();
        bodies.forEach((name, body) -> {
            pages.put(name, SavedPage.of(body.getBytes(StandardCharsets.UTF_8), List.of("HTTP/1.1 200")));
            taken.put(name, new Capture.Taken(pages.get(name).answer(), "GET /" + name, true));
        });
        var visit = new Visit(READER.read(definition, pages), Optional.empty(), Map.of(), List.of());
        return new Capture(visit, definition, taken, Set.of(), List.of(), Map.of()).scrubbed(READER);
    }

    private static Map<String, String> clean(Definition definition, Map<String, String> bodies) {
        var result = scrubbed(definition, bodies);
        return assertInstanceOf(Capture.Scrubbed.Clean.class, result, result.toString()).files();
    }

    private static Map<String, String> clean(String fields, String page) {
        return clean(Harbour.parsed(EMBEDDED, fields), Map.of("home", page));
    }

    @Test
    void the_json_that_is_read_stays_and_nothing_around_it() {
        var files = clean("", PAGE.formatted(DUNE));
        assertFalse(files.get("home.html").contains("plAnted"), files.get("home.html"));
        assertTrue(files.get("home.html").contains("\"ratio\": 7.50"), files.get("home.html"));
        assertTrue(files.get("expected.yaml").contains("uploaded: 7000\n"), files.get("expected.yaml"));
    }

    @Test
    void the_words_by_which_the_definition_knows_the_script_stay() {
        var page = clean("", PAGE.formatted(DUNE)).get("home.html");
        assertTrue(page.matches("(?s).*<script>\\{\"me\".*}\\s+window\\.dune</script>.*"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"passkey\": \"plAnted\"", "\"invite_codes\": [\"plAnted\"]", "\"author\": \"plAnted\"", "\"messages\": [{\"subject\": \"plAnted\"}]",
        "\"mail\": \"plAnted@mail.example\"", "\"url\": \"/announce/plAnted\""})
    void the_json_is_scrubbed_like_an_answer_of_its_own(String entry) {
        var page = clean("", PAGE.formatted(DUNE.replace("\"note\"", entry + ", \"note\""))).get("home.html");
        assertFalse(page.contains("plAnted"), page);
        assertFalse(page.contains("</script>\""), "it would end there");
    }

    @Test
    void several_are_kept_in_their_order_and_one_within_another_once() {
        var page = clean("""
                fields:
                  uploaded:   { from: home, css: script, json: /up, unit: B }
                  downloaded: { from: home, css: script, json: /me/down, unit: B }
                  bonus:      { from: home, css: script, json: /points }
                """, "<html><script>/*window.dune plAnted*/ a={\"points\": 5}; b = {plAnted: 1}; c=" + DUNE + ";</script></html>").get("home.html");
        assertTrue(page.matches("(?s).*<script>\\{\"points\": 5}\\s+\\{\"me\":.*}}\\s+window\\.dune</script>.*"), page);
        assertFalse(page.contains("plAnted"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"me_up\\s*=\\s*(\\d+)", "(?<=me_)up = (\\d+)", "(?m)^var me_up = (\\d+);$"})
    void of_a_script_that_is_searched_the_match_stays_or_as_much_as_is_needed(String match) {
        var page = clean("""
                fields:
                  uploaded:   { from: home, css: "script:containsData(window.dune)", match: '%s', group: 1, unit: B }
                  downloaded: { from: home, css: "script:containsData(window.dune)", match: 'down:(\\d+)', group: 1, unit: B }
                """.formatted(match), "<html><script>x('plAnted');\nvar me_up = 7000;\nvar k = 'plAnted'; window.dune = {down:1000, y: 'plAnted'}</script></html>").get("home.html");
        assertFalse(page.contains("plAnted"), page);
        assertTrue(page.contains("up = 7000") && page.contains("down:1000"), page);
    }

    @Test
    void a_script_that_is_looked_at_in_vain_stays_the_first_one() {
        var files = clean("""
                fields:
                  uploaded:   { from: home, css: "#up" }
                  downloaded: { from: home, css: "#down" }
                  seeding:    { from: home, css: script, match: 'seeds = (\\d+)', group: 1 }
                """, "<html><script>plAnted()</script><script>window.dune; seeds = 7</script><b id=up>5 GB</b><b id=down>1 GB</b></html>");
        assertFalse(files.get("home.html").contains("plAnted"), files.get("home.html"));
        assertFalse(files.get("expected.yaml").contains("seeding"), files.get("expected.yaml"));
    }

    @Test
    void labels_in_a_script_keep_what_follows_them() {
        var page = clean("""
                fields:
                  uploaded:   { from: home, in: script, label: 'up is' }
                  downloaded: { from: home, in: script, label: 'down is' }
                """, "<html><script>k = 'plAnted'; // window.dune\nsay('up is 5 GB'); k('plAnted');\nsay('down is 1 GB');\nplAnted()</script></html>").get("home.html");
        assertTrue(page.contains("up is 5 GB") && page.contains("down is 1 GB"), page);
        assertFalse(page.contains("plAnted"), page);
    }

    @Test
    void of_an_attribute_that_is_read_the_json_stays() {
        var files = clean("""
                session: { alive_if: [ { css: "[data-page]" } ] }
                fields:
                  uploaded:   { from: home, css: "#app", attr: data-page, json: /me/up, unit: B }
                  downloaded: { from: home, css: "#app", attr: data-page, json: /me/down, unit: B }
                """, "<html><div id=app data-page='{\"token\": \"plAnted\", \"me\": {\"up\": 7000, \"down\": 1000}}' data-other='[\"plAnted\"]' data-list='plain'></div></html>");
        assertFalse(files.get("home.html").contains("plAnted"), files.get("home.html"));
        assertTrue(files.get("home.html").contains("&quot;up&quot;:7000") && files.get("home.html").contains("data-list=\"plain\""), files.get("home.html"));
    }

    @Test
    void a_handler_keeps_what_a_selector_looks_for() {
        var page = clean("""
                session: { alive_if: [ { css: "a[onclick*='logout' i], a[href*=\\"Logout\\"]" } ] }
                fields:
                  uploaded:   { from: home, css: "[onclick*='/up/']", attr: onclick, match: "/up/(\\\\d+)", group: 1, unit: B }
                  downloaded: { from: home, css: "#down" }
                """, "<html><a onclick=\"Logout('plAnted')\">o</a><a href=\"javascript:Logout('plAnted')\">p</a><i onclick=\"go('plAnted', '/up/7000/plAnted')\">x</i>"
                + "<b id=down>1000 B</b></html>").get("home.html");
        assertTrue(page.contains("onclick=\"logout\"") && page.contains("onclick=\"/up/7000\"") && page.contains("href=\"Logout\""), page);
        assertFalse(page.contains("plAnted"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "4242", "57", "7"})
    void the_account_s_number_goes_from_where_a_script_says_it(String id) {
        for (var source : List.of("css: \"script:containsData(window.dune)\", json: /id", "css: \"script:containsData(window.dune)\", match: '\"id\":\\s*\"?(\\d+)', group: 1")) {
            var files = clean("fields: { uploaded: { from: home, css: script, json: /up, unit: B }, downloaded: { from: home, css: script, json: /down, unit: B },"
                    + " seeding: { from: home, css: script, json: /seeding }, user_id: { from: home, " + source + " } }",
                    "<html><script>window.dune={\"id\": %1$s, \"up\": 123456, \"down\": 4242, \"seeding\": %1$s};</script></html>".formatted(id));
            assertTrue(files.get("expected.yaml").contains("user_id: 1001\n"), files.get("expected.yaml"));
            assertTrue(files.get("expected.yaml").contains("seeding: " + id + "\n") && files.get("expected.yaml").contains("uploaded: 123456\n"), files.toString());
            assertFalse(files.get("home.html").chars().anyMatch(letter -> letter >= 0xfdd0 && letter <= 0xfdd1), files.get("home.html"));
        }
    }

    @Test
    void a_bot_check_that_is_known_by_its_script_stays_one() {
        var files = clean("", "<html><head><title>x</title></head><body><script>window._cf_chl_opt = { cRay: 'plAnted' };</script></body></html>");
        assertFalse(files.get("home.html").contains("plAnted"), files.get("home.html"));
        assertEquals("failure: challenged\n", files.get("expected.yaml"));
    }

    private static final String MARKUP = "<script>var junk = {\"passkey\": \"plAnted\"}; junk('plAnted')</script><i onclick=\"junk('plAnted')\" data-junk='{\"x\": \"plAnted\"}'>junk</i>";

    /// Found by itself: who writes the next definition that reads scripts need not think of this.
    @TestFactory
    Stream<DynamicTest> every_definition_that_reads_code_can_be_captured() {
        return Definitions.bundled().slugs().stream().filter(slug -> readsCode(Definitions.bundled().find(slug).orElseThrow())).flatMap(slug -> {
            var folders = folders(slug);
            assertFalse(folders.isEmpty(), slug + " has no example");
            return folders.stream().map(folder -> DynamicTest.dynamicTest(ExamplesTest.EXAMPLES.relativize(folder).toString(), () -> captured(folder)));
        });
    }

    private static List<java.nio.file.Path> folders(String slug) {
        try {
            return ExamplesTest.cases().stream().filter(folder -> folder.startsWith(ExamplesTest.EXAMPLES.resolve(slug))).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void captured(java.nio.file.Path folder) throws IOException {
        var bodies = new TreeMap<String, String>();
        ExamplesTest.pages(folder).forEach((name, page) -> bodies.put(name, new String(page.answer().body(), StandardCharsets.UTF_8)
                .replaceFirst("</body>", MARKUP.replace("$", "") + "</body>")));
        var files = clean(ExamplesTest.definition(folder), bodies);
        files.forEach((file, text) -> assertFalse(text.contains("plAnted"), file + "\n" + text));
    }

    private static boolean readsCode(Definition definition) {
        return Stream.concat(definition.recipe().fields().values().stream(), definition.recipe().requests().values().stream()
                .flatMap(request -> request.capture().values().stream())).flatMap(List::stream).anyMatch(lookup -> switch (lookup.source()) {
                    case Source.Embedded _ -> true;
                    case Source.Css(var css, var attr) -> css.css().contains("script") || attr.filter(name -> name.startsWith("on")).isPresent();
                    case Source.Json _, Source.Items _, Source.Pair _, Source.In _, Source.After _, Source.Anchor _, Source.Count _, Source.Sum _,
                            Source.Literal _ -> false;
                });
    }
}
