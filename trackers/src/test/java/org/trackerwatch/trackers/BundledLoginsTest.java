package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.LoginSite.PASSWORD;
import static org.trackerwatch.trackers.LoginSite.form;
import static org.trackerwatch.trackers.LoginSite.login;
import static org.trackerwatch.trackers.LoginSite.page;
import static org.trackerwatch.trackers.LoginSite.withFactor;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trackerwatch.trackers.PollFailure.Reason;

/// The logins of bundled definitions, on pages that the project wrote.
class BundledLoginsTest {

    private static final MockResponse LEECH_PAGE = page(200, """
            <div class="login-container"><form name="login-form" action="/user/account/login/" method="post">
            <input name="username"><input type="password" name="password"><input name="alt2FAToken"></form></div>""");

    private static final MockResponse LUMINANCE_PAGE = page(200, """
            <form id="search" action="/search"><input name="q"></form>
            <form action="/login" method="post" style="display:none"><input type="hidden" name="token" value="csrf-from-the-form">
            <input type="hidden" name="cinfo"><input name="username"><input type="password" name="password"></form>""");

    private final LoginSite site;

    BundledLoginsTest() throws IOException {
        site = new LoginSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Visit leech(Credential credential, MockResponse answer) {
        site.instead.put("GET /user/account/login/", List.of(LEECH_PAGE));
        site.instead.put("POST /user/account/login/", List.of(answer));
        return site.visit(Harbour.platform("torrentleech"), credential);
    }

    @Test
    void torrentleech_takes_a_second_password_in_the_same_form() {
        leech(withFactor("static-alt-token"), page(302, "", "Location", "/", "Set-Cookie", "tluid=7", "Set-Cookie", "tlpass=abcdef"));
        assertEquals(Map.of("username", "otterby", "password", PASSWORD, "alt2FAToken", "static-alt-token"), form(site.posted()));
        var home = site.asked.get(2);
        assertEquals("/ tluid=7; tlpass=abcdef", home.getTarget() + " " + home.getHeaders().get("Cookie"));
    }

    @Test
    void torrentleech_tells_what_it_wants_from_those_who_use_two_factor() {
        var visit = leech(login(PASSWORD), page(200, "<div class=login-container><h2>One Time Password</h2></div>"));
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        assertTrue(failure(visit).detail().contains("second password"), failure(visit).detail());
        assertEquals("", form(site.posted()).get("alt2FAToken"));
    }

    @Test
    void a_wrong_second_password_is_a_refusal() {
        var visit = leech(withFactor("wrong"), page(200, "<div class=login-container><h2>One Time Password</h2></div>"));
        assertTrue(failure(visit).detail().contains("did not take the second factor"), failure(visit).detail());
    }

    @Test
    void luminance_gets_its_token_back_although_it_hides_the_form() {
        site.instead.put("GET /login", List.of(LUMINANCE_PAGE));
        site.instead.put("POST /login", List.of(page(302, "", "Location", "/", "Set-Cookie", "sid=member")));
        site.visit(Harbour.platform("luminance"), login(PASSWORD));
        assertEquals(Map.of("token", "csrf-from-the-form", "username", "otterby", "password", PASSWORD, "cinfo", "1920|1080|24|0",
                "iplocked", "0", "keeploggedin", "1"), form(site.posted()));
        assertEquals("sid=member", site.asked.get(2).getHeaders().get("Cookie"));
    }

    @Test
    void luminance_with_two_factor_is_told_to_use_cookies() {
        site.instead.put("GET /login", List.of(LUMINANCE_PAGE));
        site.instead.put("POST /login", List.of(page(302, "", "Location", "/twofactor/login", "Set-Cookie", "sid=half")));
        var visit = site.visit(Harbour.platform("luminance"), login(PASSWORD));
        assertTrue(failure(visit).detail().contains("Cookies of your browser"), failure(visit).detail());
        assertEquals(2, site.asked.size());
    }

    @Test
    void every_bundled_login_is_the_last_choice_and_sends_the_password_over_its_own_page() {
        var bundled = Definitions.bundled();
        for (var slug : bundled.slugs()) {
            var definition = bundled.find(slug).orElseThrow();
            definition.recipe().auth().login().ifPresent(login -> {
                assertEquals(CredentialKind.LOGIN, definition.accepts().getLast(), slug);
                assertEquals(new Secret("otterby"), ((Credential.Login) definition.login("otterby\nhunter2")).username(), slug);
            });
        }
    }
}
