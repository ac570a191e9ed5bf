package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.platform;
import static org.trackerwatch.trackers.Harbour.stats;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What goes over the wire: where to, under whose name, and with what.
final class SiteTest {

    private final Harbour harbour;

    SiteTest() throws IOException {
        harbour = new Harbour();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @Test
    void an_account_is_read_with_its_key_in_the_header_and_our_own_name() throws InterruptedException {
        var visit = harbour.answers(FIGURES).visit(platform("unit3d"), KEY);
        var request = harbour.asked();
        assertEquals("/api/user", request.getTarget());
        assertEquals("Bearer open-sesame-key", request.getHeaders().get("Authorization"));
        assertEquals("application/json", request.getHeaders().get("Accept"));
        assertTrue(request.getHeaders().get("User-Agent").matches("trackerwatch/\\d+\\.\\d+\\.\\d+ \\(\\+https://\\S+\\)"),
                request.getHeaders().get("User-Agent"));
        assertNull(request.getHeaders().get("Cookie"));
        assertEquals(Ratio.of(ByteSize.exact(3000), ByteSize.exact(1000)), stats(visit).ratio().orElseThrow());
    }

    @Test
    void a_cookie_is_sent_under_the_name_of_its_browser() throws InterruptedException {
        harbour.answers(FIGURES).visit(definition(), COOKIE);
        var request = harbour.asked();
        assertEquals("session=first; theme=dark", request.getHeaders().get("Cookie"));
        assertEquals("Mozilla/5.0 (Harbour)", request.getHeaders().get("User-Agent"));
        assertNull(request.getHeaders().get("X-API-Key"));
    }

    @Test
    void where_staff_want_to_know_us_we_use_our_own_name_with_a_cookie_too() throws InterruptedException {
        harbour.answers(FIGURES).visit(definition("policy: { identify: true }"), COOKIE);
        assertTrue(harbour.asked().getHeaders().get("User-Agent").startsWith("trackerwatch/"));
    }

    @Test
    void an_address_with_a_path_keeps_it() throws InterruptedException {
        var account = new Account(definition(), URI.create(harbour.site.url("/behind/a/prefix/").toString()),
                Optional.empty(), KEY, Optional.empty(), Map.of());
        harbour.answers(FIGURES).reader.read(account);
        assertEquals("/behind/a/prefix/api/me", harbour.asked().getTarget());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://harbour.example/", "harbour", "mailto:staff@harbour"})
    void an_address_that_is_not_of_the_web_is_said_so(String base) {
        var visit = harbour.reader.read(new Account(definition(), URI.create(base), Optional.empty(), KEY, Optional.empty(), Map.of("a", "b")));
        assertEquals(Reason.NOT_FOUND, failure(visit).reason());
        assertEquals(Map.of("a", "b"), visit.memory());
    }

    @Test
    void a_question_mark_in_the_address_does_not_swallow_the_path() throws InterruptedException {
        harbour.answers(FIGURES).reader.read(new Account(definition(), URI.create(harbour.site.url("/x/?y=1#z").toString()),
                Optional.empty(), KEY, Optional.empty(), Map.of()));
        assertEquals("/x/api/me", harbour.asked().getTarget());
    }

    @Test
    void the_user_name_is_encoded_in_an_address() throws InterruptedException {
        harbour.answers(404, "").reader.read(named("a b+ä"));
        assertEquals("/users/a%20b%2B%C3%A4", harbour.asked().getTarget());
    }

    @Test
    void a_user_name_that_leads_to_another_page_is_not_asked_for() {
        var visit = harbour.reader.read(named("../logout"));
        assertEquals(Reason.LAYOUT_CHANGED, failure(visit).reason());
        assertEquals(List.of(), visit.requests());
    }

    private Account named(String user) {
        return new Account(platform("unit3d"), URI.create(harbour.site.url("/").toString()), Optional.of(user), COOKIE, Optional.empty(), Map.of());
    }

    @Test
    void an_unknown_user_name_is_learnt_from_the_home_page() throws InterruptedException {
        harbour.answers("<a class='top-nav__username' href='/users/otterby'>otterby</a>").answers(500, "");
        var account = new Account(platform("unit3d"), URI.create(harbour.site.url("/").toString()),
                Optional.empty(), COOKIE, Optional.empty(), Map.of());
        harbour.reader.read(account);
        assertEquals("/", harbour.asked().getTarget());
        assertEquals("/users/otterby", harbour.asked().getTarget());
    }

    @Test
    void a_known_user_name_needs_no_home_page() throws InterruptedException {
        harbour.answers(500, "").visit(platform("unit3d"), COOKIE);
        assertEquals("/users/otterby", harbour.asked().getTarget());
    }
}
