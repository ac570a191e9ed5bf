package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Delivery;

final class TargetTrialsPartTest extends WithDiscord {

    private List<Delivery> deliveries() {
        return api.with(tx -> api.app().deliveries().list(tx, Optional.empty(), List.of(), Instant.EPOCH, time.now().plus(Duration.ofDays(1))));
    }

    @Test
    void a_test_of_a_target_arrives_and_is_a_delivery_like_any_other() {
        long id = target("phone").id();
        var came = json(200, send("POST", "/api/v1/targets/" + id + "/test", "{\"event\":\"hit-and-run\"}"));
        assertTrue(came.get("arrived").asBoolean(), came::toString);
        assertEquals(200, came.get("status").asInt());
        assertEquals(deliveries().getFirst().id(), came.get("delivery_id").asLong());
        assertEquals(1, discord.posts().size());
    }

    @Test
    void a_test_that_is_refused_says_why() {
        long id = target("phone").id();
        discord.delete(WEBHOOK);
        var came = json(200, send("POST", "/api/v1/targets/" + id + "/test", "{}"));
        assertFalse(came.get("arrived").asBoolean());
        assertEquals("target-refused", came.get("outcome").asString());
        assertTrue(came.get("sentence").asString().contains("webhook"), came::toString);
    }

    @Test
    void nothing_is_sent_to_who_is_paused() {
        long id = target("phone").id();
        json(200, api.post("/api/v1/targets/" + id + "/pause", "{}"));
        assertEquals(409, send("POST", "/api/v1/targets/" + id + "/test", "{}").status());
    }

    @Test
    void a_form_is_tried_just_as_it_stands_and_leaves_nothing_but_its_request_in_the_log() {
        var came = json(200, send("POST", "/api/v1/targets/test", "{\"url\":\"" + address + "\",\"event\":\"ratio-drop\"}"));
        assertTrue(came.get("arrived").asBoolean(), came::toString);
        assertTrue(came.get("delivery_id").isNull());
        assertEquals(1, discord.posts().size());
        assertEquals(List.of(), deliveries());
        assertEquals("[]", api.get("/api/v1/targets").text());
        var log = api.with(tx -> api.app().attempts().since(tx, Instant.EPOCH));
        assertEquals(1, log.size());
        assertTrue(log.getFirst().target().isEmpty());
        assertEquals("delivered", log.getFirst().outcome());
    }

    @Test
    void a_form_of_a_stored_target_takes_its_address_from_there_and_changes_nothing() {
        long id = target("phone").id();
        var came = json(200, send("POST", "/api/v1/targets/test", "{\"id\":" + id + ",\"name\":\"tablet\",\"hide_tracker_name\":true,\"event\":\"ratio-drop\"}"));
        assertTrue(came.get("arrived").asBoolean(), came::toString);
        assertFalse(discord.posts().getFirst().message().toString().contains("Example tracker"), "the form hides the name");
        assertEquals("phone", json(200, api.get("/api/v1/targets/" + id)).get("name").asString());
    }

    @Test
    void a_form_that_fails_says_nothing_against_the_stored_target() {
        long id = target("phone").id();
        var wrong = address.replaceFirst("\\d{18}", "999999999999999999");
        var came = json(200, send("POST", "/api/v1/targets/test", "{\"id\":" + id + ",\"url\":\"" + wrong + "\"}"));
        assertFalse(came.get("arrived").asBoolean());
        assertEquals("good", json(200, api.get("/api/v1/targets/" + id)).get("state").asString());
    }

    @Test
    void an_impatient_finger_waits_as_every_message_does() {
        for (int i = 0; i < 12; i++) {
            json(200, send("POST", "/api/v1/targets/test", "{\"url\":\"" + address + "\"}"));
        }
        var came = json(200, send("POST", "/api/v1/targets/test", "{\"url\":\"" + address + "\"}"));
        assertEquals("throttled", came.get("outcome").asString());
        assertTrue(came.get("sentence").asString().contains("again in"), came::toString);
    }

    @Test
    void what_is_wrong_in_a_form_is_named() {
        refused("url", send("POST", "/api/v1/targets/test", "{}"));
        refused("event", send("POST", "/api/v1/targets/test", "{\"url\":\"" + address + "\",\"event\":\"nothing\"}"));
        refused("id", send("POST", "/api/v1/targets/preview", "{\"id\":99}"));
        refused("thresholds.ratio-drop", send("POST", "/api/v1/targets/preview", "{\"url\":\"" + address + "\",\"thresholds\":{\"ratio-drop\":[0]}}"));
    }

    @Test
    void a_preview_shows_the_request_masked_and_what_it_says_and_sends_nothing() {
        long id = target("phone").id();
        var stored = json(200, send("POST", "/api/v1/targets/" + id + "/preview", "{\"event\":\"ratio-drop\"}"));
        assertTrue(stored.get("url").asString().contains("•••"), stored::toString);
        assertTrue(stored.get("body").asString().contains("embeds"), stored::toString);
        var rendering = stored.get("rendering");
        assertTrue(rendering.get("title").asString().contains("Example tracker"), rendering::toString);
        assertEquals("#f59e0b", rendering.get("colour").asString());
        assertFalse(rendering.get("footer").asString().isBlank());
        var hidden = json(200, send("POST", "/api/v1/targets/preview", "{\"id\":" + id + ",\"hide_tracker_name\":true,\"event\":\"ratio-drop\"}"));
        assertFalse(hidden.toString().contains("Example tracker"), hidden::toString);
        assertEquals(0, discord.posts().size());
    }

    @Test
    void who_may_only_look_may_see_a_preview_of_what_is_stored_and_try_nothing() {
        long id = target("phone").id();
        api.key(false);
        assertEquals(200, send("POST", "/api/v1/targets/" + id + "/preview", "{}").status());
        assertEquals(403, send("POST", "/api/v1/targets/" + id + "/test", "{}").status());
        assertEquals(403, send("POST", "/api/v1/targets/test", "{\"url\":\"" + address + "\"}").status());
    }
}
