package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.Credential;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;

final class TargetFormsPartTest extends WithDiscord {

    private static final String HOOK = "https://hook.example.org/s3cret-s3cret";

    private JsonNode added(String more) {
        return json(201, send("POST", "/api/v1/targets", form(more)));
    }

    private String form(String more) {
        return "{\"name\":\"phone\",\"url\":\"" + address + "\"" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private JsonNode webhook() {
        return json(201, send("POST", "/api/v1/targets", "{\"name\":\"mine\",\"url\":\"" + HOOK + "\",\"check\":false}"));
    }

    private JsonNode changed(long id, String json) {
        return json(200, send("PATCH", "/api/v1/targets/" + id, json));
    }

    private long tracker() {
        return api.with(tx -> api.app().registry().add(tx, new Tracker(0, "otters", "unit3d", Optional.of("https://tracker.example"),
                Optional.empty(), Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, time.now()),
                new Credential.ApiKey(new Secret("k".repeat(40))), Optional.empty(), time.now())).id();
    }

    @Test
    void an_address_is_enough_its_kind_is_recognised_and_its_service_asked() {
        var answer = send("POST", "/api/v1/targets", form(""));
        var made = json(201, answer);
        assertEquals("discord", made.get("kind").asString());
        assertEquals("/api/v1/targets/" + made.get("id").asLong(), answer.headers().get("location"));
        assertTrue(made.get("remark").asString().startsWith("It is called"), made::toString);
        assertEquals(0, discord.posts().size(), "nothing was posted");
    }

    @Test
    void all_that_the_command_can_choose_can_be_chosen() {
        long otters = tracker();
        var made = added("""
                "events": ["ratio-drop", "hit-and-run"], "tracker_ids": [%d], "hide_tracker_name": true,
                "thresholds": {"ratio-drop": [0.25]}, "cooldown_seconds": {"hit-and-run": 3600}, "allow_private": true,
                "calm": {"least": "warning", "batch": false, "reminders": false, "digest": {"at": "07:30", "day": "friday"},
                         "quiet": {"from": "22:00", "to": "07:00", "mode": "silent", "days": ["saturday", "sunday"]}}""".formatted(otters));
        assertEquals("[\"hit-and-run\",\"ratio-drop\"]", made.get("events").toString());
        assertEquals("[" + otters + "]", made.get("tracker_ids").toString());
        assertEquals("{\"ratio-drop\":[0.25]}", made.get("thresholds").toString());
        assertEquals("{\"hit-and-run\":3600}", made.get("cooldown_seconds").toString());
        assertTrue(made.get("hide_tracker_name").asBoolean() && made.get("allow_private").asBoolean());
        assertEquals("{\"least\":\"warning\",\"quiet\":{\"from\":\"22:00\",\"to\":\"07:00\",\"mode\":\"silent\",\"days\":[\"saturday\",\"sunday\"]},"
                + "\"batch\":false,\"reminders\":false,\"digest\":{\"at\":\"07:30\",\"day\":\"friday\"}}", made.get("calm").toString());
    }

    @Test
    void only_what_is_sent_changes_and_null_takes_back() {
        long id = added("\"events\":[\"ratio-drop\"],\"thresholds\":{\"ratio-drop\":[0.5],\"zero-seeding\":null},"
                + "\"calm\":{\"quiet\":{\"from\":\"22:00\",\"to\":\"07:00\"}}").get("id").asLong();
        var renamed = changed(id, "{\"name\":\"tablet\"}");
        assertEquals("tablet", renamed.get("name").asString());
        assertEquals("[\"ratio-drop\"]", renamed.get("events").toString());
        assertEquals("22:00", renamed.get("calm").get("quiet").get("from").asString());
        var back = changed(id, "{\"events\":null,\"thresholds\":{\"ratio-drop\":null},\"calm\":{\"quiet\":null,\"least\":\"urgent\"}}");
        assertTrue(back.get("default_events").asBoolean());
        assertEquals("{}", back.get("thresholds").toString());
        assertTrue(back.get("calm").get("quiet").isNull());
        assertEquals("urgent", back.get("calm").get("least").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "events                 | \"events\":[\"ratio-dorp\"]",
        "events                 | \"events\":[]",
        "tracker_ids            | \"tracker_ids\":[99]",
        "thresholds.ratio-drop  | \"thresholds\":{\"ratio-drop\":[0]}",
        "thresholds.ratio-drop  | \"thresholds\":{\"ratio-drop\":[1,2]}",
        "thresholds.hit-and-run | \"thresholds\":{\"hit-and-run\":[0.5]}",
        "thresholds.nothing     | \"thresholds\":{\"nothing\":[1]}",
        "cooldown_seconds.hit-and-run | \"cooldown_seconds\":{\"hit-and-run\":-1}",
        "options.nothing        | \"options\":{\"nothing\":\"x\"}",
        "secrets.nothing        | \"secrets\":{\"nothing\":\"x\"}",
        "fallback_id            | \"fallback_id\":99",
        "kind                   | \"kind\":\"pigeon\"",
        "url                    | \"kind\":\"slack\"",
        "calm.least             | \"calm\":{\"least\":\"loud\"}",
        "calm.quiet.from        | \"calm\":{\"quiet\":{\"from\":\"25:00\",\"to\":\"07:00\"}}",
        "calm.quiet.to          | \"calm\":{\"quiet\":{\"from\":\"22:00\"}}",
        "calm.quiet.days        | \"calm\":{\"quiet\":{\"from\":\"22:00\",\"to\":\"07:00\",\"days\":[]}}",
        "calm.digest.day        | \"calm\":{\"digest\":{\"day\":\"someday\"}}",
        "evnets                 | \"evnets\":[\"ratio-drop\"]"})
    void a_wrong_choice_is_refused_by_its_name(String field, String more) {
        refused(field, send("POST", "/api/v1/targets", form(more)));
        assertEquals("[]", api.get("/api/v1/targets").text());
    }

    @Test
    void a_name_is_needed_and_taken_once() {
        refused("name", send("POST", "/api/v1/targets", "{\"url\":\"" + address + "\"}"));
        added("");
        refused("name", send("POST", "/api/v1/targets", form("").replace("phone", "PHONE")));
    }

    @Test
    void a_webhook_that_was_deleted_is_refused_and_nothing_added() {
        discord.delete(WEBHOOK);
        var refused = refused("url", send("POST", "/api/v1/targets", form("")));
        assertTrue(refused.detail().endsWith("Nothing was changed."), refused.detail());
        assertEquals("[]", api.get("/api/v1/targets").text());
        added("\"check\":false");
    }

    @Test
    void an_address_in_the_own_network_needs_leave_and_says_which_field_gives_it() {
        var home = "{\"name\":\"mine\",\"url\":\"https://192.168.1.5/s3cret\"%s}";
        var refused = refused("allow_private", send("POST", "/api/v1/targets", home.formatted("")));
        assertFalse(refused.detail().contains("--allow-private"), refused.detail());
        long id = json(201, send("POST", "/api/v1/targets", home.formatted(",\"allow_private\":true"))).get("id").asLong();
        refused("allow_private", send("PATCH", "/api/v1/targets/" + id, "{\"allow_private\":false}"));
    }

    @Test
    void the_kind_of_a_target_stays() {
        long id = added("").get("id").asLong();
        refused("kind", send("PATCH", "/api/v1/targets/" + id, "{\"kind\":\"slack\"}"));
        changed(id, "{\"kind\":\"discord\"}");
    }

    @Test
    void a_key_to_sign_with_is_shown_once() {
        var made = webhook();
        var key = made.get("signing_secret").asString();
        assertTrue(key.startsWith("whsec_"), key);
        var later = api.get("/api/v1/targets/" + made.get("id").asLong()).text();
        assertFalse(later.contains(key), later);
        assertTrue(later.contains("\"secrets\":[\"secret\"]"), later);
    }

    @Test
    void a_key_is_changed_and_the_former_one_signs_beside_it_for_a_day() {
        var made = webhook();
        var path = "/api/v1/targets/" + made.get("id").asLong() + "/rotate";
        var rotated = json(200, send("POST", path, "{}"));
        assertNotEquals(made.get("signing_secret"), rotated.get("signing_secret"));
        assertFalse(rotated.get("former_until").isNull());
        var atOnce = json(200, send("POST", path, "{\"at_once\":true,\"secret\":\"a-secret-of-my-own-0123\"}"));
        assertTrue(atOnce.get("former_until").isNull() && atOnce.get("signing_secret").isNull());
        refused("secret", send("POST", path, "{\"secret\":\"short\"}"));
        assertEquals(409, send("POST", "/api/v1/targets/" + added("").get("id").asLong() + "/rotate", "{}").status());
    }

    @Test
    void a_fallback_is_another_target() {
        long one = added("").get("id").asLong();
        long other = json(201, send("POST", "/api/v1/targets", form("\"fallback_id\":" + one).replace("phone", "tablet"))).get("id").asLong();
        refused("fallback_id", send("PATCH", "/api/v1/targets/" + other, "{\"fallback_id\":" + other + "}"));
        assertEquals("phone", json(200, api.get("/api/v1/targets/" + other)).get("fallback").asString());
    }
}
