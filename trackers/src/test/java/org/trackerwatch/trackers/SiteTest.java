package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.COOKIE;
import static org.trackerwatch.trackers.Harbour.FIGURES;
import static org.trackerwatch.trackers.Harbour.KEY;
import static org.trackerwatch.trackers.Harbour.definition;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.platform;
import static org.trackerwatch.trackers.Harbour.remembering;
import static org.trackerwatch.trackers.Harbour.stats;
import static org.trackerwatch.trackers.Harbour.statuses;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What goes over the wire, and what the answers mean.
class SiteTest {

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
    void a_key_as_a_parameter_is_encoded_and_stays_out_of_the_ledger() throws InterruptedException {
        var visit = harbour.answers(FIGURES).visit(definition("auth: { api_key: { header: null, query: key } }"),
                new Credential.ApiKey(new Secret("a&b=c")));
        assertEquals("/api/me?key=a%26b%3Dc", harbour.asked().getTarget());
        assertEquals(List.of("/api/me"), visit.requests().stream().map(Visit.Request::path).toList());
    }

    @Test
    void a_body_carries_the_key_as_json() throws InterruptedException {
        harbour.answers(FIGURES).visit(definition("""
                auth: { api_key: { header: null, query: null } }
                requests: { me: { method: POST, body: '{"method":"me","params":["{key}","{username}"]}' } }"""),
                new Credential.ApiKey(new Secret("qu\"ote")));
        var request = harbour.asked();
        assertEquals("{\"method\":\"me\",\"params\":[\"qu\\u0022ote\",\"otterby\"]}", request.getBody().utf8());
        assertTrue(request.getHeaders().get("Content-Type").startsWith("application/json"));
    }

    @Test
    void an_old_installation_gets_the_key_as_a_parameter_once_and_that_is_remembered() throws InterruptedException {
        harbour.answers(401, "{\"message\":\"Unauthenticated.\"}").answers(FIGURES).answers(FIGURES);
        var unit3d = platform("unit3d");
        var first = harbour.visit(unit3d, KEY);
        stats(first);
        assertEquals(Map.of("auth", "query"), first.memory());
        assertEquals(List.of(401, 200), statuses(first));
        var second = harbour.reader.read(remembering(harbour.account(unit3d, KEY), first.memory()));
        assertEquals(List.of(200), statuses(second));
        assertEquals("/api/user", harbour.asked().getTarget());
        assertEquals("/api/user?api_token=open-sesame-key", harbour.asked().getTarget());
        var third = harbour.asked();
        assertEquals("/api/user?api_token=open-sesame-key", third.getTarget());
        assertNull(third.getHeaders().get("Authorization"));
    }

    @Test
    void a_site_that_was_upgraded_gets_the_key_in_the_header_again() {
        harbour.answers(401, "{}").answers(FIGURES);
        var visit = harbour.reader.read(remembering(harbour.account(platform("unit3d"), KEY), Map.of("auth", "query")));
        stats(visit);
        assertEquals(Map.of("auth", "header"), visit.memory());
    }

