package org.trackerwatch.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Target;

final class TargetsPartTest extends WithDiscord {

    @Test
    void a_target_is_told_with_all_that_was_chosen_and_nothing_secret() {
        long id = target("phone").id();
        var list = json(200, api.get("/api/v1/targets"));
        assertEquals(1, list.size());
        var one = json(200, api.get("/api/v1/targets/" + id));
        assertEquals(list.get(0), one);
        assertEquals("good", one.get("state").asString());
        assertTrue(one.get("advice").isNull());
        assertTrue(one.get("default_events").asBoolean());
        assertEquals("info", one.get("calm").get("least").asString());
    }

    @Test
    void a_target_in_trouble_says_since_when_why_and_what_to_do() {
        var target = target("phone");
        api.with(tx -> api.app().targets().health(tx, target, new Target.Health(Target.Health.State.REFUSED, 1, Optional.empty(),
                Duration.ZERO, Optional.of("The webhook was deleted."), Optional.of(time.now()))));
        var told = json(200, api.get("/api/v1/targets/" + target.id()));
        assertEquals("refused", told.get("state").asString());
        assertEquals("The webhook was deleted.", told.get("reason").asString());
        assertEquals(time.now().toString(), told.get("since").asString());
        assertTrue(told.get("advice").asString().contains("address that works"), told::toString);
    }

    @Test
    void it_is_paused_and_resumed() {
        long id = target("phone").id();
        var paused = json(200, api.post("/api/v1/targets/" + id + "/pause", "{}"));
        assertEquals("paused", paused.get("state").asString());
        assertTrue(paused.get("advice").asString().contains("resume"));
        assertEquals("good", json(200, api.post("/api/v1/targets/" + id + "/resume", "{}")).get("state").asString());
    }

    @Test
    void it_is_removed_once() {
        long id = target("phone").id();
        assertEquals(204, api.delete("/api/v1/targets/" + id).status());
        assertEquals(404, api.delete("/api/v1/targets/" + id).status());
        assertEquals(404, api.get("/api/v1/targets/" + id).status());
        assertEquals("[]", api.get("/api/v1/targets").text());
    }

    @Test
    void who_may_only_look_changes_nothing() {
        long id = target("phone").id();
        api.key(false);
        assertEquals(200, api.get("/api/v1/targets").status());
        assertEquals(403, api.post("/api/v1/targets/" + id + "/pause", "{}").status());
        assertEquals(403, api.delete("/api/v1/targets/" + id).status());
    }

    @Test
    void kinds_say_what_their_addresses_look_like_and_what_can_be_set() {
        var kinds = json(200, api.get("/api/v1/target-kinds"));
        var telegram = kinds.valueStream().filter(kind -> kind.get("kind").asString().equals("telegram")).findFirst().orElseThrow();
        assertFalse(telegram.get("address").asString().isBlank());
        assertTrue(kinds.valueStream().flatMap(kind -> kind.get("settings").valueStream()).anyMatch(each -> each.get("secret").asBoolean()));
    }

    @Test
    void what_is_one_of_a_few_words_says_which_and_what_they_stand_for() {
        var settings = json(200, api.get("/api/v1/target-kinds")).valueStream().filter(kind -> kind.get("kind").asString().equals("webhook"))
                .flatMap(kind -> kind.get("settings").valueStream()).toList();
        var auth = settings.stream().filter(each -> each.get("key").asString().equals("auth")).findFirst().orElseThrow();
        assertEquals(List.of("none", "bearer", "basic", "header"), auth.get("values").valueStream().map(each -> each.get("value").asString()).toList());
        assertTrue(auth.get("allowed").asString().endsWith(" or header (an API key in a header of its own)"), auth.toString());
        settings.forEach(each -> assertFalse((each.get("meaning").asString() + each.get("allowed").asString()).matches(".*\\w=\\w.*"),
                "words of the command line only: " + each));
    }

    @Test
    void the_kind_is_recognised_from_an_address_that_is_not_repeated() {
        var known = json(200, api.post("/api/v1/target-kinds/recognise", "{\"url\":\"" + address + "\"}"));
        assertEquals("[\"discord\"]", known.get("kinds").toString());
        assertTrue(known.get("certain").asBoolean());
        var any = json(200, api.post("/api/v1/target-kinds/recognise", "{\"url\":\"https://hook.example.org/x\"}"));
        assertEquals("[\"webhook\"]", any.get("kinds").toString());
        assertFalse(any.get("certain").asBoolean());
        assertEquals("[]", json(200, api.post("/api/v1/target-kinds/recognise", "{\"url\":\"hello\"}")).get("kinds").toString());
        refused("url", api.post("/api/v1/target-kinds/recognise", "{\"url\":\" \"}"));
    }

    @Test
    void what_a_webhook_is_sent_of_each_event_is_as_that_event_s_schema_says() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (var rule : api.app().rulebook().rules()) {
            var schema = json(200, api.get("/api/v1/event-types/" + rule.key() + "/schema"));
            assertFalse(schema.at("/$defs/data/properties").isEmpty(), rule.key());
            var sent = json(200, api.post("/api/v1/targets/preview", "{\"kind\":\"webhook\",\"url\":\"https://hook.example.org/x\",\"event\":\""
                    + rule.key() + "\"}")).get("body").asString();
            assertEquals(List.of(), registry.getSchema(schema.toString()).validate(sent, InputFormat.JSON), rule.key());
        }
    }

    @Test
    void events_say_what_they_mean_and_what_may_be_set() {
        var types = json(200, api.get("/api/v1/event-types"));
        assertEquals(api.app().rulebook().rules().size(), types.size());
        var drop = json(200, api.get("/api/v1/event-types/ratio-drop"));
        assertEquals("#f59e0b", drop.get("colour").asString());
        assertEquals(6 * 3600, drop.get("cooldown_seconds").asInt());
        assertEquals("[0.1]", drop.get("threshold").get("default").toString());
        assertEquals("ratio", drop.get("threshold").get("unit").asString());
        assertEquals("[\"ratio\"]", drop.get("needs").toString());
        assertEquals(404, api.get("/api/v1/event-types/nothing").status());
    }
}
