package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;

final class ChangingPartTest {

    @TempDir
    Path directory;

    private Pond pond;

    @BeforeEach
    void open() {
        pond = new Pond(directory);
        pond.api.json(201, pond.add(",\"min_ratio\":0.6,\"joined\":\"2021-03-04\",\"max_per_day\":4"));
        pond.api.time().pass(Duration.ofMinutes(30));
    }

    @AfterEach
    void close() {
        pond.close();
    }

    private static void refused(int status, String field, String words, Api.Answer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(field, answer.field(), answer.text());
        assertTrue(answer.detail().contains(words), answer.detail());
    }

    @Test
    void only_what_is_sent_changes() {
        var changed = pond.api.json(200, pond.patch("{\"name\":\"Big Otters\",\"min_ratio\":1.2}"));
        assertEquals("Big Otters", changed.get("name").asString());
        assertEquals(1.2, changed.get("min_ratio").asDouble());
        assertEquals("2021-03-04", changed.get("joined").asString());
        assertEquals(4, changed.get("max_per_day").asInt());
        assertEquals(1, pond.site.requests());
    }

    @Test
    void null_takes_back() {
        var changed = pond.api.json(200, pond.patch("{\"min_ratio\":null,\"joined\":null,\"max_per_day\":null,\"interval_seconds\":null}"));
        assertTrue(changed.get("min_ratio").isNull());
        assertTrue(changed.get("joined").isNull());
        assertTrue(changed.get("max_per_day").isNull());
        assertEquals(3600, changed.get("interval_seconds").asInt());
    }

    @Test
    void it_is_hidden_and_put_in_its_place() {
        pond.api.json(201, pond.post("", pond.form(Pond.OTHER, ",\"check\":false").replace("Otters", "Ants")));
        var changed = pond.api.json(200, pond.patch("{\"hidden\":true,\"position\":1}"));
        assertTrue(changed.get("hidden").asBoolean());
        assertEquals(1, changed.get("position").asInt());
        assertEquals("Otters", pond.api.get("/api/v1/trackers").json().get(0).get("name").asString());
        assertFalse(pond.api.json(200, pond.patch("{\"hidden\":false,\"position\":99}")).get("hidden").asBoolean());
        assertEquals(2, pond.shown().get("position").asInt());
        refused(422, "position", "1 or more", pond.patch("{\"position\":0}"));
    }

    @Test
    void another_key_is_proved_by_one_request_and_read_by_it() {
        pond.site.says("User", 5_000, 1_000, 0);
        var changed = pond.api.json(200, pond.patch("{\"secret\":\"" + Pond.OTHER + "\"}"));
        assertEquals(2, pond.site.requests());
        assertEquals(5_000L << 30, changed.get("reading").get("uploaded").asLong());
    }

    @Test
    void a_form_that_was_tried_before_it_is_saved_is_one_visit() {
        pond.api.time().pass(Duration.ofMinutes(1));
        pond.site.says("User", 5_000, 1_000, 0);
        assertEquals(200, pond.post("/test", pond.form(Pond.OTHER, "")).status());
        pond.api.time().pass(Duration.ofMinutes(1));
        var changed = pond.api.json(200, pond.patch("{\"secret\":\"" + Pond.OTHER + "\"}"));
        assertEquals(2, pond.site.requests(), "one when it was added, one when it was tried");
        assertEquals(5_000L << 30, changed.get("reading").get("uploaded").asLong());
        assertEquals(pond.api.time().now().minus(Duration.ofMinutes(1)).toString(), changed.get("reading").get("at").asString());
    }

    @Test
    void what_was_tried_before_the_last_poll_is_asked_anew() {
        pond.api.time().pass(Duration.ofDays(1));
        assertEquals(200, pond.post("/test", pond.form(Pond.OTHER, "")).status());
        pond.api.time().pass(Duration.ofMinutes(1));
        assertEquals(200, pond.post("/1/poll", "{}").status());
        assertEquals(3, pond.site.requests());
        assertEquals(200, pond.patch("{\"secret\":\"" + Pond.OTHER + "\"}").status());
        assertEquals(4, pond.site.requests());
    }

