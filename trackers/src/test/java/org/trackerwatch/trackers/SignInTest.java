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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// A password goes out once, to the site itself and to nobody else, and never again once it was refused.
class SignInTest {

    private final LoginSite site;

    SignInTest() throws IOException {
        site = new LoginSite(Duration.ofMillis(800));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static Credential.Standing standing(Visit visit) {
        return ((Credential.Login) visit.rotated().orElseThrow()).standing();
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
    void a_refused_login_is_never_sent_again_by_itself() {
        var wrong = login("wrong-password");
        var visit = site.visit(definition(), wrong);
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        assertTrue(standing(visit).refused());
        int asked = site.asked.size();
        var later = site.again(definition(), visit, wrong);
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(later).reason());
        assertEquals(asked, site.asked.size(), "not even the login page");
        assertEquals(List.of(), later.requests());
        var sealed = Credential.Login.of(visit.rotated().orElseThrow().secret());
        assertEquals(asked, sizeAfter(sealed), "nor after it was sealed and opened");
        stats(site.visit(definition(), login(PASSWORD)));
    }

    private int sizeAfter(Credential credential) {
        failure(site.visit(definition(), credential));
        return site.asked.size();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        refused_if: [{ css: .wrong }]                            | 200 | credential-refused
        refused_if: [{ css: .wrong, reason: account-banned }]    | 200 | account-banned
        refused_if: [{ text: never }]                            | 403 | credential-refused
        refused_if: [{ text: never }]                            | 404 | credential-refused""")
    void whatever_is_answered_to_a_password_and_is_no_session_is_a_refusal(String signs, int status, String reason) {
        site.instead.put("POST /take", List.of(page(status, "<p class=wrong>Account locked</p>" + FORM)));
        var visit = site.visit(definition("auth: { login: { " + signs + " } }"), login(PASSWORD));
        assertEquals(reason, failure(visit).reason().key());
        assertEquals(PollFailure.Next.STOP, failure(visit).reason().next());
        assertTrue(standing(visit).refused());
        assertEquals(1, site.logins());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div class='cf-turnstile'></div>", "<img src=/captcha.png>", "<input name=imagestring>"})
    void a_captcha_on_the_login_page_is_told_and_no_password_is_sent(String captcha) {
        site.instead.put("GET /login", List.of(page(200, FORM.replace("<input name=\"username\">", "<input name=username>" + captcha))));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(Reason.CHALLENGED, failure(visit).reason());
        assertTrue(failure(visit).detail().contains("captcha") && failure(visit).detail().contains("no password was sent"), failure(visit).detail());
        assertEquals(0, site.logins());
        assertEquals(Optional.empty(), visit.rotated());
    }

    @Test
    void a_sign_of_the_site_s_own_captcha_is_obeyed() {
        var visit = site.visit(definition("auth: { login: { captcha_if: [{ css: '#in' }] } }"), login(PASSWORD));
        assertEquals(Reason.CHALLENGED, failure(visit).reason());
        assertEquals(0, site.logins());
    }

    @Test
    void a_challenge_before_the_login_page_is_told_and_no_password_is_sent() {
        site.instead.put("GET /login", List.of(page(403, "<title>Just a moment...</title>", "cf-mitigated", "challenge")));
        var failure = failure(site.visit(definition(), login(PASSWORD)));
        assertEquals(Reason.CHALLENGED, failure.reason());
        assertTrue(failure.detail().contains("No password was sent"), failure.detail());
        assertEquals(0, site.logins());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        500 | site-error
        503 | site-error
        429 | rate-limited
        404 | not-found""")
    void trouble_on_the_login_page_is_no_refusal(int status, String reason) {
        site.instead.put("GET /login", List.of(page(status, "<p>Oh</p>")));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(reason, failure(visit).reason().key());
        assertEquals(0, site.logins());
        stats(site.again(definition(), visit, login(PASSWORD)));
    }

    @Test
    void a_form_that_hides_more_than_any_login_does_is_not_sent_back() {
        for (var hidden : List.of("<input type=hidden name=a value=b>".repeat(65), "<input type=hidden name=a value='" + "b".repeat(20_000) + "'>")) {
            site.instead.put("GET /login", List.of(page(200, LoginSite.FORM.replace("<input name=\"username\">", hidden))));
            var visit = site.visit(definition(), login(PASSWORD));
            assertEquals(Reason.LAYOUT_CHANGED, failure(visit).reason());
            assertEquals(0, site.logins());
        }
    }

    @Test
    void a_form_that_goes_elsewhere_is_not_sent() throws IOException {
        try (var thief = new LoginSite()) {
            site.instead.put("GET /login", List.of(page(200, FORM.replace("\"/take\"", "\"" + thief.server.url("/take") + "\""))));
            var failure = failure(site.visit(definition(), login(PASSWORD)));
            assertEquals(Reason.MOVED, failure.reason());
            assertEquals(List.of(), thief.names());
            assertEquals(0, site.logins());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logout.php", "/a/../staffpm.php", "/%6cogout", "/x/%2e%2e/account/re-enable", "?action=log%6Fut"})
    void a_form_that_goes_where_nothing_is_ever_asked_is_not_sent(String action) {
        site.instead.put("GET /login", List.of(page(200, FORM.replace("/take", action))));
        var failure = failure(site.visit(definition(), login(PASSWORD)));
        assertEquals(Reason.LAYOUT_CHANGED, failure.reason());
        assertTrue(failure.detail().contains("must never be asked for"), failure.detail());
        assertEquals(List.of("GET /login"), site.names());
    }

    @Test
    void a_login_page_that_leads_elsewhere_is_not_followed() throws IOException {
        try (var thief = new LoginSite()) {
            site.instead.put("GET /login", List.of(page(302, "", "Location", thief.server.url("/login").toString())));
            assertEquals(Reason.MOVED, failure(site.visit(definition(), login(PASSWORD))).reason());
            assertEquals(List.of(), thief.names());
        }
    }

    @Test
    void an_answer_to_the_password_that_leads_elsewhere_is_not_followed() throws IOException {
        try (var thief = new LoginSite()) {
            site.instead.put("POST /take", List.of(page(307, "", "Location", thief.server.url("/take").toString())));
            assertEquals(Reason.CREDENTIAL_REFUSED, failure(site.visit(definition(), login(PASSWORD))).reason());
            assertEquals(List.of(), thief.names());
        }
    }

    @Test
    void a_page_without_the_form_is_another_layout_and_no_password_is_sent() {
        site.instead.put("GET /login", List.of(page(200, "<p>Welcome to our new look</p>")));
        assertEquals(Reason.LAYOUT_CHANGED, failure(site.visit(definition(), login(PASSWORD))).reason());
        assertEquals(0, site.logins());
    }

    @Test
    void a_form_whose_csrf_token_is_gone_is_not_sent() {
        site.instead.put("GET /login", List.of(page(200, FORM.replace("csrf-token", "other"))));
        assertEquals(Reason.LAYOUT_CHANGED, failure(site.visit(definition(), login(PASSWORD))).reason());
        assertEquals(0, site.logins());
    }

    @Test
    void an_answer_that_the_network_lost_is_no_refusal() {
        site.instead.put("POST /take", List.of(new MockResponse.Builder().headersDelay(2, TimeUnit.SECONDS).build()));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(PollFailure.Blame.NETWORK, failure(visit).reason().blame(), failure(visit).toString());
        assertFalse(standing(visit).refused());
        stats(site.later(definition(), visit, login(PASSWORD)));
    }

    @Test
    void a_broken_site_is_no_refusal() {
        site.instead.put("POST /take", List.of(page(502, "<h1>Bad gateway</h1>")));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(Reason.SITE_ERROR, failure(visit).reason());
        stats(site.later(definition(), visit, login(PASSWORD)));
    }

    @Test
    void a_session_that_is_dead_at_once_leads_to_no_second_login() {
        site.instead.put("GET /api/me", List.of(page(302, "", "Location", "/login"), page(302, "", "Location", "/login")));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(Reason.SESSION_EXPIRED, failure(visit).reason());
        assertEquals(PollFailure.Next.STOP, failure(visit).reason().next());
        assertTrue(failure(visit).detail().contains("took the login"), failure(visit).detail());
        assertEquals(1, site.logins());
        assertFalse(standing(visit).hasSession());
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(site.later(definition(), visit, login(PASSWORD))).reason());
        assertEquals(1, site.logins(), "nor at the user's word");
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
    void silence_that_the_site_asked_for_holds_for_the_login_too() {
        site.instead.put("POST /take", List.of(page(429, "", "Retry-After", "600")));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(Optional.of(Duration.ofMinutes(10)), failure(visit).retryAfter());
        int asked = site.asked.size();
        assertEquals(Reason.RATE_LIMITED, failure(site.again(definition(), visit, login(PASSWORD))).reason());
        assertEquals(asked, site.asked.size());
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
    void a_login_whose_definition_knows_no_way_in_asks_nothing() {
        var visit = site.visit(Harbour.definition(), login(PASSWORD));
        assertEquals(Reason.NOT_FOUND, failure(visit).reason());
        assertEquals(List.of(), site.names());
    }
}
