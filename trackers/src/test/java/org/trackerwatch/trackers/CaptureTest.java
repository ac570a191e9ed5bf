package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages become examples: what is secret goes, the figures stay.
class CaptureTest {

    private static final String HEX = "0123456789abcdef0123456789abcdef";
    private static final String HEX40 = HEX + "89abcdef";
    private static final String COOKIE = "plantedCookie7Value";

    private static final Definition PAGES = Harbour.parsed("""
            schema: 1
            slug: seaside
            name: Seaside
            platform: html
            auth: { accept: [cookie] }
            requests:
              home: { path: / , capture: { uid: { css: "#me", attr: href, query: id } } }
              user: { path: "/userdetails.php?id={uid}" }
              data: { path: /data.json, expect: json, optional: true }
            session: { alive_if: [ { css: "a[href*=logout]" } ] }
            words: { up: [Uploaded], down: [Downloaded] }
            pairs: { row: { label: td.rowhead, value: + td } }
            fields:
              username:   { from: home, css: "#me" }
              user_id:    { from: home, css: "#me", attr: href, query: id }
              class:      { from: user, pair: row, label: Class }
              uploaded:   { from: user, pair: row, word: up }
              downloaded: { from: user, pair: row, word: down }
              seeding:    { from: data, json: /seeding }
            """, "");

    private static final String HOME = """
            <!DOCTYPE html><html><head><meta name="csrf-token" content="Zx81CsrfPlanted"><!-- Ottilie was here, 198.51.100.7 -->
            <script>var passkey = "%1$s"; window.user = "Ottilie";</script></head><body>
            <a id="me" href="userdetails.php?id=4242">Ottilie</a> <a href="logout.php?k=%1$s">Log out</a>
            <img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==" alt="Ottilie's picture">
            <a href="/userdetails.php?id=777">Wandering_Heron</a> says hi, and so does Wandering_Heron again.
            <a href="/users/BlueNewt">BlueNewt</a> <a href="messages.php?action=viewmessage&amp;id=9">Your invite to the party</a>
            <form><input type="hidden" name="_token" value="hiddenPlanted1"><input type="hidden" name="page" value="2"></form>
            <a href="/rss.php?passkey=%1$s&amp;id=4242">RSS</a> <a href="/announce?torrent_pass=%2$s">A</a> <a href="/t?authkey=Q1w2e3r4t5">B</a>
            <a href="/x?token=s3cr3tTok3n">C</a> <a href="mailto:ottilie@mail.example">mail</a> <a class="__cf_email__" data-cfemail="5f3b3b1f3e">hidden</a>
            Last login from 203.0.113.9 and 2001:db8:85a3:0:0:8a2e:370:7334 at 12:34:56. Key eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF-_123
            <p>%3$s and plantedCookie7Value and 123e4567-e89b-12d3-a456-426614174000 and OTTILIE%%27s and a1B2c3D4e5F6g7H8i9J0k1L2m3</p>
            </body></html>""".formatted(HEX, HEX40, HEX.toUpperCase(Locale.ROOT));

    private static final String USER = """
            <html><body><a href="logout.php">Log out</a><table>
            <tr><td class="rowhead">Class</td><td>Power User</td></tr>
            <tr><td class="rowhead">Passkey</td><td>shortPass9</td></tr>
            <tr><td class="rowhead">E-mail</td><td>ottilie at home</td></tr>
            <tr><td class="rowhead">IP address</td><td><a href="/ip">host-7.example</a></td></tr>
            <tr><td class="rowhead">Invited by</td><td><a href="userdetails.php?id=31">Old_Pelican</a></td></tr>
            <tr><td class="rowhead">Uploaded</td><td>1.50 TiB</td></tr>
            <tr><td class="rowhead">Downloaded</td><td>512.25 GiB</td></tr></table></body></html>""";

    private static final String DATA = """
            {"id": 4242, "username": "Ottilie", "seeding": 7, "bonus": 12.50, "passkey": "abc", "email": "o@mail.example", "ip": "::ffff:cb00:7109:1",
             "irc_key": "ircPlanted", "api_token": "tok", "inviter": "Grey_Gull", "nested": [{"author": "Grey_Gull", "note": "Grey_Gull is kind"}],
             "messages": [{"subject": "About your tax", "body": "Secret words"}], "jwt": "eyJhbGciOi.x.y", "hash": "%s"}""".formatted(HEX40);

    private final LoginSite site;
    private final Reader reader;

