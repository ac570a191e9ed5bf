package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import org.trackerwatch.store.Setting;

final class SettingsPartTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    @Test
    void all_settings_are_listed_in_base_units() {
        var settings = api.json(200, api.get("/api/v1/settings"));
        assertEquals("poll-interval", settings.get(0).get("key").asString());
        assertEquals(3600, settings.get(0).get("seconds").asInt());
    }

    @Test
    void a_setting_is_changed_and_stays_so() {
        var changed = api.json(200, api.put("/api/v1/settings/poll-interval", "{\"value\":\"90m\"}"));
        assertEquals(5400, changed.get("seconds").asInt());
        assertEquals(5400, api.get("/api/v1/settings").json().get(0).get("seconds").asInt());
    }

    @Test
    void a_wrong_value_is_refused_by_the_name_of_its_field_with_what_is_allowed() {
        var refused = api.put("/api/v1/settings/poll-interval", "{\"value\":\"1s\"}");
        assertEquals(422, refused.status());
        assertEquals("value", refused.field());
        assertTrue(refused.detail().contains("from 15m to 7d"), refused.detail());
    }

    @Test
    void a_mistyped_field_is_refused_rather_than_left_out() {
        var refused = api.put("/api/v1/settings/poll-interval", "{\"value\":\"90m\",\"valeu\":\"1h\"}");
        assertEquals(422, refused.status());
        assertEquals("valeu", refused.field());
    }

    @Test
    void what_is_no_json_is_told_with_its_place() {
        var refused = api.put("/api/v1/settings/poll-interval", "{\"value\":");
        assertEquals(400, refused.status());
        assertTrue(refused.detail().contains("line 1"), refused.detail());
    }

    @Test
    void what_is_nested_too_deep_or_too_long_is_refused_like_anything_that_is_no_json() {
        for (var body : List.of("[".repeat(5_000), "{\"value\":" + "9".repeat(2_000) + "}", "{\"value\":" + "{\"a\":".repeat(3_000))) {
            var refused = api.put("/api/v1/settings/poll-interval", body);
            assertEquals(400, refused.status(), refused.text());
        }
    }

    @Test
    void an_unknown_setting_is_not_found_and_its_neighbour_is_named() {
        var refused = api.put("/api/v1/settings/pol-interval", "{\"value\":\"90m\"}");
        assertEquals(404, refused.status());
        assertTrue(refused.detail().contains("Did you mean poll-interval?"), refused.detail());
    }

    @Test
    void who_may_only_read_changes_nothing() {
        assertEquals(403, api.key(false).put("/api/v1/settings/poll-interval", "{\"value\":\"90m\"}").status());
        assertEquals(200, api.get("/api/v1/settings").status());
    }

    @Test
    void nobody_sees_anything_without_a_key() {
        assertEquals(401, api.anonymous().get("/api/v1/settings").status());
    }

    @Test
    void a_ping_address_is_judged_when_it_is_set() {
        for (var address : List.of("https://169.254.1.1/x", "https://192.168.1.5/x", "http://hc-ping.com/x", "https://kuma.local/x", "https://2852039166/x")) {
            var refused = api.put("/api/v1/settings/ping-url", "{\"value\":\"" + address + "\"}");
            assertEquals(422, refused.status(), address);
            assertEquals("value", refused.field());
        }
        assertTrue(api.put("/api/v1/settings/ping-url", "{\"value\":\"http://192.168.1.5:3001/x\"}").detail().contains("switch on the setting ping-allow-private"));
        api.with(tx -> Setting.PING_ALLOW_PRIVATE.set(tx, "on"));
        assertEquals(200, api.put("/api/v1/settings/ping-url", "{\"value\":\"http://192.168.1.5:3001/x\"}").status());
        assertTrue(api.put("/api/v1/settings/ping-url", "{\"value\":\"http://169.254.1.1/x\"}").detail().contains("link-local"), "there is nobody to be called");
    }

    @Test
    void a_folder_for_backups_is_tried_when_it_is_set() throws IOException {
        Files.createFile(directory.resolve("file"));
        for (var folder : List.of("file", "file/below", "/proc/backups")) {
            var refused = api.put("/api/v1/settings/backup-folder", "{\"value\":\"" + folder + "\"}");
            assertEquals(422, refused.status(), folder);
            assertEquals("value", refused.field());
            assertTrue(refused.detail().contains("No backup could be made in"), refused.detail());
        }
        assertEquals("backups", api.with(tx -> Setting.BACKUP_FOLDER.current(tx).value()), "what was refused changed nothing");
        assertEquals(200, api.put("/api/v1/settings/backup-folder", "{\"value\":\"elsewhere\"}").status());
    }
}
