package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which headers of an answer an example keeps, and what becomes of them.
class CaptureHeadersTest {

    private static final String KEY = "k7LanternQuay9x";

    private static final Reader READER = new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1));

    private static Capture.Scrubbed scrubbed(boolean cookie, String body, String... headers) {
        var lines = new ArrayList<>(List.of("HTTP/1.1 200"));
        lines.addAll(List.of(headers));
        var page = SavedPage.of(body.getBytes(StandardCharsets.UTF_8), lines);
        var visit = new Visit(READER.read(Harbour.definition(), Map.of("me", page)), Optional.empty(), Map.of(), List.of());
        return new Capture(visit, Harbour.definition(), Map.of("me", new Capture.Taken(page.answer(), "GET /api/me", cookie)),
                Set.of(new Secret(KEY)), List.of("otterby"), Map.of()).scrubbed(READER);
    }

    private static String head(String... headers) {
        var result = scrubbed(true, Harbour.FIGURES, headers);
        return assertInstanceOf(Capture.Scrubbed.Clean.class, result, result.toString()).files().get("me.headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Date: Fri, 20 Nov 2026 12:05:36 GMT", "Retry-After: 3600", "Retry-After: Fri, 20 Nov 2026 12:05:36 GMT", "X-RateLimit-Limit: 30",
        "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1790000000", "Location: /login", "Location: https://elsewhere.example/login.php"})
    void what_a_reading_looks_at_stays(String header) {
        assertTrue(head(header).contains(header + "\n"), head(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Set-Cookie: sid=plAnted; Path=/", "set-cookie: sid=plAnted", "SET-COOKIE: plAnted", "Set-Cookie2: sid=plAnted", "Cookie: sid=plAnted", "Authorization: Bearer plAnted",
        "X-Auth-Token: plAnted", "X-Powered-By: plAnted", "Server: plAnted", "ETag: plAnted", "Link: </plAnted>; rel=preload", "X-User: plAnted", "CF-RAY: plAnted",
        "Content-Security-Policy: script-src 'nonce-plAnted'", "Report-To: {\"url\": \"plAnted\"}", "Refresh: 5; url=/plAnted"})
    void every_other_goes(String header) {
        var head = head(header);
        assertFalse(head.contains("plAnted") || head.toLowerCase(Locale.ROOT).contains("set-cookie"), head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Date: plAnted", "Retry-After: soon, plAnted", "X-RateLimit-Limit: 30; plAnted", "X-RateLimit-Reset: 1790000000plAnted", "cf-mitigated: plAnted",
        "Content-Type: text/html; boundary=plAnted", "Location: /x?token=plAnted", "Location: /x#plAnted"})
    void one_that_stays_says_no_more_than_a_reading_needs(String header) {
        assertFalse(head(header).contains("plAnted"), head(header));
    }

    @Test
    void an_address_that_it_leads_to_is_scrubbed_like_a_page() {
        assertTrue(head("Location: /leak/" + KEY).contains("Location: /leak/removed\n"));
        assertTrue(head("Location: /leak/k7L%61nternQuay9x").contains("Location: /leak/removed\n"));
        assertTrue(head("Location: /users/otterby").contains("Location: /users/heronwick\n"));
    }

    @Test
    void how_it_was_asked_is_told_without_what_it_was_asked_with() {
        assertTrue(head().startsWith("# GET /api/me\n# Cookie: removed\nHTTP/1.1 200\nContent-Type: application/json; charset=utf-8\n"), head());
        var byKey = assertInstanceOf(Capture.Scrubbed.Clean.class, scrubbed(false, Harbour.FIGURES));
        assertTrue(byKey.files().get("me.headers").startsWith("# GET /api/me\n# Authorization: removed\nHTTP/1.1 200\n"), byKey.toString());
    }

    @Test
    void headers_that_change_are_each_answer_s_own() {
        assertTrue(head("X-RateLimit-Remaining: 29", "Date: Fri, 20 Nov 2026 12:05:36 GMT").contains("X-RateLimit-Remaining: 29\n"));
        assertFalse(head("Date: Fri, 20 Nov 2026 12:05:36 GMT").contains("X-RateLimit"), "nothing is left of the one before");
        assertEquals(head("Retry-After: 5", "Date: Fri, 20 Nov 2026 12:05:36 GMT"), head("Date: Fri, 20 Nov 2026 12:05:36 GMT", "Retry-After: 5"));
    }

    @Test
    void a_failure_that_is_told_by_a_header_is_still_one() {
        var limited = assertInstanceOf(Capture.Scrubbed.Clean.class, scrubbed(true, "<h1>no</h1>", "cf-mitigated: challenge", "Set-Cookie: __cf=plAnted"));
        assertEquals("failure: challenged\n", limited.files().get("expected.yaml"));
        assertTrue(limited.files().get("me.headers").contains("cf-mitigated: challenge\n"), limited.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"k7LanternQuay9x", "azdMYW50ZXJuUXVheTl4", "\\\\u006b7LanternQuay9x", "k7%4CanternQuay9x", "&#107;7LanternQuay9x", "K7lANTERNqUAY9X"})
    void a_key_that_the_site_says_in_another_writing_is_in_no_file(String written) {
        var clean = assertInstanceOf(Capture.Scrubbed.Clean.class, scrubbed(true, Harbour.FIGURES.replace("{", "{\"note\":\"is " + written + "\",")));
        clean.files().forEach((file, text) -> assertFalse(new Veil(() -> List.of(new Secret(KEY))).isPierced(text), file + "\n" + text));
        assertTrue(clean.files().get("me.json").contains("is removed"), clean.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x9yauQnretnaL7k", "L.a.n.t.e.r.n.Q.u.a.y", "TGFudGVyblF1YXk="})
    void a_piece_that_can_t_be_taken_out_is_refused_with_a_sentence(String piece) {
        var unfit = assertInstanceOf(Capture.Scrubbed.Unfit.class, scrubbed(true, Harbour.FIGURES.replace("{", "{\"note\":\"" + piece + "\",")));
        assertEquals(List.of("me.json: a piece of your cookie or key, written in another way"), unfit.findings());
    }
}
