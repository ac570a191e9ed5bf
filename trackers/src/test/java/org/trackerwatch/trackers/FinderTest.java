package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each kind of source, as a definition writes it, on a page that tries to mislead it.
class FinderTest {

    private static final Reader READER = new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1));

    private static final String TOTALS = """
            <div id="totals"><b class="up">1 B</b><b class="down">1 B</b></div>""";

    /// What a field reads on an HTML page `page`, or on JSON `data`.
    private static Optional<Value> read(String source, String page, Field field, String... more) {
        var definition = Harbour.parsed("""
                schema: 1
                slug: harbour
                name: Harbour
                platform: html
                timezone: UTC
                auth: { accept: [cookie] }
                requests:
                  page: { path: /, expect: html }
                  data: { path: /, expect: json, optional: true, unwrap: /inner }
                fields:
                  uploaded:   { from: page, css: .up }
                  downloaded: { from: page, css: .down }
                """, String.join("\n", more) + "\nfields: { " + field.key() + ": " + source + " }");
        var pages = Map.of("page", saved(page + TOTALS + "</body>"), "data", saved(page));
        var stats = ((Outcome.Read) READER.read(definition, pages)).stats();
        return field == Field.UPLOADED ? Optional.empty() : stats.get(field);
    }

    private static SavedPage saved(String text) {
        return SavedPage.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Value> count(long number) {
        return Optional.of(new Value.Count(number));
    }

    private static Optional<Value> text(String text) {
        return Optional.of(new Value.Text(text));
    }

    @Test
    void json_takes_the_first_pointer_that_has_a_value() {
        var json = "{\"a\":null,\"b\":{\"c\":7},\"d\":[1,2],\"e\":8}";
        assertEquals(count(7), read("{ from: data, json: /b/c }", json, Field.SEEDING));
        assertEquals(count(7), read("{ from: data, json: [/a, /missing, /b, /b/c, /e] }", json, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: data, json: /a }", json, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: data, json: /d }", json, Field.SEEDING));
        assertEquals(count(2), read("{ from: data, json: /d/1 }", json, Field.SEEDING));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"total of 7.00 TB. | 7696581394432", "total of 5.405 TB/120.00 GB | -", "total of 1.5 TB, 3 more | 1649267441664",
        "total of 12:30 | -", "total of 3 GiB (approx.) | 3221225472", "total of 2/5/10 | -"})
    void a_figure_never_leaves_its_unit_behind(String text, String bytes) {
        var read = read("{ from: page, in: p, label: [total of] }", "<p>" + text + "</p>", Field.SEED_SIZE).map(value -> String.valueOf(((ByteSize) value).bytes()));
        assertEquals(Optional.of(bytes).filter(known -> !known.equals("-")), read);
    }

    @Test
    void the_elements_of_a_list_are_counted_and_added() {
        var json = "{\"list\":[{\"size\":5,\"seeding\":true},{\"size\":\"7\",\"seeding\":false}],\"none\":[],\"map\":{\"a\":{\"size\":1}},\"word\":\"x\"}";
        assertEquals(count(2), read("{ from: data, items: /list }", json, Field.SEEDING));
        assertEquals(count(1), read("{ from: data, items: /list, where: { /seeding: true } }", json, Field.SEEDING));
        assertEquals(count(12), read("{ from: data, items: /list, each: /size }", json, Field.SEEDING));
        assertEquals(count(1), read("{ from: data, items: /map, each: /size }", json, Field.SEEDING));
        assertEquals(count(0), read("{ from: data, items: /none }", json, Field.SEEDING));
        assertEquals(count(0), read("{ from: data, items: /none, each: /size }", json, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: data, items: /list, each: /weight }", json, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: data, items: /word }", json, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: data, items: /missing }", json, Field.SEEDING));
    }

    @Test
    void an_element_of_a_list_is_found_by_what_it_holds() {
        var json = "{\"inner\":{\"rows\":[{\"name\":\"invites\",\"value\":3},{\"name\":\"seeding\",\"value\":4}]}}";
        assertEquals(count(4), read("{ from: data, items: /rows, where: { /name: seeding }, take: /value }", json, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: data, items: /rows, where: { /name: bonus }, take: /value }", json, Field.SEEDING));
    }

    @Test
    void json_in_a_page_is_found_in_a_script_and_in_an_attribute() {
        var page = "<script>var a = {}; let b = [1]; window.me = {\"user\": {\"seeding\": 6, \"name\": \"Ann\"}}; go({x: 1});</script>"
                + "<div id=app data-page='{&quot;props&quot;:{&quot;seeding&quot;:7}}'>{ no json }</div>";
        assertEquals(count(6), read("{ from: page, css: script, json: [/user/seed, /user/seeding] }", page, Field.SEEDING));
        assertEquals(count(7), read("{ from: page, css: '#app', attr: data-page, json: /props/seeding }", page, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: page, css: script, json: /props/seeding }", page, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: page, css: '#app', json: /props/seeding }", page, Field.SEEDING));
        assertEquals(text("Ann"), read("{ from: page, css: script, match: 'name\": \"(\\w+)', group: 1 }", page, Field.CLASS));
    }

    @Test
    void json_within_a_wrapping_is_found_before_what_is_outside() {
        var json = "{\"inner\":{\"a\":1},\"a\":2,\"b\":3}";
        assertEquals(count(1), read("{ from: data, json: /a }", json, Field.SEEDING));
        assertEquals(count(3), read("{ from: data, json: /b }", json, Field.SEEDING));
        assertEquals(count(2), read("{ from: data, json: /a }", "{\"inner\":\"text\",\"a\":2}", Field.SEEDING));
    }

    @ParameterizedTest
    @CsvSource({"1e999999999", "123456789012345678901234567890123456789012345678901234567890", "0.5"})
    void json_numbers_that_cannot_be_a_count_are_unknown(String number) {
        assertEquals(Optional.empty(), read("{ from: data, json: /a }", "{\"a\":" + number + "}", Field.SEEDING));
    }

    @Test
    void json_fractions_stay_what_they_are() {
        assertEquals(Optional.of(new Value.Amount(new BigDecimal("0.1"))), read("{ from: data, json: /a }", "{\"a\":0.1}", Field.BONUS));
    }

    @Test
    void css_takes_the_first_text_that_is_not_blank() {
        var page = "<p class=x> &nbsp; </p><p class=x>12</p><p class=x>13</p><i title='14 torrents'></i>";
        assertEquals(count(12), read("{ from: page, css: p.x }", page, Field.SEEDING));
        assertEquals(count(14), read("{ from: page, css: i, attr: title }", page, Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: page, css: p.y }", page, Field.SEEDING));
    }

    @ParameterizedTest
    @CsvSource({"Seeding", "seeding:", "'Seeding (now)'", "'Seeding (now):'", "'&nbsp;Seeding&nbsp;'", "'<b>Seeding</b>'", "做种中："})
    void a_pair_is_found_by_its_label_in_any_dress(String label) {
        var page = "<dl><dt>Not seeding</dt><dd>1</dd><dt>" + label + "</dt><i></i><dd>2</dd></dl>";
        assertEquals(count(2), read("{ from: page, pair: dl, label: [Seeding, 做种中] }", page, Field.SEEDING, "pairs: { dl: { label: dt, value: dd } }"));
    }

    @Test
    void a_pair_may_want_the_very_next_element() {
        var page = "<table><tr><td class=h>Seeding</td><th></th><td>2</td></tr></table>";
        assertEquals(Optional.empty(), read("{ from: page, pair: r, label: Seeding }", page, Field.SEEDING, "pairs: { r: { label: td.h, value: + td } }"));
        assertEquals(count(2), read("{ from: page, pair: r, label: Seeding }", page, Field.SEEDING, "pairs: { r: { label: td.h, value: td } }"));
    }

    @Test
    void a_pair_may_lead_to_an_element_or_to_a_label_within() {
        var rows = "pairs: { r: { label: td.h, value: + td } }\nwords: { total: [Total], never_after: [Real] }";
        var page = "<table><tr><td class=h>Transfers</td><td>Real Total: 5, Total: 6 <img title='Elite User'></td></tr></table>";
        assertEquals(text("Elite User"), read("{ from: page, pair: r, label: Transfers, child: 'img[title]', attr: title }", page, Field.CLASS, rows));
        assertEquals(count(6), read("{ from: page, pair: r, label: Transfers, then: total }", page, Field.SEEDING, rows));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Uploaded: 7 | 7", "uploaded：7 | 7", "Uploaded [Use]: 7 | 7", "Uploaded (all) 7 | 7", "Uploaded 7 Downloaded 8 | 7",
        "Real Uploaded: 5 Uploaded: 7 | 7", "Actual uploaded 5, uploaded 7 | 7", "Reuploaded: 5 Uploaded: 7 | 7", "Uploadeds: 5 Uploaded: 7 | 7",
        "实际上传量 5 上传量: 7 | 7", "总上传量：5 上传量：7 | 7", "uploaded by somebody, Uploaded: 7 | 7", "Uploaded: 1\u202f234 7 | 1234",
    })
    void in_running_text_a_label_is_a_word_of_its_own(String text, long number) {
        assertEquals(count(number), read("{ from: page, in: '#box', word: up }", "<div id=box>" + text + "</div>", Field.SEEDING,
                "words: { up: [上传量, Uploaded], never_after: [Real, Actual, 实际, 总] }"));
    }

    @Test
    void behind_an_element_stands_bare_text() {
        var page = "<div>[<a id=b href=x>Use</a>]: 15,234.5 <i></i>9</div>";
        assertEquals(Optional.of(new Value.Amount(new BigDecimal("15234.5"))), read("{ from: page, after: '#b' }", page, Field.BONUS));
        assertEquals(Optional.empty(), read("{ from: page, after: '#b' }", "<a id=b></a><i>9</i>", Field.BONUS));
    }

    @Test
    void an_anchor_tells_yes_no_and_unknown() {
        assertEquals(Optional.of(new Value.Flag(true)), read("{ from: page, anchor: '#me', flag: img.warned }", "<p id=me><img class=warned></p>", Field.WARNED));
        assertEquals(Optional.of(new Value.Flag(false)), read("{ from: page, anchor: '#me', flag: img.warned }", "<p id=me></p><img class=warned>", Field.WARNED));
        assertEquals(Optional.empty(), read("{ from: page, anchor: '#me', flag: img.warned }", "<img class=warned>", Field.WARNED));
    }

    @Test
    void a_count_of_nothing_is_only_0_where_something_could_be() {
        assertEquals(count(2), read("{ from: page, count: li, in: ul }", "<ul><li><li></ul><ol><li></ol>", Field.SEEDING));
        assertEquals(count(0), read("{ from: page, count: li, in: ul }", "<ul></ul>", Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: page, count: li, in: ul }", "<ol><li></ol>", Field.SEEDING));
    }

    @Test
    void a_sum_is_unknown_if_a_part_is() {
        var parts = "{ sum: [ { from: data, json: /a }, { from: data, json: /b } ] }";
        assertEquals(count(5), read(parts, "{\"a\":2,\"b\":3}", Field.SEEDING));
        assertEquals(Optional.empty(), read(parts, "{\"a\":2}", Field.SEEDING));
        assertEquals(Optional.of(ByteSize.exact(1026)), read(parts, "{\"a\":\"2 B\",\"b\":\"1024\"}", Field.SEED_SIZE));
        assertEquals(Optional.empty(), read(parts, "{\"a\":999999999999999999,\"b\":-1}", Field.SEEDING));
    }

    @Test
    void the_first_source_that_yields_a_value_wins() {
        assertEquals(count(3), read("[ { from: data, json: /a }, { from: data, json: /b }, { from: data, json: /c } ]", "{\"a\":\"?\",\"b\":3,\"c\":4}", Field.SEEDING));
    }

    @Test
    void the_steps_come_in_their_order() {
        var page = "<a href='/user.php?x=1&amp;id=4%37&amp;y=2'>Rank: 20 of 99</a>";
        assertEquals(text("47"), read("{ from: page, css: a, attr: href, query: id }", page, Field.USER_ID));
        assertEquals(Optional.empty(), read("{ from: page, css: a, attr: href, query: d }", page, Field.USER_ID));
        assertEquals(count(20), read("{ from: page, css: a, match: '(\\d+) of (\\d+)', group: 1 }", page, Field.SEEDING));
        assertEquals(text("Sentinel"), read("{ from: page, css: a, match: '(\\d+) of', group: 1, map: { 10: Rogue, 20: Sentinel } }", page, Field.CLASS));
        assertEquals(Optional.empty(), read("{ from: page, css: a, match: '(\\d+) of', group: 1, map: { 10: Rogue } }", page, Field.CLASS));
        assertEquals(text("Other"), read("{ from: page, css: a, match: '(\\d+) of', group: 1, map: { 10: Rogue, '*': Other } }", page, Field.CLASS));
        assertEquals(count(0), read("{ from: page, css: b.none, absent: 0 }", page, Field.SEEDING));
        assertEquals(text("always"), read("{ from: page, literal: always }", page, Field.CLASS));
    }

    @Test
    void an_extra_is_kept_as_text_or_in_base_units() {
        var definition = Harbour.definition("""
                fields:
                  x_plain: { from: me, json: /score }
                  x_size:  { from: me, json: /size, as: bytes }
                  x_age:   { from: me, json: /age, as: duration }
                  x_none:  { from: me, json: /none }""");
        var page = saved("{\"uploaded\":1,\"downloaded\":1,\"score\":\" 1.70 \",\"size\":\"1 KiB\",\"age\":\"2h\"}");
        var stats = ((Outcome.Read) READER.read(definition, Map.of("me", page))).stats();
        assertEquals(Map.of("x_plain", "1.70", "x_size", "1024", "x_age", "7200"), stats.extras());
    }

    @Test
    void a_pattern_that_runs_away_finds_nothing_and_ends() {
        long began = System.nanoTime();
        assertEquals(Optional.empty(), read("{ from: page, css: p, match: '(a+)+b' }", "<p>" + "a".repeat(20_000) + "</p>", Field.CLASS));
        assertEquals(true, System.nanoTime() - began < 5_000_000_000L);
    }

    @Test
    void a_deep_page_is_read_like_any_other() {
        assertEquals(count(7), read("{ from: page, css: b#x }", "<div>".repeat(20_000) + "<b id=x>7</b>", Field.SEEDING));
        assertEquals(Optional.empty(), read("{ from: data, json: /a }", "[".repeat(150), Field.SEEDING));
    }

    @Test
    void labels_of_a_definition_are_found_whatever_their_order() {
        assertEquals(List.of("1"), Finder.find(new Source.In(Selector.of("p"), List.of("Nothing", "Here"), List.of()),
                new Page(saved("<p>Here: 1</p>").answer(), new Trees())).toList());
    }
}
