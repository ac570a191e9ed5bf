package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.LoginSite.FORM;
import static org.trackerwatch.trackers.LoginSite.PASSWORD;
import static org.trackerwatch.trackers.LoginSite.definition;
import static org.trackerwatch.trackers.LoginSite.login;
import static org.trackerwatch.trackers.LoginSite.page;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.trackers.PollFailure.Reason;

/// A password goes to the site itself and to nobody else: what the page before it must be like.
final class LoginPageTest {

    private final LoginSite site;

    LoginPageTest() throws IOException {
        site = new LoginSite();
    }

    @AfterEach
    void close() {
        site.close();
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

    @Test
    void a_login_page_that_leads_elsewhere_is_not_followed() throws IOException {
        try (var thief = new LoginSite()) {
            site.instead.put("GET /login", List.of(page(302, "", "Location", thief.server.url("/login").toString())));
            assertEquals(Reason.MOVED, failure(site.visit(definition(), login(PASSWORD))).reason());
            assertEquals(List.of(), thief.names());
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
    void a_form_that_hides_more_than_any_login_does_is_not_sent_back() {
        for (var hidden : List.of("<input type=hidden name=a value=b>".repeat(65), "<input type=hidden name=a value='" + "b".repeat(20_000) + "'>")) {
            site.instead.put("GET /login", List.of(page(200, LoginSite.FORM.replace("<input name=\"username\">", hidden))));
            var visit = site.visit(definition(), login(PASSWORD));
            assertEquals(Reason.LAYOUT_CHANGED, failure(visit).reason());
            assertEquals(0, site.logins());
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
}
