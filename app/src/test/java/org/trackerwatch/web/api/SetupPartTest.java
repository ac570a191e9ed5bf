package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.web.access.Passwords;

final class SetupPartTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory).anonymous();
    }

    @Test
    void before_a_password_is_set_nothing_but_the_setup_can_be_asked() {
        assertEquals(401, api.get("/api/v1/settings").status());
        assertFalse(api.json(200, api.get("/api/v1/setup")).get("password_set").asBoolean());
        assertEquals(409, api.post("/api/v1/session", "{\"password\":\"anything at all\"}").status());
    }

    @Test
    void whoever_can_read_the_log_sets_the_first_password_and_is_signed_in() {
        assertTrue(api.json(200, api.get("/api/v1/setup")).get("code_needed").asBoolean());
        var begun = api.begin("four otters in a boat");
        assertTrue(api.json(201, begun).get("password_set").asBoolean());
        api.as("Cookie", begun.headers().get("set-cookie").replaceFirst(";.*", ""));
        assertEquals(200, api.get("/api/v1/settings").status());
    }

    @Test
    void it_is_set_once() {
        assertEquals(201, api.begin("four otters in a boat").status());
        var again = api.post("/api/v1/setup", "{\"password\":\"mine from now on, all mine\"}");
        assertEquals(409, again.status());
        assertTrue(again.detail().contains("reset-password"), again.detail());
    }

    @Test
    void of_many_who_try_at_once_one_succeeds() {
        var form = api.beginning("four otters in a boat");
        try (var threads = Executors.newFixedThreadPool(4)) {
            var tries = Stream.generate(() -> threads.submit(() -> api.post("/api/v1/setup", form).status()))
                    .limit(4).toList();
            var statuses = tries.stream().map(tried -> {
                try {
                    return tried.get();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }).toList();
            assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
            assertTrue(Set.of(201, 409, 422, 429).containsAll(statuses), statuses::toString);
        }
    }

    @Test
    void without_the_code_from_the_log_nobody_sets_it_here_or_elsewhere() {
        var without = api.post("/api/v1/setup", "{\"password\":\"four otters in a boat\"}");
        assertEquals("code", without.field());
        var code = api.with(tx -> api.app().admissions().owner().newSetupCode(tx, api.app().random())).reveal();
        assertEquals("code", api.post("/api/v1/setup", "{\"password\":\"four otters in a boat\",\"code\":\"aaaa-bbbb\"}").field());
        assertEquals(201, api.post("/api/v1/setup", "{\"password\":\"four otters in a boat\",\"code\":\" " + code.toUpperCase(Locale.ROOT) + "\"}").status());
    }

    @Test
    void a_setup_code_can_not_be_guessed_at_for_long() {
        api.with(tx -> api.app().admissions().owner().newSetupCode(tx, api.app().random()));
        var wrong = "{\"password\":\"four otters in a boat\",\"code\":\"aaaa-bbbb\"}";
        for (int i = 0; i < 5; i++) {
            assertEquals(422, api.post("/api/v1/setup", wrong).status());
        }
        assertEquals(429, api.post("/api/v1/setup", wrong).status());
    }

    @Test
    void a_later_start_makes_the_code_of_an_earlier_one_worthless() {
        var owner = api.app().admissions().owner();
        var first = api.with(tx -> owner.newSetupCode(tx, api.app().random()));
        var second = api.with(tx -> owner.newSetupCode(tx, api.app().random()));
        assertEquals(false, api.with(tx -> owner.isSetupCode(tx, first)));
        assertEquals(true, api.with(tx -> owner.isSetupCode(tx, second)));
    }

    @Test
    void passwords_that_are_guessed_first_are_refused_in_words() {
        for (var weak : List.of("short", "aaaaaaaaaaaa", "1234567890", "qwertyuiop", "Password123!", "trackerwatch1", "adminadmin1", "abcdefghijkl")) {
            var refused = api.post("/api/v1/setup", "{\"password\":\"" + weak + "\"}");
            assertEquals("password", refused.field(), weak);
            assertFalse(refused.text().contains(weak + "\""), "it is not repeated");
        }
        for (var good : List.of("Boat4-otters", "correct horse battery", "ÄÖÜ äöü ßéñ", "48151623429")) {
            Passwords.check(new Secret(good));
        }
    }
}
