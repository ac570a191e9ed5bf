package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;

/// Names and reasons that would hide something, or be stored as something else.
final class OwnWordsAtTheApiTest {

    private static final Map<String, String> BAD = Map.of("a\\u202eb", "U+202E", "\\ud800", "half a character", "a\\nb", "line breaks");

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    private void refused(String field, String path, String form) {
        BAD.forEach((bad, words) -> {
            var answer = api.post(path, form.replace("{bad}", bad));
            assertEquals(422, answer.status(), answer.text());
            assertEquals(field, answer.field());
            assertTrue(answer.detail().contains(words), answer.detail());
        });
    }

    @Test
    void no_tracker_target_key_or_silence_has_them() {
        refused("name", "/api/v1/trackers", "{\"site\":\"unit3d\",\"name\":\"{bad}\",\"url\":\"http://127.0.0.1:1\",\"secret\":\"abcdefghijklmnopqrstuvwxyz0123456789\",\"check\":false}");
        refused("name", "/api/v1/targets", "{\"name\":\"{bad}\",\"url\":\"https://discord.com/api/webhooks/123456789012345678/abcdefghijklmnopqrstuvwxyz\",\"check\":false}");
        refused("name", "/api/v1/keys", "{\"name\":\"{bad}\",\"access\":\"read\"}");
        refused("reason", "/api/v1/silences", "{\"event\":\"hit-and-run\",\"until\":\"" + api.time().now().plusSeconds(3600) + "\",\"reason\":\"{bad}\"}");
    }
}