    @Test
    void what_the_site_refused_when_it_was_tried_is_not_asked_again() {
        pond.site.refuses();
        pond.post("/test", pond.form(Pond.OTHER, ""));
        int asked = pond.site.requests();
        refused(422, "secret", "its former credential stays", pond.patch("{\"secret\":\"" + Pond.OTHER + "\"}"));
        assertEquals(asked, pond.site.requests());
    }

    @Test
    void a_key_that_is_refused_takes_the_place_of_nothing() {
        pond.site.refuses();
        refused(422, "secret", "its former credential stays", pond.patch("{\"name\":\"Changed\",\"secret\":\"" + Pond.OTHER + "\"}"));
        assertEquals("Otters", pond.shown().get("name").asString());
        assertEquals("good", pond.shown().get("state").asString());
    }

    @Test
    void the_very_key_that_was_refused_is_not_asked_with_again() {
        pond.api.time().pass(Duration.ofDays(1));
        pond.site.refuses();
        pond.post("/1/poll", "{}");
        assertEquals("stopped", pond.shown().get("mode").asString());
        int asked = pond.site.requests();
        refused(422, "secret", "that very credential", pond.patch("{\"secret\":\"" + Pond.KEY + "\"}"));
        assertEquals(asked, pond.site.requests());
    }

    @Test
    void without_a_check_a_new_key_is_taken_at_its_word() {
        pond.api.json(200, pond.patch("{\"secret\":\"" + Pond.OTHER + "\",\"check\":false}"));
        assertEquals(1, pond.site.requests());
    }

    @Test
    void a_taken_name_and_each_wrong_field_are_named() {
        pond.post("", pond.form(Pond.OTHER, ",\"check\":false").replace("Otters", "Ants"));
        refused(422, "name", "Ants", pond.patch("{\"name\":\"ants\"}"));
        refused(422, "name", "empty", pond.patch("{\"name\":\"  \"}"));
        refused(422, "site", "no such site", pond.patch("{\"site\":\"no-such-site\"}"));
        refused(422, "user_agent", "belongs to the cookies", pond.patch("{\"user_agent\":\"Mozilla\"}"));
        refused(422, "credential", "no such field", pond.patch("{\"credential\":\"x\"}"));
    }

    @Test
    void it_does_not_become_one_that_is_never_polled_nor_the_other_way_round() throws IOException {
        pond.shy(directory);
        refused(422, "site", "Add it as a tracker of its own", pond.patch("{\"site\":\"shy\",\"url\":null}"));
        pond.post("", "{\"site\":\"shy\",\"name\":\"Newts\"}");
        refused(422, "secret", "nothing yet that opens", pond.api.patch("/api/v1/trackers/2", "{\"site\":\"aither\"}"));
        assertEquals(409, pond.post("/2/pause", "{}").status());
        assertEquals(409, pond.post("/2/resume", "{}").status());
    }

    @Test
    void it_is_paused_and_resumed_no_sooner_than_its_site_allows() {
        assertEquals("paused", pond.api.json(200, pond.post("/1/pause", "{}")).get("mode").asString());
        var resumed = pond.api.json(200, pond.post("/1/resume", "{}"));
        assertEquals("active", resumed.get("mode").asString());
        assertTrue(Instant.parse(resumed.get("due_at").asString()).isAfter(pond.api.time().now()));
    }

    @Test
    void it_is_removed_with_all_that_was_read() {
        assertEquals(204, pond.api.delete("/api/v1/trackers/1").status());
        assertEquals(0, pond.trackers());
        assertEquals(404, pond.api.delete("/api/v1/trackers/1").status());
        assertEquals(404, pond.patch("{\"name\":\"Gone\"}").status());
    }
}
