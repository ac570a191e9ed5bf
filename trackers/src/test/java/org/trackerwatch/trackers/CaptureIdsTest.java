package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The account's number is taken out of captured pages wherever it stands, and figures that look like it stay.
class CaptureIdsTest {

    private static final String DETAILS = """
            <html><body><div id="info_block"><a href="userdetails.php?id=%1$s">Ottilie</a> <a href="logout.php">out</a></div><table>
            <tr><td class="rowhead">%2$s</td><td class="rowfollow">%1$s</td></tr>
            <tr><td class="rowhead">Join Date</td><td class="rowfollow">2019-05-03 10:00:00</td></tr>
            <tr><td class="rowhead">Transfers</td><td class="rowfollow"><table><tr><td><strong>Uploaded</strong>:  12.5 TB</td>
            <td><strong>Downloaded</strong>:  2.50 TB</td></tr></table></td></tr>
            <tr><td class="rowhead">Karma Points</td><td class="rowfollow">%3$s</td></tr></table><p>%4$s</p></body></html>""";

    private static final String JSON = """
            schema: 1
            slug: quay
            name: Quay
            platform: json
            auth: { accept: [api_key], api_key: { header: X-Key, format: "{key}" } }
            requests:
              me: { path: /me, expect: json }
            fields:
              username:   { from: me, json: /member/nick }
              user_id:    { from: me, json: /member/number }
              uploaded:   { from: me, json: /up, unit: B }
              downloaded: { from: me, json: /down, unit: B }
              seeding:    { from: me, json: /seeding }
            """;

