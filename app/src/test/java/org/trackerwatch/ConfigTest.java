package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigTest {

    @Test
    void the_option_goes_before_the_variable_and_the_variable_before_the_home_directory() {
        var variable = Map.of("TRACKERWATCH_CONFIG", "/srv/tw", "XDG_CONFIG_HOME", "/home/a/.config");
        assertEquals(Path.of("/opt/x"), Config.of(Optional.of(Path.of("/opt/x")), variable).directory());
        assertEquals(Path.of("/srv/tw"), Config.of(Optional.empty(), variable).directory());
        assertEquals(Path.of("/home/a/.config/trackerwatch"),
                Config.of(Optional.empty(), Map.of("XDG_CONFIG_HOME", "/home/a/.config")).directory());
    }

    @Test
    void an_empty_variable_is_as_good_as_none() {
        var config = Config.of(Optional.of(Path.of("/x")), Map.of("TRACKERWATCH_PORT", "", "TRACKERWATCH_BIND", " "));
        assertEquals(7373, config.port());
        assertEquals("127.0.0.1", config.bind());
    }

    @Test
    void the_key_lies_beside_the_database_unless_it_is_told_elsewhere() {
        assertEquals(Path.of("/x/secret.key"), Config.of(Optional.of(Path.of("/x")), Map.of()).keyFile());
        assertEquals(Path.of("/run/secrets/key"),
                Config.of(Optional.of(Path.of("/x")), Map.of("TRACKERWATCH_KEY_FILE", "/run/secrets/key")).keyFile());
    }

    @Test
    void a_zone_may_carry_the_colon_of_the_c_library() {
        assertEquals(ZoneId.of("Europe/Paris"), with("TZ", ":Europe/Paris").zone());
    }

    @Test
    void every_service_can_be_replaced_for_tests_by_itself() {
        var usual = Config.of(Optional.of(Path.of("/x")), Map.of()).services();
        for (var kind : usual.keySet()) {
            var replaced = with("TRACKERWATCH_" + kind.toUpperCase(Locale.ROOT) + "_URL", "http://127.0.0.1:9000/" + kind);
            assertEquals(URI.create("http://127.0.0.1:9000/" + kind), replaced.service(kind));
            usual.keySet().stream().filter(other -> !other.equals(kind))
                    .forEach(other -> assertEquals(usual.get(other), replaced.service(other)));
        }
        assertEquals(URI.create("https://discord.com"), usual.get("discord"));
        assertEquals(URI.create("https://api.telegram.org"), usual.get("telegram"));
        assertEquals(URI.create("https://api.pushover.net"), usual.get("pushover"));
    }

    @Test
    void a_base_path_is_taken_however_it_is_written() {
        for (var written : List.of("trackerwatch", "/trackerwatch", "/trackerwatch/", " //trackerwatch// ")) {
            assertEquals("/trackerwatch", with("TRACKERWATCH_BASE_PATH", written).base());
        }
        assertEquals("/home/tw-1", with("TRACKERWATCH_BASE_PATH", "home/tw-1/").base());
        assertEquals("", with("TRACKERWATCH_BASE_PATH", "/").base());
        for (var wrong : List.of("https://example.org/x", "/a/../b", "/a b", "/x?y", "/é")) {
            assertThrows(IllegalArgumentException.class, () -> with("TRACKERWATCH_BASE_PATH", wrong), wrong);
        }
    }

    @Test
    void a_bad_variable_is_named_with_what_it_may_hold() {
        for (var bad : Map.of("TRACKERWATCH_PORT", "70000", "TZ", "Mars/Olympus", "TRACKERWATCH_DISCORD_URL", "discord",
                "TRACKERWATCH_TELEGRAM_URL", "ftp://api.telegram.org").entrySet()) {
            var thrown = assertThrows(IllegalArgumentException.class, () -> with(bad.getKey(), bad.getValue()));
            assertTrue(thrown.getMessage().contains(bad.getKey()), thrown.getMessage());
        }
    }

    private static Config with(String name, String value) {
        return Config.of(Optional.of(Path.of("/x")), Map.of(name, value));
    }
}
