package org.trackerwatch.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Setting;
import org.trackerwatch.trackers.Secret;

final class OidcTest {

    @TempDir
    Path directory;

    private final FakeProvider provider = new FakeProvider();
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
        set(Setting.OIDC_ISSUER, provider.issuer());
        set(Setting.OIDC_CLIENT_ID, "trackerwatch");
        set(Setting.OIDC_ALLOWED, "owner@example.org");
        api.anonymous();
    }

    @AfterEach
    void close() {
        api.close();
        provider.close();
    }

    private void set(Setting<?> setting, String value) {
        api.with(tx -> setting.set(tx, value));
    }

    /// @param cookie  that the browser holds meanwhile
    /// @param question that it was sent to the provider with
    private record Errand(String cookie, Map<String, String> question) {}

    private Errand leave() {
        var answer = api.anonymous().get("/api/v1/oidc/start");
        assertEquals(302, answer.status(), answer.text());
        var question = Arrays.stream(URI.create(answer.headers().get("location")).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        provider.asked(question.get("nonce"), api.time().now());
        return new Errand(answer.headers().get("set-cookie").replaceFirst(";.*", ""), question);
    }

    private Api.Answer comeBack(Errand errand) {
        return api.as("Cookie", errand.cookie).get("/api/v1/oidc/callback?code=abc&session_state=x&state=" + errand.question.get("state"));
    }

    private void assertRefused(String why) {
        var answer = comeBack(leave());
        assertEquals(403, answer.status(), answer.text());
        assertTrue(answer.detail().contains(why), answer.detail());
        assertFalse(answer.headers().containsKey("set-cookie"));
    }

    @Test
    void whoever_the_provider_names_and_the_list_allows_is_let_in() {
        var errand = leave();
        assertEquals("code", errand.question.get("response_type"));
        assertEquals("S256", errand.question.get("code_challenge_method"));
        assertEquals(api.address() + "/api/v1/oidc/callback", errand.question.get("redirect_uri"));
        assertEquals("openid email profile", errand.question.get("scope"));
        var back = comeBack(errand);
        assertEquals(302, back.status(), back.text());
        assertEquals("/", back.headers().get("location"));
        assertTrue(back.headers().get("set-cookie").contains("SameSite=Strict"));
        var session = api.anonymous().as("Cookie", back.headers().get("set-cookie").replaceFirst(";.*", ""));
        assertEquals("full", api.json(200, session.get("/api/v1/session")).get("access").asString());
        assertEquals("oidc", api.json(200, session.get("/api/v1/sessions")).get(0).get("way").asString());
        assertTrue(provider.redeemed().getFirst().contains("code_verifier="), provider.redeemed()::toString);
    }

    @Test
    void an_elliptic_signature_is_as_good() {
        provider.signing("ES256");
        assertEquals(302, comeBack(leave()).status());
    }

    @Test
    void the_client_secret_goes_to_the_provider_alone() {
        api.with(tx -> {
            api.app().sealedSettings().set(tx, SealedSettings.OIDC_SECRET, new Secret("s3cret/with+signs"));
            return tx;
        });
        assertEquals(302, comeBack(leave()).status());
        assertEquals("Basic " + Base64.getEncoder().encodeToString("trackerwatch:s3cret%2Fwith%2Bsigns".getBytes(StandardCharsets.UTF_8)), provider.authorization());
        api.time().pass(Duration.ofMinutes(5));
        provider.about(node -> {
            node.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
            return node;
        });
        assertEquals(302, comeBack(leave()).status());
        assertTrue(provider.redeemed().getLast().contains("client_secret=s3cret%2Fwith%2Bsigns"), provider.redeemed()::toString);
        assertEquals("null", provider.authorization());
        assertEquals(403, api.key(false).get("/api/v1/oidc").status(), "who may only look learns nothing of who may come in");
        var shown = api.key(true).get("/api/v1/oidc");
        assertTrue(api.json(200, shown).get("client_secret_set").asBoolean());
        assertFalse(shown.text().contains("s3cret"));
    }

    @Test
    void the_client_secret_is_replaced_and_taken_back_by_the_api() {
        api.key(true);
        assertEquals(422, api.put("/api/v1/oidc/client-secret", "{}").status());
        assertEquals(204, api.put("/api/v1/oidc/client-secret", "{\"secret\":\"hush hush\"}").status());
        assertTrue(api.json(200, api.get("/api/v1/oidc")).get("client_secret_set").asBoolean());
        assertEquals(204, api.put("/api/v1/oidc/client-secret", "{\"secret\":null}").status());
        assertFalse(api.json(200, api.get("/api/v1/oidc")).get("client_secret_set").asBoolean());
    }

    @Test
    void whoever_is_not_in_the_list_stays_out_and_learns_how_to_get_in() {
        set(Setting.OIDC_ALLOWED, "other@example.org");
        assertRefused("oidc-allowed sub:u-17");
        set(Setting.OIDC_ALLOWED, "none");
        assertRefused("none of those who may come in");
        set(Setting.OIDC_ALLOWED, "other@example.org, sub:u-17");
        assertEquals(302, comeBack(leave()).status());
    }

    @Test
    void an_address_that_the_provider_did_not_verify_counts_for_nothing() {
        provider.claims(claims -> claims.put("email_verified", false));
        assertRefused("none of those");
    }

    @Test
    void groups_count_also_where_only_the_userinfo_tells_them() {
        set(Setting.OIDC_ALLOWED, "group:Seeders");
        assertRefused("none of those");
        var more = Json.object().put("sub", "u-17");
        more.putArray("groups").add("Seeders");
        provider.userinfo(more);
        assertEquals(302, comeBack(leave()).status());
        provider.userinfo(more.put("sub", "somebody else"));
        assertRefused("none of those");
    }

    @Test
    void a_token_for_somebody_else_is_refused() {
        provider.claims(claims -> claims.put("aud", "another"));
        assertRefused("it is for somebody else");
        provider.claims(claims -> {
            claims.putArray("aud").add("trackerwatch").add("another");
            return claims;
        });
        assertRefused("it was given to somebody else");
        provider.claims(claims -> claims.put("azp", "another"));
        assertRefused("it was given to somebody else");
    }

    @Test
    void a_token_out_of_its_time_is_refused() {
        provider.claims(claims -> claims.put("exp", api.time().now().getEpochSecond() - 61));
        assertRefused("not valid any more");
        provider.claims(claims -> claims.put("exp", "never"));
        assertRefused("not valid any more");
        provider.claims(claims -> claims.put("iat", api.time().now().getEpochSecond() + 120));
        assertRefused("from the future");
        provider.claims(claims -> claims.put("nbf", api.time().now().getEpochSecond() + 120));
        assertRefused("not valid yet");
    }

    @Test
    void a_token_that_nobody_signed_is_refused() {
        provider.header(header -> header.put("alg", "none"));
        assertRefused("another way than RS256 or ES256");
        provider.header(header -> header.put("alg", "HS256"));
        assertRefused("another way than RS256 or ES256");
        provider.header(header -> header.put("alg", "none")).token(token -> token.replaceFirst("[^.]*$", ""));
        assertRefused("another way");
    }

    @Test
    void a_token_that_was_changed_or_signed_by_others_is_refused() {
        provider.token(token -> token.replaceFirst("\\.[^.]{4}", ".eyJ9"));
        assertRefused("none of the provider's keys signed it");
        provider.token(token -> token).header(header -> header.put("kid", "unknown"));
        assertRefused("none of the provider's keys signed it");
        provider.header(header -> header.put("alg", "ES256"));
        assertRefused("none of the provider's keys signed it");
        provider.header(header -> header).token(token -> "no token at all");
        assertRefused("no signed token");
    }

    @Test
    void a_token_that_answers_another_question_is_refused() {
        provider.claims(claims -> claims.put("nonce", "another"));
        assertRefused("answers another question");
    }

    @Test
    void another_issuer_is_refused_wherever_it_shows() {
        provider.claims(claims -> claims.put("iss", "https://evil.example"));
        assertRefused("from another issuer");
        var errand = leave();
        var mixed = api.as("Cookie", errand.cookie).get("/api/v1/oidc/callback?code=abc&iss=https://evil.example&state=" + errand.question.get("state"));
        assertTrue(mixed.detail().contains("another provider"), mixed.detail());
        api.time().pass(Duration.ofMinutes(5));
        provider.about(about -> about.put("issuer", "https://evil.example"));
        assertTrue(api.get("/api/v1/oidc/start").detail().contains("calls itself another issuer"));
    }

    @Test
    void nobody_comes_back_who_was_not_sent_or_twice() {
        var errand = leave();
        var path = "/api/v1/oidc/callback?code=abc&state=" + errand.question.get("state");
        assertEquals(403, api.anonymous().get(path).status(), "another browser, into whose hands the answer was put");
        var first = leave();
        var second = leave();
        assertEquals(403, comeBack(new Errand(second.cookie, first.question)).status(), "an answer to another question");
        var third = leave();
        assertEquals(302, comeBack(third).status());
        assertEquals(403, comeBack(third).status());
        var late = leave();
        api.time().pass(Duration.ofMinutes(11));
        assertTrue(comeBack(late).detail().contains("a moment ago"));
    }

    @Test
    void a_provider_that_refuses_or_is_not_there_is_told_in_words() {
        var errand = leave();
        var refused = api.as("Cookie", errand.cookie).get("/api/v1/oidc/callback?error=access_denied&state=" + errand.question.get("state"));
        assertTrue(refused.detail().contains("(access_denied)"), refused.detail());
        var sly = leave();
        var script = api.as("Cookie", sly.cookie).get("/api/v1/oidc/callback?error=%3Cscript%3E&state=" + sly.question.get("state"));
        assertFalse(script.detail().contains("script"), script.detail());
        provider.close();
        api.time().pass(Duration.ofMinutes(5));
        var gone = api.get("/api/v1/oidc/start");
        assertEquals(502, gone.status());
        assertTrue(gone.detail().contains("Sign in with the password."), gone.detail());
    }

    @Test
    void a_provider_without_https_is_asked_on_this_machine_only() {
        set(Setting.OIDC_ISSUER, "http://id.example.org");
        assertTrue(api.get("/api/v1/oidc/start").detail().contains("has to be https"));
        set(Setting.OIDC_ISSUER, provider.issuer());
        provider.about(about -> about.put("token_endpoint", "http://id.example.org/token"));
        assertRefused("its token_endpoint has to be an https address");
    }

    @Test
    void who_only_knocks_makes_nobody_ask_the_provider_each_time() {
        for (int i = 0; i < 20; i++) {
            leave();
        }
        assertEquals(1, provider.descriptions());
        api.time().pass(Duration.ofMinutes(5));
        leave();
        assertEquals(2, provider.descriptions());
    }

    @Test
    void nor_where_it_says_nothing_of_use_but_for_some_seconds() {
        provider.about(about -> about.put("issuer", "https://evil.example"));
        for (int i = 0; i < 20; i++) {
            assertEquals(403, api.get("/api/v1/oidc/start").status());
        }
        assertEquals(1, provider.descriptions());
        provider.about(about -> about);
        api.time().pass(Duration.ofSeconds(5));
        assertEquals(302, comeBack(leave()).status());
    }

    @Test
    void the_page_offers_it_where_it_is_set_up() {
        assertEquals("[\"password\",\"oidc\"]", api.json(200, api.get("/api/v1/session")).get("ways").toString());
        set(Setting.OIDC_ISSUER, "off");
        assertEquals("[\"password\"]", api.json(200, api.get("/api/v1/session")).get("ways").toString());
        assertEquals(404, api.get("/api/v1/oidc/start").status());
        assertEquals(List.of(), provider.redeemed());
        assertEquals(201, api.begin("four otters in a boat").status());
    }
}
