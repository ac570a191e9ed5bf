package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;

final class KeysPartTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    @Test
    void a_key_is_shown_once_and_opens_what_it_may() {
        var made = api.json(201, api.post("/api/v1/keys", "{\"name\":\"homepage\",\"access\":\"read\"}"));
        var key = made.get("key").asString();
        assertTrue(key.matches("tw_[\\w-]{43}"), key);
        assertFalse(api.get("/api/v1/keys").text().contains(key));
        api.anonymous().as("Authorization", "Bearer " + key);
        assertEquals(200, api.get("/api/v1/settings").status());
        assertEquals(403, api.put("/api/v1/settings/retention", "{\"value\":\"90d\"}").status());
    }

    @Test
    void a_key_that_may_only_read_learns_nothing_of_keys_passwords_and_sessions() {
        api.key(false);
        for (var path : List.of("/api/v1/keys", "/api/v1/account", "/api/v1/sessions")) {
            assertEquals(403, api.get(path).status(), path);
        }
        assertEquals(403, api.post("/api/v1/keys", "{\"name\":\"mine\",\"access\":\"full\"}").status());
    }

    @Test
    void a_key_that_was_taken_back_opens_nothing() {
        var made = api.json(201, api.post("/api/v1/keys", "{\"name\":\"homepage\",\"access\":\"full\"}"));
        assertEquals(204, api.delete("/api/v1/keys/" + made.get("id").asLong()).status());
        assertEquals(404, api.delete("/api/v1/keys/" + made.get("id").asLong()).status());
        assertEquals(401, api.as("X-Api-Key", made.get("key").asString()).get("/api/v1/settings").status());
    }

    @Test
    void what_is_wrong_with_a_new_key_is_named() {
        assertEquals("access", api.post("/api/v1/keys", "{\"name\":\"homepage\",\"access\":\"some\"}").field());
        assertEquals("name", api.post("/api/v1/keys", "{\"name\":\" \",\"access\":\"read\"}").field());
        assertEquals(201, api.post("/api/v1/keys", "{\"name\":\"homepage\",\"access\":\"read\"}").status());
        assertEquals("name", api.post("/api/v1/keys", "{\"name\":\"HomePage\",\"access\":\"read\"}").field());
    }
}
