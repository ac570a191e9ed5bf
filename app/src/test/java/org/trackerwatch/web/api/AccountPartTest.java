package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Totp;

final class AccountPartTest {

    private static final String RIGHT = "{\"password\":\"four otters in a boat\"}";

    @TempDir
    Path directory;

    @AutoClose
    private Api api;
    private String cookie = "";

    @BeforeEach
    void open() {
        api = Api.in(directory).anonymous();
        cookie = api.begin("four otters in a boat").headers().get("set-cookie").replaceFirst(";.*", "");
        browser();
    }

    private Api browser() {
        return api.anonymous().as("Cookie", cookie).as("Sec-Fetch-Site", "same-origin");
    }

    private Secret setUp() {
        var secret = new Secret(api.json(200, api.post("/api/v1/account/second-factor", RIGHT)).get("secret").asString());
        assertEquals(10, api.json(200, api.post("/api/v1/account/second-factor/confirm", "{\"code\":\"" + code(secret, 0) + "\"}")).get("recovery_codes").size());
        return secret;
    }

    private String code(Secret secret, int steps) {
        var totp = Totp.of(secret);
        return totp.code(totp.step(api.time().now()) + steps).reveal();
    }

    private static String proof(String code) {
        return "{\"password\":\"four otters in a boat\",\"code\":\"" + code + "\"}";
    }

    private Api.Answer signIn(String code) {
        return api.anonymous().post("/api/v1/session", "{\"password\":\"four otters in a boat\",\"code\":\"" + code + "\"}");
    }

    @Test
    void a_changed_password_signs_all_other_browsers_out() {
        var other = api.anonymous().post("/api/v1/session", RIGHT).headers().get("set-cookie").replaceFirst(";.*", "");
        browser();
        assertEquals(401, api.put("/api/v1/account/password", "{\"current\":\"not this one\",\"password\":\"five otters in a boat\"}").status());
        assertEquals("password", api.put("/api/v1/account/password", "{\"current\":\"four otters in a boat\",\"password\":\"brief\"}").field());
        assertEquals(204, api.put("/api/v1/account/password", "{\"current\":\"four otters in a boat\",\"password\":\"five otters in a boat\"}").status());
        assertEquals(200, api.get("/api/v1/account").status(), "this one stays");
        assertEquals(401, api.anonymous().as("Cookie", other).get("/api/v1/account").status());
        assertEquals(401, api.anonymous().post("/api/v1/session", RIGHT).status());
        assertEquals(200, api.post("/api/v1/session", "{\"password\":\"five otters in a boat\"}").status());
    }

    @Test
    void a_second_factor_is_shown_as_a_picture_and_asked_for_once_it_is_confirmed() {
        var proposed = api.json(200, api.post("/api/v1/account/second-factor", RIGHT));
        assertTrue(proposed.get("picture").asString().startsWith("<svg xmlns="), proposed::toString);
        assertTrue(proposed.get("address").asString().matches("otpauth://totp/trackerwatch\\?secret=[A-Z2-7]{32}&issuer=trackerwatch"));
        assertEquals(200, api.anonymous().post("/api/v1/session", RIGHT).status(), "it is not confirmed");
        browser();
        var secret = setUp();
        assertTrue(api.json(200, api.get("/api/v1/account")).get("second_factor").asBoolean());
        api.time().pass(Duration.ofSeconds(30));
        var missing = api.anonymous().post("/api/v1/session", RIGHT);
        assertEquals(401, missing.status());
        assertEquals("code", missing.field());
        assertEquals("code", signIn("000000").field());
        assertEquals(200, signIn(code(secret, 0)).status());
    }

    @Test
    void a_wrong_code_confirms_nothing() {
        api.json(200, api.post("/api/v1/account/second-factor", RIGHT));
        assertEquals("code", api.post("/api/v1/account/second-factor/confirm", "{\"code\":\"000000\"}").field());
        assertFalse(api.json(200, api.get("/api/v1/account")).get("second_factor").asBoolean());
    }

    @Test
    void no_code_is_good_twice_and_none_before_one_that_was_used() {
        var secret = setUp();
        assertEquals(401, signIn(code(secret, 0)).status(), "it confirmed already");
        api.time().pass(Duration.ofSeconds(60));
        assertEquals(200, signIn(code(secret, 1)).status(), "the phone's clock is half a minute fast");
        assertEquals(401, signIn(code(secret, 1)).status());
        assertEquals(401, signIn(code(secret, 0)).status());
        api.time().pass(Duration.ofSeconds(90));
        assertEquals(401, signIn(code(secret, -2)).status(), "too old");
        assertEquals(200, signIn(code(secret, -1)).status(), "half a minute slow");
    }

