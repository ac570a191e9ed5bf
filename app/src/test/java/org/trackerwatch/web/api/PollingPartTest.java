package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.Api;
import tools.jackson.databind.JsonNode;

final class PollingPartTest {

    @TempDir
    Path directory;

    private Pond pond;

    @BeforeEach
    void open() {
        pond = new Pond(directory);
    }

    @AfterEach
    void close() {
        pond.close();
    }

    private JsonNode polled(String body) {
        return pond.api.json(200, pond.post("/1/poll", body));
    }

    private void added() {
        pond.api.json(201, pond.add(""));
        pond.api.time().pass(Duration.ofMinutes(20));
    }

    private void byHand() throws IOException {
        pond.shy(directory);
        pond.api.json(201, pond.post("", "{\"site\":\"shy\",\"name\":\"Newts\"}"));
        pond.api.time().pass(Duration.ofMinutes(1));
    }

    @Test
    void a_poll_says_what_was_read_and_what_it_caused() {
        added();
        pond.site.says("User", 4_000, 1_000, 2);
        var polled = polled("{}");
        assertEquals("read", polled.get("outcome").asString());
        assertEquals(2, polled.get("hit_and_runs").asInt());
        assertEquals("hit-and-run", polled.get("events").get(0).get("event").asString());
    }

    @Test
    void a_site_that_was_asked_lately_is_left_alone_unless_the_user_insists() {
        pond.api.json(201, pond.add(""));
        var early = polled("{}");
        assertEquals("too-early", early.get("outcome").asString());
        assertTrue(early.get("force_allowed").asBoolean());
        assertEquals(1, pond.site.requests());
        assertEquals("read", polled("{\"force\":true}").get("outcome").asString());
        assertEquals(2, pond.site.requests());
    }

    @Test
    void who_asked_to_be_left_alone_is_so_whatever_the_user_says() {
        added();
        pond.site.asksForAnHour();
        assertEquals("failed", polled("{}").get("outcome").asString());
        var early = polled("{\"force\":true}");
        assertEquals("too-early", early.get("outcome").asString());
        assertFalse(early.get("force_allowed").asBoolean());
    }

    @Test
    void a_refusal_stops_it_and_says_why() {
        added();
        pond.site.refuses();
        var polled = polled("{}");
        assertEquals("credential-refused", polled.get("failure").get("reason").asString());
        assertTrue(polled.get("next_at").isNull());
        assertEquals("stopped", polled("{}").get("outcome").asString());
    }

    @Test
    void a_paused_one_is_not_asked() {
        added();
        pond.post("/1/pause", "{}");
        assertEquals("paused", polled("{}").get("outcome").asString());
    }

    @Test
    void what_was_asked_of_a_site_can_be_shown_to_its_staff() {
        pond.api.json(201, pond.add(""));
        var requests = pond.api.json(200, pond.api.get("/api/v1/trackers/1/requests"));
        assertEquals(1, requests.size());
        assertEquals("GET", requests.get(0).get("method").asString());
        assertEquals(200, requests.get(0).get("status").asInt());
        assertEquals("/api/user", requests.get(0).get("path").asString());
        assertEquals(0, pond.api.json(200, pond.api.get("/api/v1/trackers/1/requests?since=2999-01-01T00:00:00Z")).size());
        assertEquals("since", pond.api.get("/api/v1/trackers/1/requests?since=yesterday").field());
    }

    private Api.Answer recorded(String json) {
        return pond.post("/1/record", json);
    }

    @Test
    void figures_are_taken_as_numbers_and_as_texts_with_a_unit() throws IOException {
        byHand();
        var recorded = pond.api.json(200, recorded("""
                {"uploaded":"1.5 TiB","downloaded":1099511627776,"seeding":31,"class":"Member","warned":true,"bonus":12.5,"joined":"2021-03-04"}"""));
        assertEquals(3L << 39, recorded.get("uploaded").asLong());
        assertEquals(1.5, recorded.get("ratio").asDouble());
        assertEquals("account-warned", recorded.get("events").get(0).get("event").asString());
        assertEquals(31, pond.shown().get("known").get("seeding").asInt());
    }

    @Test
    void a_figure_that_fell_is_doubted() throws IOException {
        byHand();
        recorded("{\"uploaded\":2199023255552,\"downloaded\":1}");
        pond.api.time().pass(Duration.ofMinutes(1));
        assertTrue(pond.api.json(200, recorded("{\"uploaded\":1099511627776,\"downloaded\":1}")).get("doubtful").asBoolean());
        assertEquals("doubtful", pond.shown().get("attention").get(0).get("code").asString());
    }

    @Test
    void each_wrong_figure_is_named() throws IOException {
        byHand();
        wrong("uploaded", "{}");
        wrong("downloaded", "{\"uploaded\":1}");
        wrong("uploaded", "{\"uploaded\":\"much\",\"downloaded\":1}");
        wrong("uploaded", "{\"uploaded\":-1,\"downloaded\":1}");
        wrong("seeding", "{\"seeding\":-1}");
        wrong("ratio", "{\"ratio\":\"big\"}");
        wrong("bonus", "{\"bonus\":1e99}");
        wrong("joined", "{\"joined\":\"2999-01-01\"}");
        wrong("warned", "{\"warned\":\"yes\"}");
        wrong("at", "{\"seeding\":1,\"at\":\"2999-01-01T00:00:00Z\"}");
        wrong("seeders", "{\"seeders\":1}");
        wrong("username", "{\"username\":\"newt\"}");
        assertTrue(pond.shown().get("reading").isNull());
    }

    private void wrong(String field, String json) {
        var refused = recorded(json);
        assertEquals(422, refused.status(), refused.text());
        assertEquals(field, refused.field(), refused.text());
    }

    @Test
    void what_is_polled_takes_no_figures_by_hand() {
        added();
        var refused = recorded("{\"seeding\":1}");
        assertEquals(409, refused.status());
        assertTrue(refused.detail().contains("pause it first"), refused.detail());
    }

    @Test
    void who_may_only_read_polls_and_records_nothing() {
        added();
        pond.api.key(false);
        assertEquals(403, pond.post("/1/poll", "{}").status());
        assertEquals(403, recorded("{\"seeding\":1}").status());
        assertEquals(1, pond.site.requests());
    }
}
