package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.trackers.Secret;

final class WebCommandTest {

    @TempDir
    Path directory;

    private Program program() {
        return new Program(directory);
    }

    @Test
    void a_lost_password_is_set_anew_beside_a_running_daemon_and_signs_everybody_out() {
        try (var api = Api.in(directory).anonymous()) {
            var cookie = api.begin("four otters in a boat").headers().get("set-cookie").replaceFirst(";.*", "");
            var reset = program().piped("five otters in a boat\n", "web", "reset-password", "--password-stdin");
            assertEquals(0, reset.status(), reset::both);
            assertFalse(reset.both().contains("otters"), reset::both);
            assertEquals(401, api.as("Cookie", cookie).get("/api/v1/settings").status());
            assertEquals(401, api.post("/api/v1/session", "{\"password\":\"four otters in a boat\"}").status());
            assertEquals(200, api.post("/api/v1/session", "{\"password\":\"five otters in a boat\"}").status());
        }
    }

    @Test
    void it_is_asked_for_twice_at_a_terminal() {
        var different = program().typing("four otters in a boat", "fuor otters in a boat").run("web", "reset-password");
        assertEquals(1, different.status());
        assertTrue(different.err().contains("two different passwords"), different.err());
        assertEquals(0, program().typing("four otters in a boat", "four otters in a boat").run("web", "reset-password").status());
    }

    @Test
    void a_weak_one_is_refused_here_too() throws IOException {
        var file = Files.writeString(directory.resolve("password"), "password1234\n");
        var refused = program().run("web", "reset-password", "--password-file", file.toString());
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("first passwords that are guessed"), refused.err());
    }

    @Test
    void the_second_factor_goes_only_if_that_is_asked_for() {
        try (var api = Api.in(directory)) {
            api.with(tx -> {
                var factor = api.app().admissions().factor();
                factor.propose(tx, new Secret("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"));
                factor.confirm(tx, api.time().now());
                return factor.newRecoveryCodes(tx, api.app().random());
            });
            var stays = program().piped("four otters in a boat", "web", "reset-password", "--password-stdin");
            assertTrue(stays.err().contains("--also-second-factor"), stays.err());
            assertTrue(api.json(200, api.get("/api/v1/account")).get("second_factor").asBoolean());
            assertEquals(0, program().piped("four otters in a boat", "web", "reset-password", "--password-stdin", "--also-second-factor").status());
            assertFalse(api.json(200, api.get("/api/v1/account")).get("second_factor").asBoolean());
            assertEquals(0, api.json(200, api.get("/api/v1/account")).get("recovery_codes_left").asInt());
        }
    }

    @Test
    void a_key_is_made_shown_once_listed_and_taken_back() {
        var made = program().run("web", "key", "add", "homepage");
        assertEquals(0, made.status(), made::both);
        assertTrue(made.out().matches("tw_[\\w-]{43}\n"), made.out());
        assertTrue(made.err().contains("only read"), made.err());
        var list = program().run("web", "key", "list", "--json").json();
        assertEquals("read", list.get(0).get("access").asString());
        assertFalse(list.toString().contains(made.out().strip()));
        assertEquals(1, program().run("web", "key", "add", "Homepage").status());
        assertEquals(0, program().run("web", "key", "remove", "homepage").status());
        var gone = program().run("web", "key", "remove", "homepage");
        assertEquals(1, gone.status());
        assertTrue(gone.err().contains("web key list"), gone.err());
        assertTrue(program().run("web", "key", "list").err().contains("There is no key"));
    }

    @Test
    void a_key_of_the_command_line_opens_the_api() {
        var made = program().run("web", "key", "add", "scripts", "--full", "--json").json();
        try (var api = Api.in(directory).anonymous().as("X-Api-Key", made.get("key").asString())) {
            assertEquals(200, api.put("/api/v1/settings/retention", "{\"value\":\"90d\"}").status());
        }
    }
}
