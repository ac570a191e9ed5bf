package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.stats;
import static org.trackerwatch.trackers.LoginSite.FORM;
import static org.trackerwatch.trackers.LoginSite.PASSWORD;
import static org.trackerwatch.trackers.LoginSite.definition;
import static org.trackerwatch.trackers.LoginSite.login;
import static org.trackerwatch.trackers.LoginSite.page;
import static org.trackerwatch.trackers.LoginSite.standing;

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
import org.trackerwatch.trackers.PollFailure.Reason;

/// A password that was refused is never sent again, and trouble of the site or the network is no refusal.
final class SignInRefusedTest {

    private final LoginSite site;

    SignInRefusedTest() throws IOException {
        site = new LoginSite(Duration.ofMillis(800));
    }

    @AfterEach
    void close() {
        site.close();
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

    @Test
    void an_answer_to_the_password_that_leads_elsewhere_is_not_followed() throws IOException {
        try (var thief = new LoginSite()) {
            site.instead.put("POST /take", List.of(page(307, "", "Location", thief.server.url("/take").toString())));
            assertEquals(Reason.CREDENTIAL_REFUSED, failure(site.visit(definition(), login(PASSWORD))).reason());
            assertEquals(List.of(), thief.names());
        }
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
    void silence_that_the_site_asked_for_holds_for_the_login_too() {
        site.instead.put("POST /take", List.of(page(429, "", "Retry-After", "600")));
        var visit = site.visit(definition(), login(PASSWORD));
        assertEquals(Optional.of(Duration.ofMinutes(10)), failure(visit).retryAfter());
        int asked = site.asked.size();
        assertEquals(Reason.RATE_LIMITED, failure(site.again(definition(), visit, login(PASSWORD))).reason());
        assertEquals(asked, site.asked.size());
    }
}
