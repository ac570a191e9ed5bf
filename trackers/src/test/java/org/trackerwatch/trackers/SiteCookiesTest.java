package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Cookies as a browser would keep them, as long as they are ours.
final class SiteCookiesTest {

    private final Harbour harbour;

    SiteCookiesTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @Test
    void cookies_that_a_site_rotates_are_used_at_once_and_handed_back() throws InterruptedException {
        harbour.answers(302, "", "Location", "/api/me?again", "Set-Cookie", "session=second; Path=/; HttpOnly")
                .answers(200, FIGURES, "Set-Cookie", "session=third; path=/", "Set-Cookie", "theme=; Max-Age=0");
        var visit = harbour.visit(definition(), COOKIE);
        harbour.asked();
        assertEquals("session=second; theme=dark", harbour.asked().getHeaders().get("Cookie"));
        assertEquals(Optional.of(new Credential.Cookie(new Secret("session=third"), "Mozilla/5.0 (Harbour)")), visit.rotated());
    }

    @Test
    void cookies_that_stay_as_they_were_need_not_be_kept_again() {
        assertEquals(Optional.empty(), harbour.answers(200, FIGURES, "Set-Cookie", "session=first").visit(definition(), COOKIE).rotated());
    }

    @Test
    void a_cookie_that_cannot_be_sent_does_not_end_the_session() {
        var headers = new Headers.Builder().addUnsafeNonAscii("Set-Cookie", "lang=中文").add("Set-Cookie", "session=second").build();
        harbour.site.enqueue(new MockResponse.Builder().headers(headers).body(FIGURES).build());
        var rotated = harbour.visit(definition(), COOKIE).rotated().orElseThrow();
        assertEquals(new Secret("session=second; theme=dark"), rotated.secret());
        stats(harbour.answers(FIGURES).visit(definition(), rotated));
    }

    @Test
    void a_bad_cookie_that_was_kept_is_left_out() throws InterruptedException {
        stats(harbour.answers(FIGURES).visit(definition(), new Credential.Cookie(new Secret("lang=中文; session=first; b=\u0001"), "")));
        assertEquals("session=first", harbour.asked().getHeaders().get("Cookie"));
    }

    @Test
    void the_session_of_a_stranger_does_not_replace_ours() {
        harbour.answers(302, "", "Location", "/login", "Set-Cookie", "session=guest");
        assertEquals(Optional.empty(), harbour.visit(definition(), COOKIE).rotated());
    }

    @Test
    void a_key_gathers_no_cookies() throws InterruptedException {
        harbour.answers(302, "", "Location", "/api/me?again", "Set-Cookie", "session=x").answers(FIGURES);
        assertEquals(Optional.empty(), harbour.visit(definition(), KEY).rotated());
        harbour.asked();
        assertNull(harbour.asked().getHeaders().get("Cookie"));
    }
}
