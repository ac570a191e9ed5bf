package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.store.Setting;

final class SessionPartTest {

    private static final String RIGHT = "{\"password\":\"four otters in a boat\"}";
    private static final String WRONG = "{\"password\":\"three otters in a boat\"}";

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory).anonymous();
        assertEquals(201, api.begin("four otters in a boat").status());
    }

    private String signIn() {
        var answer = api.anonymous().post("/api/v1/session", RIGHT);
        assertEquals(200, answer.status(), answer.text());
        return answer.headers().get("set-cookie").replaceFirst(";.*", "");
    }

    private Api from(String address) {
        api.with(tx -> Setting.TRUSTED_PROXIES.set(tx, "127.0.0.1"));
        return api.anonymous().as("X-Forwarded-For", address);
    }

    /// As a page of ours does it.
    private Api browser(String cookie) {
        return api.anonymous().as("Cookie", cookie).as("Sec-Fetch-Site", "same-origin");
    }

    @Test
    void with_the_password_one_is_in_until_one_signs_out() {
        var cookie = signIn();
        var who = api.json(200, browser(cookie).get("/api/v1/session"));
        assertEquals("full", who.get("access").asString());
        assertEquals("session", who.get("way").asString());
        var out = api.delete("/api/v1/session");
        assertEquals(204, out.status());
        assertTrue(out.headers().get("set-cookie").contains("Max-Age=0"), out.headers()::toString);
        assertEquals(401, api.get("/api/v1/settings").status(), "the cookie alone is worth nothing any more");
    }

    @Test
    void who_signs_in_again_leaves_no_second_session_behind() {
        var cookie = signIn();
        int before = api.json(200, browser(cookie).get("/api/v1/sessions")).size();
        assertEquals(200, api.post("/api/v1/session", RIGHT).status());
        assertEquals(401, api.get("/api/v1/sessions").status(), "the former cookie");
        assertEquals(before, api.json(200, browser(signIn()).get("/api/v1/sessions")).size() - 1);
    }

    @Test
    void nobody_is_told_that_he_is_nobody_and_how_to_sign_in() {
        var who = api.json(200, api.get("/api/v1/session"));
        assertFalse(who.get("signed_in").asBoolean());
        assertEquals("[\"password\"]", who.get("ways").toString());
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
        var cookie = api.post("/api/v1/session", RIGHT).headers().get("set-cookie");
        assertTrue(cookie.matches("trackerwatch_[0-9a-f]{8}=[\\w-]{43}; Max-Age=7776000; HttpOnly; SameSite=Strict"), cookie);
    }

    @Test
    void a_wrong_password_is_named_as_such_and_not_repeated() {
        var refused = api.post("/api/v1/session", WRONG);
        assertEquals(401, refused.status());
        assertEquals("password", refused.field());
        assertFalse(refused.text().contains("three"), refused.text());
    }

    @Test
    void who_guesses_waits_ever_longer_and_the_owner_doesn_t() {
        var cookie = signIn();
        from("198.51.100.7");
        for (int i = 0; i < 5; i++) {
            assertEquals(401, api.post("/api/v1/session", WRONG).status());
        }
        var locked = api.post("/api/v1/session", RIGHT);
        assertEquals(429, locked.status());
        assertEquals("2", locked.headers().get("retry-after"));
        api.time().pass(Duration.ofSeconds(2));
        assertEquals(401, api.post("/api/v1/session", WRONG).status());
        assertEquals("4", api.post("/api/v1/session", RIGHT).headers().get("retry-after"));
        assertEquals(200, api.as("Cookie", cookie).get("/api/v1/settings").status(), "who is signed in is not concerned");
        assertEquals(200, api.anonymous().post("/api/v1/session", RIGHT).status(), "nor is who asks from elsewhere");
    }

    /// A proxy here that nobody named (`proxy_pass http://127.0.0.1:7373;` and no more) sends all the world's guesses so.
    @Test
    void who_guesses_on_this_machine_waits_as_well_but_half_a_minute_at_most() {
        for (int i = 0; i < 20; i++) {
            assertEquals(401, api.post("/api/v1/session", WRONG).status());
            api.time().pass(Duration.ofSeconds(30));
        }
        assertEquals(401, api.post("/api/v1/session", WRONG).status());
        assertEquals("30", api.post("/api/v1/session", RIGHT).headers().get("retry-after"));
        api.time().pass(Duration.ofSeconds(30));
        assertEquals(200, api.post("/api/v1/session", RIGHT).status());
    }

    @Test
    void two_installations_on_one_host_do_not_sign_each_other_out(@TempDir Path elsewhere) {
        var here = signIn();
        try (var other = Api.in(elsewhere).anonymous()) {
            other.app().random().nextInt(); // both begin with the same chance here
            var there = other.begin("four otters in a boat").headers().get("set-cookie").replaceFirst(";.*", "");
            assertFalse(there.startsWith(here.replaceFirst("=.*", "=")), "a browser keeps one cookie of a name for all ports of a host");
            assertEquals(200, browser(here + "; " + there).get("/api/v1/settings").status());
            assertEquals(200, other.as("Cookie", here + "; " + there).get("/api/v1/settings").status());
        }
    }

    @Test
    void no_wait_is_longer_than_a_quarter_of_an_hour_and_a_right_guess_ends_it() {
        from("198.51.100.7");
        for (int i = 0; i < 20; i++) {
            assertEquals(401, api.post("/api/v1/session", WRONG).status());
            api.time().pass(Duration.ofMinutes(15));
        }
        assertEquals(200, api.post("/api/v1/session", RIGHT).status());
        assertEquals(401, api.post("/api/v1/session", WRONG).status());
        assertEquals(401, api.post("/api/v1/session", WRONG).status(), "it begins anew");
    }

    @Test
    void a_session_that_is_not_used_ends_after_two_weeks() {
        browser(signIn());
        api.time().pass(Duration.ofDays(13));
        assertEquals(200, api.get("/api/v1/settings").status());
        api.time().pass(Duration.ofDays(13));
        assertEquals(200, api.get("/api/v1/settings").status(), "it was used meanwhile");
        api.time().pass(Duration.ofDays(14));
        assertEquals(401, api.get("/api/v1/settings").status());
    }

    @Test
    void a_session_ends_after_ninety_days_in_any_case() {
        browser(signIn());
        for (int day = 0; day < 89; day++) {
            api.time().pass(Duration.ofDays(1));
            assertEquals(200, api.get("/api/v1/settings").status());
        }
        api.time().pass(Duration.ofDays(1));
        assertEquals(401, api.get("/api/v1/settings").status());
    }

    @Test
    void other_browsers_are_listed_and_can_be_ended() {
        var here = signIn();
        var there = signIn();
        var list = api.json(200, browser(here).get("/api/v1/sessions"));
        assertEquals(3, list.size());
        long other = list.valueStream().filter(each -> !each.get("this").asBoolean()).findFirst().orElseThrow().get("id").asLong();
        assertEquals(204, api.delete("/api/v1/sessions/" + other).status());
        assertEquals(404, api.delete("/api/v1/sessions/" + other).status());
        assertEquals(204, api.delete("/api/v1/sessions").status());
        assertEquals(1, api.json(200, api.get("/api/v1/sessions")).size());
        assertEquals(401, browser(there).get("/api/v1/sessions").status());
    }

    @Test
    void what_another_site_s_page_sends_changes_nothing() {
        var cookie = signIn();
        for (var site : List.of("cross-site", "same-site", "none")) {
            assertEquals(403, api.anonymous().as("Cookie", cookie).as("Sec-Fetch-Site", site).delete("/api/v1/sessions").status());
        }
        assertEquals(403, api.anonymous().as("Cookie", cookie).as("Origin", "https://evil.example").delete("/api/v1/sessions").status());
        assertEquals(403, api.anonymous().as("Cookie", cookie).as("Origin", "null").delete("/api/v1/sessions").status());
        assertEquals(403, api.anonymous().as("Cookie", cookie).delete("/api/v1/sessions").status(), "neither says where it comes from");
        assertEquals(204, api.anonymous().as("Cookie", cookie).as("Origin", api.address().toString()).delete("/api/v1/sessions").status());
        assertEquals(403, api.anonymous().as("Origin", "https://evil.example").post("/api/v1/session", RIGHT).status(), "nor does it sign anybody in");
    }

    @Test
    void a_form_of_another_kind_than_json_is_not_read_in_a_browser_s_name() {
        browser(signIn()).as("Content-Type", "text/plain");
        assertEquals(415, api.bare("PUT", "/api/v1/settings/retention", Optional.of("{\"value\":\"90d\"}")).status());
    }

    @Test
    void what_browsers_prove_themselves_with_is_kept_as_a_hash() {
        var cookie = signIn().replaceFirst(".*=", "");
        assertTrue(api.with(tx -> tx.first("SELECT 1 FROM browser_session WHERE instr(hash, ?) > 0", row -> 1, cookie)).isEmpty());
        assertTrue(api.with(tx -> tx.first("SELECT hash FROM owner", row -> row.getString(1))).orElseThrow().startsWith("$argon2id$v=19$m=7168,t=5,p=1$"));
    }
}