    private static final Reader READER = new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1));

    private static Capture.Scrubbed scrubbed(Definition definition, Map<String, String> bodies) {
        var taken = new TreeMap<String, Capture.Taken>();
        var pages = new HashMap<String, SavedPage>();
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

    private static String details(String id, String label, String bonus, String more) {
        return clean(Definitions.bundled().find("nexusphp").orElseThrow(),
                Map.of("details", DETAILS.formatted(id, label, bonus, more))).get("details.html");
    }

    @ParameterizedTest
    @CsvSource({"123456, User ID/UID", "123456, 用户ID/UID", "4242, 用戶ID/UID", "4242, UID", "57, User ID", "7, UID"})
    void it_goes_from_the_cell_that_it_is_read_from(String id, String label) {
        var page = details(id, label, "12,345.6", "");
        assertTrue(page.contains("<td class=\"rowfollow\">1001</td>"), page);
        assertTrue(page.contains("userdetails.php?id=1001\""), page);
        assertFalse(page.contains(">" + id + "<"), page);
        assertTrue(page.contains("12.5 TB") && page.contains("12,345.6"), page);
    }

    @Test
    void it_goes_though_the_definition_does_not_read_it() {
        var page = clean(Harbour.parsed("""
                schema: 1
                slug: pier
                name: Pier
                platform: html
                auth: { accept: [cookie] }
                requests: { details: { path: / } }
                fields:
                  uploaded:   { from: details, in: td, label: Uploaded }
                  downloaded: { from: details, in: td, label: Downloaded }
                """, ""), Map.of("details", DETAILS.formatted("123456", "Member ID:", "1.0", "and 123456"))).get("details.html");
        assertFalse(page.contains("123456"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<td>User ID</td><td></td><td>57</td>", "<td><b>User ID:</b> 57</td>", "<td>User ID</td><td>&nbsp;</td><td><i>57</i></td>"})
    void it_goes_however_far_behind_its_label_it_stands(String cells) {
        var page = details("4242", "UID", "1.0", "<table><tr>" + cells + "</tr></table>");
        assertFalse(page.contains("57"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my number is 123456.", "(123456)", "/pic/123456.png", "avatar123456_2", "u=123456&amp;x=1", "#123456", "123456:1"})
    void a_long_one_goes_from_running_text(String more) {
        assertFalse(details("123456", "User ID/UID", "1.0", more).contains("123456"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "0123456", "1.123456", "123456.5"})
    void a_number_that_only_holds_it_stays(String more) {
        assertTrue(details("123456", "User ID/UID", "1.0", more).contains(more));
    }

    @Test
    void a_short_one_is_any_number_and_stays_in_running_text() {
        assertTrue(details("57", "User ID/UID", "57", "57 members are here").contains("57 members are here"));
    }

    @Test
    void a_figure_that_is_the_same_number_stays_what_it_is() {
        var files = clean(Definitions.bundled().find("nexusphp").orElseThrow(),
                Map.of("details", DETAILS.formatted("123456", "User ID/UID", "123456", "123456")));
        assertTrue(files.get("expected.yaml").contains("bonus: 123456\n"), files.get("expected.yaml"));
        assertTrue(files.get("expected.yaml").contains("user_id: 1001\n"), files.get("expected.yaml"));
        assertTrue(files.get("details.html").contains("<td class=\"rowfollow\">123456</td>"), files.get("details.html"));
        assertTrue(files.get("details.html").contains("<p>1001</p>"), files.get("details.html"));
    }

    @Test
    void a_number_like_a_year_leaves_dates_alone() {
        var page = details("2019", "User ID/UID", "1.0", "Number 2019 of the house");
        assertTrue(page.contains("2019-05-03 10:00:00"), page);
        assertFalse(page.contains("Number 2019"), page);
    }

    @Test
    void somebody_whose_number_is_the_invented_one_gets_another() {
        assertFalse(details("1001", "User ID/UID", "1.0", "1001 nights").contains("1001"));
    }

    @Test
    void an_answer_for_programs_is_changed_where_it_is_read_and_figures_stay() {
        var files = clean(Harbour.parsed(JSON, ""), Map.of("me", """
                {"member": {"nick": "Ottilie", "number": 5}, "up": 7000, "down": 1000, "seeding": 5}"""));
        assertTrue(files.get("me.json").contains("\"number\" : 1001"), files.get("me.json"));
        assertTrue(files.get("expected.yaml").contains("seeding: 5\n"), files.get("expected.yaml"));
        var same = clean(Harbour.parsed(JSON, ""), Map.of("me", """
                {"member": {"nick": "Ottilie", "number": "7000"}, "up": 7000, "down": 1000, "seeding": 5, "note": "7000 is my number"}"""));
        assertTrue(same.get("me.json").contains("\"up\" : 7000") && same.get("me.json").contains("1001 is my number"), same.get("me.json"));
        assertFalse(same.get("me.json").chars().anyMatch(letter -> letter >= 0xfdd0 && letter <= 0xfdd1), same.get("me.json"));
    }

    @Test
    void a_figure_within_a_word_of_the_id_is_not_saved_at_its_expense() {
        var result = scrubbed(Harbour.parsed(JSON.replace("json: /member/number", "json: /seeding"), ""), Map.of("me", """
                {"member": {"nick": "Ottilie"}, "up": 7000, "down": 1000, "seeding": 54321}"""));
        assertTrue(assertInstanceOf(Capture.Scrubbed.Unfit.class, result).findings().contains("`seeding` is another after scrubbing"), result.toString());
    }

    @Test
    void what_any_of_the_places_says_counts_not_only_the_first() {
        var definition = Harbour.parsed(JSON.replace("{ from: me, json: /member/nick }", "[ { from: me, json: /member/nick }, { from: me, json: /login } ]"), "");
        var page = clean(definition, Map.of("me", """
                {"member": {"nick": "Ottilie", "number": 5}, "login": "ottie99", "up": 7000, "down": 1000, "note": "ottie99 was here"}""")).get("me.json");
        assertFalse(page.contains("ottie99") || page.contains("Ottilie"), page);
    }

    @Test
    void the_scan_finds_a_number_that_is_left_by_its_line() {
        var ids = new OwnIds(Set.of("123456", "57"), _ -> { });
        assertEquals(List.of("your id in line 2"), ids.left("57\nNo. 123456\n"));
        assertEquals(List.of(), ids.left(ids.over("57\nNo. 123456\n") + ids.spared("123456")));
        assertEquals("up 123456", OwnIds.bare("up " + ids.spared("123456")));
    }
}
