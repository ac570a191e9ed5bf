package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.trackers.Harbour.failure;
import static org.trackerwatch.trackers.Harbour.stats;
import static org.trackerwatch.trackers.LoginSite.PASSWORD;
import static org.trackerwatch.trackers.LoginSite.TOTP;
import static org.trackerwatch.trackers.LoginSite.definition;
import static org.trackerwatch.trackers.LoginSite.form;
import static org.trackerwatch.trackers.LoginSite.login;
import static org.trackerwatch.trackers.LoginSite.page;
import static org.trackerwatch.trackers.LoginSite.withFactor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trackerwatch.trackers.PollFailure.Reason;

/// What a site wants beside the password: in the same form, or in one of its own.
class SecondFactorTest {

    private static final String ONE_STEP = "auth: { login: { factor: totp, fields: { code: \"{otp}\" } } }";

    private static final String TWO_STEPS = """
            auth:
              login:
                factor: totp
                second: { form: "#second", fields: { code: "{otp}", trust: "1" } }
                refused_if: [ { css: .bad-code } ]
            """;

    private static final String CHALLENGE = """
            <title>Two-factor</title><form id=second action="/second"><input type=hidden name=nonce value=n-77><input name=code></form>""";

    private final LoginSite site;

    SecondFactorTest() throws IOException {
        site = new LoginSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private String code() {
        var totp = Totp.of(new Secret(TOTP));
        return totp.code(totp.step(site.time.now())).reveal();
    }

    @Test
    void a_code_is_computed_by_the_one_clock_and_sent_in_the_same_form() {
        stats(site.visit(definition(ONE_STEP), withFactor(TOTP)));
        assertEquals(code(), form(site.posted()).get("code"));
    }

    @Test
    void whoever_has_no_second_factor_leaves_the_field_empty() {
        stats(site.visit(definition(ONE_STEP), login(PASSWORD)));
        assertEquals("", form(site.posted()).get("code"));
    }

    @Test
    void a_second_password_is_sent_as_it_is() {
        stats(site.visit(definition(ONE_STEP.replace("totp", "fixed")), withFactor("alt token+&=")));
        assertEquals("alt token+&=", form(site.posted()).get("code"));
    }

    @Test
    void no_code_is_sent_twice() {
        var used = withFactor(TOTP);
        var first = site.visit(definition(ONE_STEP), used);
        var sent = form(site.posted()).get("code");
        site.session = "forgotten";
        var before = site.time.sleeps().size();
        stats(site.visit(definition(ONE_STEP), untimed(first)));
        assertEquals(2, site.logins());
        assertNotEquals(sent, form(site.posted()).get("code"));
        assertEquals(code(), form(site.posted()).get("code"));
        assertTrue(site.time.sleeps().stream().skip(before).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(3)) > 0
                && wait.compareTo(Duration.ofSeconds(30)) <= 0), site.time.sleeps().toString());
    }

    /// What the visit left, as if the clock had jumped on since, or it had been kept before such times were.
    private static Credential untimed(Visit visit) {
        var login = (Credential.Login) visit.rotated().orElseThrow();
        return login.with(Credential.Standing.NEW.withStep(login.standing().step()));
    }

    @Test
    void a_code_whose_answer_was_lost_is_spent_all_the_same() {
        site.instead.put("POST /take", List.of(page(502, "")));
        var used = withFactor(TOTP);
        var first = site.visit(definition(ONE_STEP), used);
        assertEquals(Reason.SITE_ERROR, failure(first).reason());
        var sent = form(site.posted()).get("code");
        stats(site.visit(definition(ONE_STEP), untimed(first)));
        assertNotEquals(sent, form(site.posted()).get("code"));
    }

    @Test
    void a_page_that_asks_for_the_code_gets_it_with_what_is_hidden_there() {
        site.instead.put("POST /take", List.of(page(200, CHALLENGE, "Set-Cookie", "half=way")));
        site.instead.put("POST /second", List.of(page(302, "", "Location", "/", "Set-Cookie", "sid=" + site.opened())));
        stats(site.visit(definition(TWO_STEPS), withFactor(TOTP)));
        assertEquals(List.of("GET /login", "POST /take", "POST /second", "GET /api/me"), site.names());
        assertEquals("nonce=n-77&code=" + code() + "&trust=1", LoginSite.text(site.posted()));
        assertTrue(site.posted().getHeaders().get("Cookie").contains("half=way"));
    }

    @Test
    void a_redirect_to_a_page_of_the_code_s_own_is_asked_for() {
        site.instead.put("POST /take", List.of(page(302, "", "Location", "/two-factor-challenge")));
        site.instead.put("GET /two-factor-challenge", List.of(page(200, CHALLENGE)));
        site.instead.put("POST /second", List.of(page(302, "", "Location", "/", "Set-Cookie", "sid=" + site.opened())));
        stats(site.visit(definition(TWO_STEPS.replace("second: {", "second: { page: /two-factor-challenge,")), withFactor(TOTP)));
        assertEquals(List.of("GET /login", "POST /take", "GET /two-factor-challenge", "POST /second", "GET /api/me"), site.names());
    }

    @Test
    void an_account_without_second_factor_needs_no_second_step() {
        stats(site.visit(definition(TWO_STEPS), withFactor(TOTP)));
        assertEquals(List.of("GET /login", "POST /take", "GET /api/me"), site.names());
    }

    @Test
    void a_code_that_is_asked_for_and_not_there_is_told_and_ends_it() {
        site.instead.put("POST /take", List.of(page(200, CHALLENGE)));
        var used = login(PASSWORD);
        var visit = site.visit(definition(TWO_STEPS), used);
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        assertTrue(failure(visit).detail().contains("asks for the second factor"), failure(visit).detail());
        failure(site.again(definition(TWO_STEPS), visit, used));
        assertEquals(1, site.logins());
    }

    @Test
    void a_code_that_is_asked_for_where_nobody_knows_how_is_told_and_ends_it() {
        site.instead.put("POST /take", List.of(page(200, CHALLENGE)));
        var visit = site.visit(definition(), login(PASSWORD));
        assertTrue(failure(visit).detail().contains("Cookies of your browser work"), failure(visit).detail());
        assertEquals(PollFailure.Next.STOP, failure(visit).reason().next());
    }

    @Test
    void a_refused_code_is_a_refusal() {
        site.instead.put("POST /take", List.of(page(200, CHALLENGE)));
        site.instead.put("POST /second", List.of(page(200, CHALLENGE + "<p class=bad-code>wrong</p>")));
        var used = withFactor(TOTP);
        var visit = site.visit(definition(TWO_STEPS), used);
        assertEquals(Reason.CREDENTIAL_REFUSED, failure(visit).reason());
        int asked = site.asked.size();
        failure(site.again(definition(TWO_STEPS), visit, used));
        assertEquals(asked, site.asked.size());
    }

    @Test
    void neither_the_secret_nor_a_code_is_told() {
        site.instead.put("POST /take", List.of(page(200, CHALLENGE.replace("/second", "/second/" + TOTP))));
        var visit = site.visit(definition(TWO_STEPS), withFactor(TOTP));
        var told = visit.toString();
        assertFalse(told.contains(TOTP) || told.contains(code()), told);
    }

    @Test
    void a_json_answer_may_ask_for_the_code() {
        var json = definition("""
                auth:
                  login:
                    page: /login
                    form: null
                    post: /api/login
                    as: json
                    factor: totp
                    second_factor_if: [ { json: /mfa, match: "true" } ]
                    second: { post: /api/mfa, as: json, fields: { code: "{otp}" } }
                """);
        site.instead.put("POST /api/login", List.of(page(200, "{\"mfa\":true}")));
        site.instead.put("POST /api/mfa", List.of(page(200, "{\"ok\":true}", "Set-Cookie", "sid=" + site.opened())));
        stats(site.visit(json, withFactor(TOTP)));
        assertEquals("{\"code\":\"" + code() + "\"}", LoginSite.text(site.posted()));
    }
}