    CaptureTest() throws IOException {
        site = new LoginSite();
        reader = new Reader(new OkHttpClient(), site.time, new Random(1));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Capture capture(String home, String user, String data) {
        return capture(home, user, 200, data);
    }

    private Capture capture(String home, String user, int dataStatus, String data) {
        site.instead.put("GET /", List.of(LoginSite.page(200, home, "Content-Type", "text/html", "Set-Cookie", "sid=rotated7Planted; Path=/",
                "X-Powered-By", "Ottilie")));
        site.instead.put("GET /userdetails.php?id=" + (home.contains("id=4242") ? "4242" : "5"), List.of(LoginSite.page(200, user)));
        site.instead.put("GET /data.json", List.of(LoginSite.page(dataStatus, data)));
        return reader.capture(new Account(PAGES, URI.create(site.server.url("/").toString()), Optional.empty(),
                new Credential.Cookie(new Secret("lang=english; sid=" + COOKIE), "Browser/1"), Optional.empty(), Map.of()), false, _ -> { });
    }

    private Capture.Scrubbed.Clean clean(Capture capture) {
        return switch (capture.scrubbed(reader)) {
            case Capture.Scrubbed.Clean clean -> clean;
            case Capture.Scrubbed.Unfit(var findings) -> throw new AssertionError(findings.toString());
        };
    }

    private static String all(Capture.Scrubbed.Clean clean) {
        return clean.files().entrySet().stream().map(file -> file.getKey() + "\n" + file.getValue()).reduce("", (one, other) -> one + "\n" + other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ottilie", "OTTILIE", "4242", HEX, HEX40, "0123456789ABCDEF", "Zx81CsrfPlanted", "hiddenPlanted1", "Q1w2e3r4t5", "s3cr3tTok3n",
        "mail.example", "5f3b3b1f3e", "203.0.113.9", "198.51.100.7", "2001:db8", "eyJ", "plantedCookie7Value", "rotated7Planted", "123e4567",
        "a1B2c3D4e5F6g7H8i9J0k1L2m3", "Wandering_Heron", "BlueNewt", "777", "Your invite to the party", "iVBORw0KGgo", "shortPass9", "at home",
        "host-7", "Old_Pelican", "ircPlanted", "Grey_Gull", "About your tax", "Secret words", "::ffff", "\"tok\"", "\"abc\"", "passkey=", "torrent_pass=",
        "authkey=", "Set-Cookie", "X-Powered-By", "Browser/1"})
    void nothing_that_was_planted_is_left(String planted) {
        assertTrue((HOME + USER + DATA + COOKIE + "rotated7Planted Set-Cookie X-Powered-By Browser/1 0123456789ABCDEF").contains(planted), "not planted");
        var files = all(clean(capture(HOME, USER, DATA)));
        assertFalse(files.contains(planted), () -> files.lines().filter(line -> line.contains(planted)).toList().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<input type=hidden name=n value=plAnted>", "<textarea name=rsskey>plAnted</textarea>", "<input name=irc_key value=plAnted>",
        "<i onclick=\"go('plAnted')\">x</i>", "<i data-user='{\"invite_codes\": [\"plAnted\"]}'>x</i>", "<style>.plAnted{}</style>", "<noscript>plAnted</noscript>",
        "<template><p>plAnted</p></template>", "<svg><text>plAnted</text></svg>", "<img src='data:image/svg+xml,<b>plAnted</b>'>", "<i data-passkey=plAnted>x</i>"})
    void what_hides_in_markup_goes(String markup) {
        assertFalse(all(clean(capture(HOME.replace("<p>", markup + "<p>"), USER, DATA))).contains("plAnted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"invite_codes\": [\"plAnted\"]", "\"recovery_codes\": {\"plAnted\": 1}", "\"password_hash\": \"plAnted\"", "\"passkey\": {\"a\": [\"plAnted\"]}",
        "\"two_factor\": {\"seed\": \"plAnted\"}", "\"irc_key\": \"plAnted\"", "\"rsskey\": 40414243", "\"auth\": \"plAnted\""})
    void everything_under_a_secret_key_goes_whatever_its_kind(String entry) {
        var files = all(clean(capture(HOME, USER, DATA.replaceFirst("\\{", "{\"mine\": {" + entry + "},"))));
        assertFalse(files.contains("plAnted") || files.contains("40414243"), files);
    }

    @Test
    void the_figures_stay_and_are_expected_in_base_units() {
        assertEquals("""
                buffer: 1099243192320 ±21474836
                class: Power User
                downloaded: 550024249344 ±10737418
                ratio: 2.9985
                seeding: 7
                uploaded: 1649267441664 ±10995116277
                user_id: 1001
                username: otterby
                """.replaceAll("(buffer|ratio|downloaded): .*\n", ""), clean(capture(HOME, USER, DATA)).files().get("expected.yaml")
                .replaceAll("(buffer|ratio|downloaded): .*\n", ""));
    }

    @Test
    void the_same_becomes_the_same_so_that_the_page_makes_sense() {
        var files = clean(capture(HOME, USER, DATA)).files();
        assertTrue(files.get("home.html").contains("<a id=\"me\" href=\"userdetails.php?id=1001\">otterby</a>"), files.get("home.html"));
        assertTrue(files.get("home.html").matches("(?s).*>member-(\\d)</a> says hi, and so does member-\\1 again.*"), files.get("home.html"));
        assertTrue(files.get("home.html").contains("at 12:34:56"), "times stay");
        assertTrue(files.get("data.json").matches("(?s).*\"author\" : \"(member-\\d+)\",\\s+\"note\" : \"\\1 is kind\".*"), files.get("data.json"));
        assertTrue(files.get("data.json").contains("12.50"), files.get("data.json"));
    }

    @Test
    void the_folder_reads_as_an_example() {
        var files = clean(capture(HOME, USER, DATA)).files();
        assertEquals(List.of("data.headers", "data.json", "expected.yaml", "home.headers", "home.html", "user.headers", "user.html"),
                List.copyOf(files.keySet()));
        assertEquals("# GET /userdetails.php?id={uid}\n# Cookie: removed\nHTTP/1.1 200\nContent-Type: text/html; charset=utf-8\n", files.get("user.headers"));
    }

    @Test
    void it_is_told_what_was_taken_out_and_never_what_it_was() {
        var removed = clean(capture(HOME, USER, DATA)).removed();
        assertTrue(removed.keySet().containsAll(List.of("a name or secret of yours", "another member's name", "an e-mail address", "an IP address",
                "the subject of a mail", "a passkey")), removed.toString());
    }

    @Test
    void a_capture_is_a_visit_like_any_other() {
        var capture = capture(HOME, USER, DATA);
        assertEquals(3, capture.visit().requests().size());
        assertEquals(Optional.of(new Secret("lang=english; sid=rotated7Planted")), capture.visit().rotated().map(Credential::secret));
        assertFalse(capture.toString().contains(COOKIE));
    }

    @Test
    void a_page_that_is_not_understood_may_be_captured_too_and_says_so() {
        var clean = clean(capture(HOME, USER.replace("Uploaded", "Hochgeladen"), DATA));
        assertEquals("failure: layout-changed\n", clean.files().get("expected.yaml"));
        assertFalse(all(clean).contains("Ottilie") || all(clean).contains(HEX), all(clean));
    }

    @Test
    void a_name_that_is_a_word_of_the_page_ends_it() {
        var named = HOME.replace("Ottilie", "Uploaded");
        switch (capture(named, USER, DATA.replace("Ottilie", "Uploaded")).scrubbed(reader)) {
            case Capture.Scrubbed.Clean clean -> throw new AssertionError(all(clean));
            case Capture.Scrubbed.Unfit(var findings) -> assertTrue(findings.toString().contains("figures do not come out")
                    && !findings.toString().contains("Uploaded"), findings.toString());
        }
    }

    @Test
    void an_id_of_one_digit_is_no_part_of_a_figure() {
        var clean = clean(capture(HOME.replace("id=4242", "id=5"), USER.replace("1.50 TiB", "12.5 TiB"), DATA));
        assertTrue(clean.files().get("user.html").contains("12.5 TiB"), clean.files().get("user.html"));
        assertTrue(clean.files().get("home.html").contains("userdetails.php?id=1001"), clean.files().get("home.html"));
    }

    @Test
    void a_page_of_an_error_is_left_out_and_named() {
        var capture = capture(HOME, USER, 404, "<h1>Not here, stranger</h1>");
        assertEquals(Map.of("data", Capture.Absence.ERROR), capture.missing());
        assertEquals(Set.of("expected.yaml", "home.headers", "home.html", "user.headers", "user.html"), clean(capture).files().keySet());
    }

    @Test
    void a_harmless_cookie_is_no_secret_of_the_page() {
        assertTrue(clean(capture(HOME.replace("<p>", "<p>English, german, "), USER, DATA)).files().get("home.html").contains("English, german"));
    }

    @Test
    void scripts_stay_only_where_figures_are_read_from_them() {
        assertFalse(clean(capture(HOME, USER, DATA)).files().get("home.html").contains("window.user"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/user", "broken"})
    void what_is_no_page_at_all_is_kept_as_it_is(String body) {
        var clean = clean(capture(body, USER, DATA));
        assertTrue(clean.files().get("home.html").contains(body), all(clean));
    }

    /// Whatever engine and language: what the project wrote reads the same after it was scrubbed.
    @TestFactory
    Stream<DynamicTest> every_example_survives_scrubbing() throws IOException {
        return ExamplesTest.cases().stream().map(folder -> DynamicTest.dynamicTest(ExamplesTest.EXAMPLES.relativize(folder).toString(), () -> {
            var definition = ExamplesTest.definition(folder);
            var taken = new TreeMap<String, Capture.Taken>();
            ExamplesTest.pages(folder).forEach((name, page) -> taken.put(name, new Capture.Taken(page.answer(), name, page.askedByCookie())));
            var visit = new Visit(reader.read(definition, ExamplesTest.pages(folder)), Optional.empty(), Map.of(), List.of());
            clean(new Capture(visit, definition, taken, Set.of(), List.of(), Map.of()));
        }));
    }

    @Test
    void the_scan_names_kind_and_line_of_what_is_left() {
        assertEquals(List.of("an e-mail address in line 2", "a long hexadecimal number in line 3",
                "a long mixture of letters and digits in line 3"),
                Delicate.left("a\nme@mail.example\n" + HEX + "\nmail-1 hex-2 token=key-12 12:34:56 1.5 2024-01-01").toList());
    }
}
