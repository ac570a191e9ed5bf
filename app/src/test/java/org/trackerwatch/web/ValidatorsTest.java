package org.trackerwatch.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;

class ValidatorsTest {

    @Test
    void who_has_an_answer_is_told_so_until_it_is_another(@TempDir Path directory) {
        try (var api = Api.in(directory)) {
            var first = api.get("/api/v1/settings");
            var known = first.headers().get("etag");
            assertTrue(known.startsWith("W/\""), known);
            api.as("If-None-Match", "\"another\", " + known);
            var same = api.bare("GET", "/api/v1/settings", Optional.empty());
            assertEquals(304, same.status());
            assertEquals(0, same.bytes().length);
            assertEquals(known, same.headers().get("etag"));
            api.put("/api/v1/settings/poll-interval", "{\"value\":\"90m\"}");
            var changed = api.bare("GET", "/api/v1/settings", Optional.empty());
            assertEquals(200, changed.status(), changed.text());
            assertNotEquals(known, changed.headers().get("etag"));
        }
    }

    @Test
    void a_bit_more_or_less_anywhere_makes_another_tag() {
        var answer = new byte[2000];
        new Random(3).nextBytes(answer);
        var tags = new HashSet<String>();
        for (int bit = 0; bit < answer.length * Byte.SIZE; bit++) {
            var other = answer.clone();
            other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            tags.add(Validators.tag(other));
        }
        tags.add(Validators.tag(answer));
        tags.add(Validators.tag(Arrays.copyOf(answer, answer.length - 1)));
        assertEquals(answer.length * Byte.SIZE + 2, tags.size());
        assertEquals(Validators.tag(answer), Validators.tag(answer.clone()));
    }
}
