package org.trackerwatch.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.Api;

final class HeadTest {

    @TempDir
    Path directory;

    @AutoClose
    private Api api;

    @BeforeEach
    void open() {
        api = Api.in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ping", "/api/v1/settings", "/api/v1/openapi.json", "/js/shell.js", "/nothing", "/api/v1/live"})
    void head_is_answered_as_get_without_the_body_and_as_well_guarded(String path) {
        var head = api.bare("HEAD", path, Optional.empty());
        assertEquals(0, head.bytes().length);
        assertTrue(head.headers().containsKey("content-security-policy"), head.headers().toString());
        if (!path.endsWith("live")) {
            assertEquals(api.bare("GET", path, Optional.empty()).status(), head.status());
        }
    }

    @Test
    void head_tells_a_stranger_no_more_than_get_does() {
        assertEquals(401, api.anonymous().bare("HEAD", "/api/v1/settings", Optional.empty()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE", "PROPFIND"})
    void no_other_method_does_anything(String method) {
        var answer = api.bare(method, "/api/v1/settings", Optional.empty());
        assertTrue(answer.status() == 405 || answer.status() == 404 || answer.status() == 400, method + " " + answer.status());
        assertTrue(answer.headers().containsKey("content-security-policy"), answer.headers().toString());
    }
}