    @Test
    void recovery_codes_stand_in_once_each() {
        var secret = new Secret(api.json(200, api.post("/api/v1/account/second-factor", RIGHT)).get("secret").asString());
        var codes = api.json(200, api.post("/api/v1/account/second-factor/confirm", "{\"code\":\"" + code(secret, 0) + "\"}")).get("recovery_codes");
        assertEquals(200, signIn(codes.get(3).asString().toUpperCase(Locale.ROOT)).status());
        assertEquals(401, signIn(codes.get(3).asString()).status());
        assertEquals(9, api.json(200, browser().get("/api/v1/account")).get("recovery_codes_left").asInt());
        var fresh = api.json(200, api.post("/api/v1/account/second-factor/recovery-codes", proof(codes.get(5).asString()))).get("recovery_codes");
        assertEquals(401, signIn(codes.get(4).asString()).status(), "the former ones are worth nothing");
        assertEquals(200, signIn(fresh.get(0).asString()).status());
    }

    @Test
    void recovery_codes_are_taken_however_their_groups_are_typed() {
        var secret = new Secret(api.json(200, api.post("/api/v1/account/second-factor", RIGHT)).get("secret").asString());
        var codes = api.json(200, api.post("/api/v1/account/second-factor/confirm", "{\"code\":\"" + code(secret, 0) + "\"}")).get("recovery_codes");
        assertEquals(200, signIn(codes.get(0).asString().replace("-", "")).status());
        assertEquals(200, signIn(codes.get(1).asString().replace("-", " ")).status());
        assertEquals(200, signIn(" " + codes.get(2).asString().replace("-", " – ").toUpperCase(Locale.ROOT)).status());
        var used = signIn(codes.get(0).asString());
        assertTrue(used.detail().contains("recovery codes"), used.detail());
        assertEquals(401, signIn(codes.get(3).asString().substring(1)).status());
    }

    @Test
    void it_is_turned_off_with_password_and_code_and_not_set_up_over_itself() {
        var secret = setUp();
        api.time().pass(Duration.ofSeconds(30));
        assertEquals(409, api.post("/api/v1/account/second-factor", proof(code(secret, 0))).status());
        assertEquals("password", api.post("/api/v1/account/second-factor/off", "{\"password\":\"three otters\"}").field());
        assertEquals("code", api.post("/api/v1/account/second-factor/off", RIGHT).field());
        assertEquals("code", api.post("/api/v1/account/second-factor/off", proof(code(secret, 0))).field(), "it was used");
        api.time().pass(Duration.ofSeconds(30));
        assertEquals(204, api.post("/api/v1/account/second-factor/off", proof(code(secret, 0))).status());
        assertEquals(200, api.anonymous().post("/api/v1/session", RIGHT).status());
    }

    @Test
    void a_changed_password_and_new_recovery_codes_ask_for_the_code_as_well() {
        var secret = setUp();
        api.time().pass(Duration.ofSeconds(30));
        assertEquals("code", api.post("/api/v1/account/second-factor/recovery-codes", RIGHT).field());
        var change = "{\"current\":\"four otters in a boat\",\"password\":\"five otters in a boat\"";
        assertEquals("code", api.put("/api/v1/account/password", change + "}").field());
        assertEquals(204, api.put("/api/v1/account/password", change + ",\"code\":\"" + code(secret, 0) + "\"}").status());
    }

    @Test
    void a_key_changes_nothing_of_the_account() {
        api.key(true);
        for (var path : List.of("second-factor", "second-factor/off", "second-factor/recovery-codes")) {
            assertEquals(403, api.post("/api/v1/account/" + path, RIGHT).status(), path);
        }
        assertEquals(403, api.post("/api/v1/account/second-factor/confirm", "{\"code\":\"000000\"}").status());
        assertEquals(403, api.put("/api/v1/account/password", "{\"current\":\"four otters in a boat\",\"password\":\"five otters in a boat\"}").status());
    }

    @Test
    void who_is_signed_in_guesses_no_faster_than_who_is_not() {
        for (int i = 0; i < 5; i++) {
            assertEquals(401, api.put("/api/v1/account/password", "{\"current\":\"wrong otters " + i + "\",\"password\":\"five otters in a boat\"}").status());
        }
        assertEquals(429, api.post("/api/v1/account/second-factor", RIGHT).status());
    }

    @Test
    void the_right_password_without_a_code_gives_no_new_guesses_at_the_code() {
        setUp();
        for (int i = 0; i < 5; i++) {
            assertEquals(401, signIn("00000" + i).status());
            assertEquals(i < 4 ? 401 : 429, api.post("/api/v1/session", RIGHT).status());
        }
    }

    @Test
    void codes_are_guessed_at_slowly_as_passwords_are() {
        setUp();
        api.anonymous().as("X-Forwarded-For", "198.51.100.7");
        for (int i = 0; i < 5; i++) {
            assertEquals(401, api.post("/api/v1/session", "{\"password\":\"four otters in a boat\",\"code\":\"00000" + i + "\"}").status());
        }
        assertEquals(429, api.post("/api/v1/session", "{\"password\":\"four otters in a boat\",\"code\":\"000009\"}").status());
    }

    @Test
    void the_key_lies_sealed_and_recovery_codes_as_hashes() {
        var secret = setUp();
        assertTrue(api.with(tx -> tx.first("SELECT 1 FROM second_factor WHERE instr(secret, ?) > 0", row -> 1, secret.reveal())).isEmpty());
        assertEquals(10, api.with(tx -> tx.query("SELECT length(hash) FROM recovery_code", row -> row.getInt(1))).stream().filter(length -> length == 32).count());
    }
}
