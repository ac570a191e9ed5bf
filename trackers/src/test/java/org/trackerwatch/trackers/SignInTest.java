package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.stats;
import static org.trackerwatch.trackers.LoginSite.FORM;
import static org.trackerwatch.trackers.LoginSite.PASSWORD;
import static org.trackerwatch.trackers.LoginSite.definition;
import static org.trackerwatch.trackers.LoginSite.form;
import static org.trackerwatch.trackers.LoginSite.login;
import static org.trackerwatch.trackers.LoginSite.page;
import static org.trackerwatch.trackers.LoginSite.standing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trackerwatch.trackers.PollFailure.Reason;

/// A password goes out once and opens a session, which lasts as long as the site lets it.
final class SignInTest {

    private final LoginSite site;

    SignInTest() throws IOException {
        site = new LoginSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void the_form_is_fetched_and_sent_back_with_what_is_hidden_in_it() {
        assertEquals(3000, stats(site.visit(definition(), login(PASSWORD))).size(Field.UPLOADED).orElseThrow().bytes());
        assertEquals(List.of("GET /login", "POST /take", "GET /api/me"), site.names());
        var fields = form(site.posted());
        assertEquals("hidden {username} & 1", fields.get("_token"));
        assertEquals("1|2", fields.get("kept"));
        assertEquals("otterby", fields.get("username"));
        assertEquals("meta-csrf-0123456789", site.posted().getHeaders().get("X-CSRF"));
        assertEquals(site.server.url("/").toString(), site.posted().getHeaders().get("Origin") + "/");
        assertEquals("guest=yes", site.posted().getHeaders().get("Cookie"));
        assertNull(site.asked.getFirst().getHeaders().get("Cookie"));
        assertTrue(site.posted().getHeaders().get("User-Agent").startsWith("trackerwatch/"));
    }

    @Test
    void json_is_sent_where_the_site_wants_it_and_a_token_is_carried_from_then_on() {
        var json = definition("""
                auth:
                  login:
                    page: null
                    form: null
                    capture: null
                    headers: null
                    post: /api/login
                    as: json
                    fields: { username: null, kept: null, user: "{username}", password: "{password}", note: "a\\"b" }
                    proof: { token: /data/token, cookies: [] }
                """);
        site.instead.put("POST /api/login", List.of(page(200, "{\"data\":{\"token\":\"bearer-token-42\"}}")));
        site.instead.put("GET /api/me", List.of(page(200, Harbour.FIGURES)));
        var visit = site.visit(json, login("p\"{key}\\"));
        stats(visit);
        assertEquals("{\"password\":\"p\\u0022{key}\\u005c\",\"user\":\"otterby\",\"note\":\"a\\u0022b\"}", LoginSite.text(site.asked.getFirst()));
        assertEquals("application/json", site.posted().getHeaders().get("Content-Type").replaceAll(";.*", ""));
        assertEquals("Bearer bearer-token-42", site.asked.getLast().getHeaders().get("Authorization"));
        assertEquals(Optional.of(new Secret("bearer-token-42")), standing(visit).token());
        assertFalse(visit.toString().contains("bearer-token-42"));
    }

    @Test
    void one_login_serves_all_polls_until_the_session_ends() {
        var used = login(PASSWORD);
        var first = site.visit(definition(), used);
        Visit visit = first;
        for (int poll = 0; poll < 5; poll++) {
            visit = site.again(definition(), first, used);
            stats(visit);
            assertEquals(Optional.empty(), visit.rotated(), "nothing new to keep");
        }
        assertEquals(1, site.logins());
        assertEquals("sid=session-value-1", LoginSite.cookie(site.asked.getLast(), "sid"));
    }

    @Test
    void a_session_found_expired_leads_to_one_login_and_one_more_read() {
        var used = login(PASSWORD);
        var first = site.visit(definition(), used);
        site.session = "forgotten";
        site.asked.clear();
        var second = site.later(definition(), first, used);
        stats(second);
        assertEquals(List.of("GET /api/me", "GET /login", "POST /take", "GET /api/me"), site.names());
        assertEquals("", LoginSite.cookie(site.asked.get(1), "sid"), "whoever signs in comes as a stranger");
        assertEquals(Optional.of(new Secret("guest=yes; sid=session-value-2")), standing(second).cookies());
    }

    @Test
    void what_the_site_rotates_is_kept() {
        var used = login(PASSWORD);
        var first = site.visit(definition(), used);
        site.instead.put("GET /api/me", List.of(page(200, Harbour.FIGURES, "Set-Cookie", "sid=rotated-by-site")));
        var second = site.again(definition(), first, used);
        assertEquals(Optional.of(new Secret("guest=yes; sid=rotated-by-site")), standing(second).cookies());
    }

    @Test
    void a_session_that_was_opened_is_kept_although_the_page_behind_it_fails() {
        site.instead.put("GET /api/me", List.of(page(500, "")));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(Reason.SITE_ERROR, failure(visit).reason());
        stats(site.again(definition(), visit, login(PASSWORD)));
        assertEquals(1, site.logins());
    }

    @Test
    void all_of_it_is_paced_and_in_the_ledger() {
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(List.of("GET /login 200", "POST /take 302", "GET /api/me 200"), visit.requests().stream()
                .map(request -> request.method() + " " + request.path() + " " + request.status()).toList());
        assertEquals(2, site.time.sleeps().stream().filter(gap -> gap.compareTo(Duration.ofSeconds(2)) >= 0).count());
    }

    @Test
    void nothing_that_is_told_holds_a_secret() {
        var secret = PASSWORD + "x";
        site.instead.put("POST /take", List.of(page(302, "", "Location", "/login/" + secret)));
        site.instead.put("GET /login", List.of(page(302, "", "Location", "/login/" + secret)));
        site.instead.put("GET /login/" + secret, List.of(page(200, FORM)));
        var visit = site.visit(definition(), login(secret));
        var told = visit.outcome() + " " + visit.requests() + " " + visit.rotated() + " " + visit.memory();
        assertFalse(told.contains(secret), told);
        assertFalse(told.contains("otterby"), told);
        assertTrue(told.contains("•••"));
    }

    @Test
    void a_login_whose_definition_knows_no_way_in_asks_nothing() {
        var visit = site.visit(Harbour.definition(), login(PASSWORD));
        assertEquals(Reason.NOT_FOUND, failure(visit).reason());
        assertEquals(List.of(), site.names());
    }
}
