package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers that a definition asks for: a key in several of them, and what a page handed out for the next request.
class SiteHeadersTest {

    private static final Definition TWO = definition("""
            auth: { accept: [api_key], api_key: { header: null, headers: { ApiUser: "{user}", ApiKey: "{key_of_user}" }, parts: [user, key_of_user] } }""");

    private static final Definition TOKEN = definition("""
            requests:
              me: { path: /api/me, expect: json, capture: { csrf: { json: /token } } }
              more: { path: /api/more, expect: json, optional: true,
                      headers: { X-CSRF-Token: "{csrf}", X-Requested-With: XMLHttpRequest, Accept: "text/plain" } }
            fields: { bonus: { from: more, json: /bonus } }""");

    private final Harbour harbour;

    SiteHeadersTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @Test
    void a_key_of_two_parts_goes_into_two_headers() throws InterruptedException {
        stats(harbour.answers(FIGURES).visit(TWO, TWO.credential("otterby:open:sesame", "")));
        var headers = harbour.asked().getHeaders();
        assertEquals("otterby", headers.get("ApiUser"));
        assertEquals("open:sesame", headers.get("ApiKey"));
        assertNull(headers.get("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opensesame", "otterby:", ":opensesame"})
    void a_key_of_which_a_part_is_missing_is_refused_in_words(String pasted) {
        var message = assertThrows(IllegalArgumentException.class, () -> TWO.credential(pasted, "")).getMessage();
        assertTrue(message.contains("user:key_of_user"), message);
        assertFalse(message.contains("opensesame"), message);
    }

    @Test
    void a_part_of_a_key_that_a_site_repeats_is_hidden_too() {
        var visit = harbour.answers(302, "", "Location", "/deep/open-sesame-key/x").answers(500, "")
                .visit(TWO, TWO.credential("otterby:open-sesame-key", ""));
        assertFalse(visit.toString().contains("open-sesame-key"), visit.toString());
    }

    @Test
    void what_one_page_hands_out_goes_into_the_next_requests_headers() throws InterruptedException {
        harbour.answers("{\"uploaded\":3000,\"downloaded\":1000,\"token\":\"abc-123\"}").answers("{\"bonus\":5}");
        assertTrue(stats(harbour.visit(TOKEN, COOKIE)).get(Field.BONUS).isPresent());
        assertNull(harbour.asked().getHeaders().get("X-CSRF-Token"));
        var second = harbour.asked().getHeaders();
        assertEquals("abc-123", second.get("X-CSRF-Token"));
        assertEquals("XMLHttpRequest", second.get("X-Requested-With"));
        assertEquals("text/plain", second.get("Accept"));
    }

    @Test
    void a_line_break_in_what_a_page_handed_out_begins_no_header() throws InterruptedException {
        harbour.answers("{\"uploaded\":3000,\"downloaded\":1000,\"token\":\"a\\r\\nX-Evil: 1\"}").answers("{}");
        stats(harbour.visit(TOKEN, COOKIE));
        harbour.asked();
        var second = harbour.asked().getHeaders();
        assertNull(second.get("X-Evil"));
        assertFalse(second.get("X-CSRF-Token").contains("\n"));
    }

    @Test
    void a_request_whose_token_was_not_handed_out_is_not_made() {
        assertEquals(1, harbour.answers(FIGURES).visit(TOKEN, COOKIE).requests().size());
    }

    @Test
    void a_key_is_never_half_sent() {
        var visit = harbour.answers(401, "{}").visit(TWO, new Credential.ApiKey(new Secret("otterby")));
        assertEquals(PollFailure.Reason.CREDENTIAL_REFUSED, failure(visit).reason());
    }
}
