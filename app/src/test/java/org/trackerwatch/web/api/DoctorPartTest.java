package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import tools.jackson.databind.JsonNode;

final class DoctorPartTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    private JsonNode check(String name) {
        return api.json(200, api.get("/api/v1/doctor")).get("checks").valueStream().filter(check -> check.get("name").asString().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void what_is_well_and_what_is_not_is_told_with_what_to_do() {
        assertEquals("ok", check("database").get("status").asString());
        var targets = check("targets").get("findings").get(0);
        assertEquals("warning", targets.get("status").asString());
        assertTrue(targets.get("remedy").asString().contains("target add"), targets::toString);
    }

    @Test
    void whoever_asks_often_gets_what_was_found_a_minute_ago_at_most() throws IOException {
        var before = api.json(200, api.get("/api/v1/doctor"));
        Files.writeString(Files.createDirectories(directory.resolve("definitions")).resolve("mine.yaml"), "schema: 1\nslug: mine\nnamme: Mine\n");
        assertEquals(before, api.json(200, api.get("/api/v1/doctor")));
        api.time().pass(Duration.ofSeconds(61));
        assertEquals("broken", check("definitions").get("status").asString());
    }

    @Test
    void it_leaves_the_daemons_database_as_it_was() {
        api.get("/api/v1/doctor");
        assertEquals(200, api.put("/api/v1/settings/poll-interval", "{\"value\":\"90m\"}").status());
        assertTrue(check("daemon").get("findings").get(0).get("text").asString().startsWith("A daemon runs"), "whoever asks is answered by it");
    }

    @Test
    void strangers_are_told_nothing_and_who_may_only_read_is() {
        assertEquals(200, api.key(false).get("/api/v1/doctor").status());
        var refused = api.anonymous().get("/api/v1/doctor");
        assertEquals(401, refused.status());
        assertFalse(refused.text().contains(directory.toString()));
    }
}
