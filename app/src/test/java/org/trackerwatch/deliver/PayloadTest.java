package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Naming;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.Wishes;
import org.trackerwatch.core.Wording;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What programs are promised, held against what they get.
final class PayloadTest {

    private static final List<Rule> RULES = Rulebook.bundled().rules();
    private static final Schema SCHEMA = FakeWebhook.schema();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Tracker TRACKER = new Tracker(1, "Alphabet", "aither", Optional.empty(), Optional.of("Marvin"),
            Duration.ofHours(1), Optional.empty(), Optional.empty(), Tracker.Mode.ACTIVE, Instant.EPOCH);
    private static final Naming NAMING = new Naming("Aither", List.of("ATH"), List.of("aither.cc"), Optional.of("Bubbles"));

    static Stream<Rule> rules() {
        return RULES.stream();
    }

    private static Target target(boolean hideName) {
        return new Target(1, "T", "webhook", new Secret("x"), Wishes.ALL.rules(), Wishes.ALL.trackers(), Map.of(), Map.of(), hideName,
                Target.Health.GOOD);
    }

    /// Of each example of the rule's that fires.
    private static List<Message> messages(Rule rule, boolean hideName) {
        var wording = new Wording(TRACKER, NAMING, target(hideName), false, ZoneOffset.UTC);
        return rule.examples().stream().flatMap(example -> example.event(rule, RULES).stream())
                .map(event -> wording.message(event, rule, event.at().plus(Duration.ofHours(7)))).toList();
    }

    private static String json(Message message) {
        return JsonText.write(Payload.of(message, "msg_k3y-1", false));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void every_event_keeps_to_the_schema_with_the_name_and_without(Rule rule) {
        for (boolean hidden : new boolean[] {false, true}) {
            var messages = messages(rule, hidden);
            assertFalse(messages.isEmpty());
            for (var message : messages) {
                assertEquals(List.of(), SCHEMA.validate(json(message), InputFormat.JSON).stream().map(Object::toString).toList());
                assertEquals(List.of(), undescribed(JSON.readTree(json(message))));
                var plain = JsonText.write(Payload.of(message, "msg_k3y-1", true));
                assertEquals(List.of(), SCHEMA.validate(plain, InputFormat.JSON).stream().map(Object::toString).toList());
                assertTrue(json(message).length() < 4000, json(message));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void with_the_name_hidden_no_byte_of_any_event_gives_it_away(Rule rule) {
        for (var message : messages(rule, true)) {
            var bytes = json(message).toLowerCase(Locale.ROOT);
            Stream.of("alphabet", "aither", "ath\"", "marvin", "bubbles").forEach(word -> assertFalse(bytes.contains(word), bytes));
            assertTrue(bytes.contains("\"tracker\":null"), bytes);
        }
    }

    @Test
    void tests_and_notices_keep_to_it_too() {
        var test = new Message(Severity.INFO, "Test", "", List.of(), Instant.EPOCH, "C", Optional.empty(),
                Optional.of(Story.of(Story.TEST, "once", Map.of("target", "phone"))));
        var notice = new Message(Severity.URGENT, "Dead", "", List.of(), Instant.EPOCH, "C", Optional.of("delayed"));
        for (var message : List.of(test, notice)) {
            assertEquals(List.of(), SCHEMA.validate(json(message), InputFormat.JSON).stream().map(Object::toString).toList());
        }
        assertTrue(JSON.readTree(json(test)).path("meta").path("test").asBoolean());
    }

    @Test
    void the_schema_refuses_what_is_otherwise() {
        var good = json(messages(RULES.getFirst(), false).getFirst());
        for (var wrong : List.of(good.replace("\"summary\"", "\"sumary\""), good.replace("evt_", ""), good.replace("\"version\":\"1\"", "\"version\":1"))) {
            assertFalse(SCHEMA.validate(wrong, InputFormat.JSON).isEmpty(), wrong);
        }
    }

    @Test
    void it_is_as_the_documentation_shows_it() {
        var message = messages(RULES.stream().filter(rule -> rule.key().equals("ratio-drop")).findFirst().orElseThrow(), false).getFirst();
        var data = JSON.readTree(json(message)).path("event").path("data");
        assertEquals("2", data.path("previous_ratio").toString());
        assertEquals("1.8", data.path("current_ratio").toString());
        assertTrue(data.path("uploaded").isNull());
    }

    @Test
    void untrusted_text_is_cleaned_and_cut() {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("detail", "a\u202eb\u0000" + "x".repeat(5000));
        var message = new Message(Severity.INFO, "t\u202e".repeat(900), "d\u0007".repeat(9000), List.of(), Instant.EPOCH, "C", Optional.empty(),
                Optional.of(Story.of(Story.NOTICE, "x", data)));
        var body = JSON.readTree(json(message));
        assertEquals(500, body.path("summary").asString().length());
        assertEquals(3000, body.path("text").asString().length());
        assertTrue(body.path("event").path("data").path("detail").asString().startsWith("abx"));
        assertFalse(json(message).contains("\u202e"));
        assertTrue(json(message).length() < 20_000);
    }

    @Test
    void flat_has_one_level_with_the_event_s_data_under_short_names() {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("current_ratio", new BigDecimal("1.8"));
        data.put("seeding", null);
        data.put("figures", List.of("ratio", "buffer"));
        var message = new Message(Severity.INFO, "Title", "Text", List.of(), Instant.EPOCH, "C", Optional.empty(),
                Optional.of(new Story("evt_1", "ratio-drop", Optional.of(new Story.Subject("Alpha", "Site")), data, false)));
        var flat = Payload.flat(Payload.of(message, "msg_1", false));
        assertEquals("ratio-drop", flat.get("event_type"));
        assertEquals("Alpha", flat.get("tracker_name"));
        assertEquals(new BigDecimal("1.8"), flat.get("data_current_ratio"));
        assertEquals("ratio, buffer", flat.get("data_figures"));
        assertTrue(flat.containsKey("data_seeding"));
        assertTrue(flat.values().stream().noneMatch(value -> value instanceof Map || value instanceof List), flat::toString);
    }

    /// Names that the schema does not tell of.
    private static List<String> undescribed(JsonNode body) {
        try {
            var schema = JSON.readTree(Files.readString(Path.of("../docs/schema/webhook.schema.json")));
            var unknown = new TreeSet<String>();
            compare("", body, schema.path("properties"), unknown);
            compare("meta.", body.path("meta"), schema.path("properties").path("meta").path("properties"), unknown);
            compare("event.", body.path("event"), schema.path("properties").path("event").path("properties"), unknown);
            compare("data.", body.path("event").path("data"), schema.path("$defs").path("data").path("properties"), unknown);
            return unknown.stream().filter(name -> !name.matches("data\\.(previous|current|required)_.*")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void compare(String where, JsonNode body, JsonNode described, TreeSet<String> unknown) {
        body.propertyNames().stream().filter(name -> !described.has(name)).map(where::concat).forEach(unknown::add);
    }
}
