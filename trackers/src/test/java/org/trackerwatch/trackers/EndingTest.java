package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// Pages without `</body>` and `</html>`, which HTML allows, and which is how a page looks that was cut off.
class EndingTest {

    private static final String PAGE = "<!DOCTYPE html><html><head><title>Harbour</title></head><body><div>"
            + "<table><tr><td id=\"up\">3.00 TiB<tr><td id=\"down\">1.00 TiB</table></div><p>Goodbye</p>";

    private static final Definition SITE = Harbour.parsed("""
            schema: 1
            slug: harbour
            name: Harbour
            platform: html
            auth: { accept: [cookie] }
            requests:
              home: { path: /, expect: html }
            fields:
              uploaded:   { from: home, css: "#up" }
              downloaded: { from: home, css: "#down" }
            """, "");

    @Test
    void a_page_whose_length_is_known_may_leave_them_out() throws IOException {
        assertEquals(3L << 40, uploaded(response -> response.body(PAGE)));
    }

    @Test
    void so_may_a_page_that_comes_in_chunks() throws IOException {
        assertEquals(3L << 40, uploaded(response -> response.chunkedBody(PAGE, 100)));
    }

    @Test
    void where_the_end_of_the_connection_is_the_end_of_the_page_it_must_have_them() throws IOException {
        assertEquals(Reason.SITE_ERROR, Harbour.failure(visit(response -> endless(response, PAGE))).reason());
        assertEquals(3L << 40, uploaded(response -> endless(response, PAGE + "</html>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5000, 5000", "abc", "", "99999999999999999999"})
    void a_length_that_is_no_number_is_none(String length) throws IOException {
        assertEquals(Reason.SITE_ERROR, Harbour.failure(visit(response -> endless(response, PAGE).addHeader("Content-Length", length))).reason());
    }

    @Test
    void a_site_that_had_them_yesterday_is_not_believed_without_them_today() throws IOException {
        assertEquals(Reason.SITE_ERROR, Harbour.failure(visit(response -> response.body(PAGE), remembered(1))).reason());
    }

    @Test
    void a_site_that_has_left_them_out_for_a_week_is() throws IOException {
        assertEquals(3L << 40, Harbour.stats(visit(response -> response.body(PAGE), remembered(Endings.DAYS))).size(Field.UPLOADED).orElseThrow().bytes());
    }

    @Test
    void how_a_site_ends_its_pages_is_noted_by_the_day() throws IOException {
        assertEquals(remembered(0), visit(response -> response.body(PAGE + "</html>"), Map.of("ended.home", "gibberish")).memory());
        assertEquals(Map.of(), visit(response -> response.body(PAGE), Map.of()).memory());
    }

    private static Map<String, String> remembered(int days) {
        return Map.of("ended.home", LocalDate.ofInstant(new SettableTime().now(), ZoneOffset.UTC).minusDays(days).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>", "<html><head><title>x</title>", "<html><body><div><p>x</p>", "<html><body><table><tr><td>1</td></tr>",
            "<html><body><p>x</p><!-- the rest --", "<html><body><p>x</p><!-- <b>x</b>", "<html><body><p>x</p><script>if (a > b)",
            "<html><body><p>Ratio: 1", "<html><body><p>x</p><div class=\"a", "<html><body><ul><li>x"})
    void what_is_still_open_was_cut_off(String page) {
        assertFalse(page(page).mayLackItsEnd());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body><p>x</p>", "<html><p>x<br>", "<html><body><center><font><table><tr><td>1</table>", "<html><body><ul><li>x</ul>\n\n",
            "<html><body><div><h2>Stats</div><svg><path d=\"\"/></svg>", "<html><body><p>x</p><!-- 12 ms -->"})
    void what_html_or_browsers_let_stay_open_was_not(String page) {
        assertTrue(page(page).mayLackItsEnd());
    }

    /// Where the page was cut in the middle of a figure: what might be taken for its end stands before that.
    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><head><title>Harbour</title></head><body>", "<html><body><!-- </body> -->", "<body title=\"</body>\">",
            "<html><head><script>pop('<html><body>x</body></html>')</script></head><body>", "<html><body><textarea></body></html></textarea>",
            "<html><head><style>/* </html> */</style></head><body>", "<html><body><iframe srcdoc='<p></p></body></html>'></iframe>",
            "<html><body>a page that was put together of two</body></html><html><body>", ""})
    void half_of_a_page_is_not_read_however_it_begins(String start) throws IOException {
        for (var begun : List.of(start, "<!--" + "x".repeat(2100) + "-->" + start)) {
            var half = begun + "<p id=up>3.00 TiB</p><p><b id=down>1";
            assertEquals(Reason.SITE_ERROR, Harbour.failure(visit(response -> response.body(half))).reason(), half);
            assertEquals(Reason.SITE_ERROR, Harbour.failure(visit(response -> endless(response, half))).reason(), half);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>var end = '</body>'", "<!-- </body></html>", "<textarea></body>", "<p title='</body>", "<script>'</body></html>'</script"})
    void an_end_within_something_else_is_none(String last) {
        assertFalse(page("<html><body><p>x</p>" + last).hasEnd());
        assertFalse(page("<html><body><p>x</p>" + last).mayLackItsEnd());
    }

    @ParameterizedTest
    @ValueSource(strings = {"</body></html>", "</BODY >\n", "</html><!-- 12 ms -->", "</body><script>if (a < b) { end('</body>') }</script>\n</html>", "<table><tr><td></html>",
            "<form></body>", "<script></script></html>"})
    void an_end_behind_which_nothing_of_the_page_stands_is_one(String last) {
        assertTrue(page("<html><body><p>x</p>" + last).hasEnd());
    }

    @Test
    void a_figure_in_what_nothing_closed_is_none_though_the_page_may_have_ended_there() throws IOException {
        for (var half : List.of("<p id=up>3.00 TiB</p><p id=down>1.00 TiB<br>", "<p id=up>3.00 TiB</p><font id=down>1.00 TiB<b> </b>")) {
            assertEquals(Reason.SITE_ERROR, Harbour.failure(visit(response -> response.body("<html><body>" + half))).reason());
            assertEquals(3L << 40, uploaded(response -> response.body("<html><body>" + half + "</body>")));
        }
    }

    @Test
    void a_piece_of_a_page_is_one_like_a_page() throws IOException {
        var piece = "<div><p id=up>3.00 TiB</p><p id=down>1.00 TiB</p></div>";
        assertEquals(3L << 40, uploaded(response -> response.body(piece)));
        assertEquals(Reason.SITE_ERROR, Harbour.failure(visit(response -> endless(response, piece))).reason());
    }

    @Test
    void an_answer_without_any_tag_may_be_whole_if_no_number_is_in_it() {
        assertTrue(page("No record").mayLackItsEnd());
        assertFalse(page("3 records, total size: 16").mayLackItsEnd());
    }

    @Test
    void the_mark_at_its_end_is_no_part_of_a_page() {
        for (var text : List.of("<html><body><p>x</p></body></html>", "<html><body><p>x</p>", "<table><tr><td>x")) {
            assertEquals(Jsoup.parse(text).html(), page(text).html().html());
        }
    }

    private static Page page(String text) {
        return new Page(SavedPage.of(text.getBytes(StandardCharsets.UTF_8)).answer(), new Trees());
    }

    private static MockResponse.Builder endless(MockResponse.Builder response, String page) {
        return response.body(page).removeHeader("Content-Length").addHeader("Connection", "close")
                .onResponseEnd(mockwebserver3.SocketEffect.ShutdownConnection.INSTANCE);
    }

    private static long uploaded(UnaryOperator<MockResponse.Builder> answer) throws IOException {
        return Harbour.stats(visit(answer)).size(Field.UPLOADED).orElseThrow().bytes();
    }

    private static Visit visit(UnaryOperator<MockResponse.Builder> answer) throws IOException {
        return visit(answer, Map.of());
    }

    private static Visit visit(UnaryOperator<MockResponse.Builder> answer, Map<String, String> memory) throws IOException {
        try (var harbour = new Harbour()) {
            harbour.site.enqueue(answer.apply(new MockResponse.Builder().addHeader("Content-Type", "text/html")).build());
            harbour.site.enqueue(answer.apply(new MockResponse.Builder()).build());
            return harbour.reader.read(Harbour.remembering(harbour.account(SITE, Harbour.COOKIE), memory));
        }
    }
}