    @Test
    void a_wrong_key_is_refused_after_both_ways_and_no_more() {
        harbour.answers(401, "{\"message\":\"Unauthenticated.\"}").answers(401, "{\"message\":\"Unauthenticated.\"}");
        var visit = harbour.visit(platform("unit3d"), KEY);
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        assertEquals(2, harbour.site.getRequestCount());
        assertEquals(Map.of(), visit.memory());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403})
    void a_wrong_token_is_never_tried_twice_where_that_bans_the_address(int status) {
        harbour.answers(status, "{\"status\":\"failure\",\"error\":\"invalid token\"}");
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(harbour.visit(platform("gazelle"), KEY)).reason());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void a_challenge_is_no_reason_to_try_the_key_another_way() {
        harbour.answers(403, "<html><head><title>Just a moment...</title></head></html>", "cf-mitigated", "challenge");
        assertEquals(Reason.CHALLENGED, failure(harbour.visit(platform("unit3d"), KEY)).reason());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @ParameterizedTest
    @CsvSource({
        "401, credential-refused", "403, credential-refused", "404, not-found", "405, not-found", "410, not-found",
        "429, rate-limited", "500, site-error", "502, site-error", "503, site-error", "520, site-error", "400, site-error",
        "408, site-error", "418, site-error", "421, site-error", "304, site-error", "204, site-error",
    })
    void each_status_has_its_reason_and_is_asked_for_once(int status, String reason) {
        harbour.answers(status, "");
        var failure = failure(harbour.visit(definition(), KEY));
        assertEquals(reason, failure.reason().key());
        assertTrue(failure.detail().contains(harbour.site.getHostName()), failure.detail());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void with_a_cookie_the_same_refusals_end_the_session() {
        harbour.answers(403, "");
        assertEquals(Reason.SESSION_EXPIRED, failure(harbour.visit(definition(), COOKIE)).reason());
    }

    /// OkHttp by itself would ask again at once.
    @ParameterizedTest
    @CsvSource({"503, maintenance", "408, site-error", "429, rate-limited"})
    void an_answer_that_invites_to_ask_again_at_once_is_not_taken_up(int status, String reason) {
        harbour.answers(status, "", "Retry-After", "0").answers(FIGURES);
        var failure = failure(harbour.visit(definition(), KEY));
        assertEquals(reason, failure.reason().key());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void how_long_a_site_wants_to_be_left_alone_is_passed_on() {
        harbour.answers(429, "", "Retry-After", "90.5");
        assertEquals(Optional.of(Duration.ofMillis(90_500)), failure(harbour.visit(definition(), KEY)).retryAfter());
    }

    @Test
    void redirects_within_the_site_are_followed_with_the_credential() throws InterruptedException {
        harbour.answers(302, "", "Location", "/v2/me").answers(FIGURES);
        stats(harbour.visit(definition(), KEY));
        harbour.asked();
        var second = harbour.asked();
        assertEquals("/v2/me", second.getTarget());
        assertEquals("open-sesame-key", second.getHeaders().get("X-API-Key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "login.php", "/login.php?returnto=index.php", "/auth/login", "/?returnto=%2F", "/verify/1"})
    void a_redirect_to_a_login_page_is_not_followed(String location) {
        harbour.answers(302, "", "Location", location);
        assertEquals(Reason.SESSION_EXPIRED, failure(harbour.visit(definition(), COOKIE)).reason());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void a_redirect_to_a_login_page_refuses_a_key() {
        harbour.answers(302, "", "Location", harbour.site.url("/login").toString());
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(harbour.visit(definition(), KEY)).reason());
    }

    @Test
    void a_definition_knows_other_doors() {
        harbour.answers(302, "", "Location", "/entrance");
        assertEquals(Reason.SESSION_EXPIRED, failure(harbour.visit(
                definition("session: { dead_if: [ { final_url: /entrance } ] }"), COOKIE)).reason());
    }

    @Test
    void nothing_is_ever_sent_to_another_host_or_port() throws IOException {
        try (var other = new Harbour()) {
            harbour.answers(301, "", "Location", other.site.url("/api/me").toString());
            var failure = failure(harbour.visit(definition(), KEY));
            assertEquals(Reason.MOVED, failure.reason());
            assertTrue(failure.detail().contains(other.site.getHostName()), failure.detail());
            assertEquals(0, other.site.getRequestCount());
        }
    }

    @Test
    void another_name_of_the_same_machine_is_another_host() {
        var name = harbour.site.getHostName().equals("localhost") ? "127.0.0.1" : "localhost";
        harbour.answers(302, "", "Location", "http://" + name + ":" + harbour.site.getPort() + "/api/me");
        assertEquals(Reason.MOVED, failure(harbour.visit(definition(), COOKIE)).reason());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:///", "ftp://files/", "http://[broken", "mailto:staff", "//elsewhere.example/x"})
    void an_address_that_makes_no_sense_is_not_followed(String location) {
        harbour.answers(302, "", "Location", location);
        var reason = failure(harbour.visit(definition(), KEY)).reason();
        assertTrue(reason == Reason.SITE_ERROR || reason == Reason.MOVED, reason.toString());
        assertEquals(1, harbour.site.getRequestCount());
    }

    @Test
    void a_circle_of_redirects_ends() {
        for (int i = 0; i < 10; i++) {
            harbour.answers(302, "", "Location", "/api/me");
        }
        assertEquals(Reason.SITE_ERROR, failure(harbour.visit(definition(), KEY)).reason());
        assertEquals(4, harbour.site.getRequestCount());
    }

    @Test
    void a_wrong_key_is_told_as_what_happened_and_no_more() {
        var refused = failure(harbour.answers(401, "").visit(definition(), KEY)).detail();
        assertTrue(refused.endsWith(": it does not accept this API key."), refused);
        var ended = failure(harbour.answers(401, "").visit(definition(), COOKIE)).detail();
        assertTrue(ended.endsWith(": the session has ended."), ended);
        assertEquals("Harbour does not accept this API key.", Sentences.of(Reason.CREDENTIAL_REFUSED, "Harbour"));
        assertEquals("Harbour has ended the session.", Sentences.of(Reason.SESSION_EXPIRED, "Harbour"));
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

    @Test
    void the_ledger_tells_each_request_without_what_stands_behind_the_question_mark() {
        harbour.answers("{\"status\":\"success\",\"response\":{\"id\":7,\"userstats\":{\"uploaded\":3,\"downloaded\":1}}}")
                .answers(500, "oops");
        var visit = harbour.visit(platform("gazelle"), KEY);
        stats(visit);
        assertEquals(List.of("/ajax.php", "/ajax.php"), visit.requests().stream().map(Visit.Request::path).toList());
        assertEquals(List.of(200, 500), statuses(visit));
        assertEquals(List.of(82L, 4L), visit.requests().stream().map(Visit.Request::bytes).toList());
        assertEquals("GET", visit.requests().getFirst().method());
    }

    @Test
    void the_ledger_keeps_what_the_site_told_of_its_limits() {
        harbour.answers(429, "", "X-RateLimit-Limit", "30", "X-RateLimit-Remaining", "0", "Retry-After", "90");
        var told = harbour.visit(platform("ggn"), KEY).requests().getFirst().allowance();
        assertEquals(new Allowance(Optional.of(30L), Optional.of(0L), Optional.of(Duration.ofSeconds(90))), told);
    }

    @Test
    void limits_that_are_no_numbers_are_not_kept() {
        harbour.answers(500, "", "X-RateLimit-Limit", "<b>30</b>", "Retry-After", "never");
        assertEquals(Allowance.UNTOLD, harbour.visit(platform("ggn"), KEY).requests().getFirst().allowance());
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

    @Test
    void no_failure_repeats_what_is_secret() {
        harbour.answers(200, "{\"status\":\"failure\",\"error\":\"no user for open-sesame-key\"}");
        var failure = failure(harbour.visit(platform("gazelle"), new Credential.ApiKey(new Secret("open-sesame-key-of-20"))));
        assertFalse(failure.detail().contains("open-sesame-key-of-20"), failure.detail());
        assertFalse(harbour.account(definition(), COOKIE).toString().contains("first"));
    }
}
