package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.Seed;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Wishes;
import tools.jackson.databind.JsonNode;

final class HomeAssistantTest {

    private static final String TOKEN = FakeHomeAssistant.TOKEN;
    private static final String PHONE = "/api/services/notify/mobile_app_pixel";
    private static final String ENTITY = "/api/services/notify/send_message?entity_id=notify.living_room";
    private static final String HOOK = "/api/webhook/" + FakeHomeAssistant.HOOK;

    private final SettableTime time = new SettableTime();
    private final FakeHomeAssistant service = new FakeHomeAssistant(time);
    private final Wire wire = new Wire(PostOffice.HTTP, time);
    private final HomeAssistant assistant = new HomeAssistant();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_phone_is_sent_title_and_text_and_how_urgent_it_is() {
        var alert = new Message(Severity.URGENT, "Hit-and-run", "2 → 3", List.of(new Figure("Ratio", "1.2")), Instant.EPOCH, "K7QX", Optional.empty());
        var call = assistant.render(Parcels.of(List.of(alert), Form.SHARED), target("https://ha.example.org:8123" + PHONE + " " + TOKEN, false));
        assertEquals("https://ha.example.org:8123" + PHONE, call.url().reveal());
        assertEquals("Bearer " + TOKEN, call.headers().get("Authorization"));
        assertEquals(JsonText.read("""
                {"title": "Hit-and-run", "message": "2 → 3\\nRatio: 1.2\\nK7QX", "data": {"tag": "k3y-1", "group": "trackerwatch", "ttl": 0,
                 "priority": "high", "push": {"interruption-level": "time-sensitive"}}}"""), body(call));
        assertEquals(Call.Reach.PUBLIC, call.reach());
        assertEquals(Call.Reach.PRIVATE_TOO, assistant.render(Parcels.of(List.of(alert), Form.SHARED),
                target("http://homeassistant.local:8123" + PHONE + " " + TOKEN, true)).reach());
        var silent = assistant.render(new Parcel(List.of(alert), Form.SHARED, "k", Instant.EPOCH, true), at(PHONE));
        assertEquals("passive", body(silent).path("data").path("push").path("interruption-level").asString());
        assertFalse(body(silent).path("data").has("ttl"));
    }

    @Test
    void other_services_and_the_plain_form_get_nothing_that_they_might_not_know() {
        var other = body(assistant.render(Parcels.of(List.of(message("a", "b")), Form.SHARED), target("https://ha.example.org/api/services/notify/notify " + TOKEN, false)));
        assertEquals(JsonText.read("{\"title\": \"a\", \"message\": \"b\\nK7QX\"}"), other);
        assertEquals(JsonText.read("{\"message\": \"🟠 a\\nb\\nK7QX\"}"), body(assistant.render(Parcels.of(List.of(message("a", "b")), Form.PLAIN), at(PHONE))));
    }

    @Test
    void an_entity_may_show_no_title_so_the_text_has_it() {
        var call = assistant.render(Parcels.of(List.of(message("a", "b"), message("c", "d")), Form.SHARED), at(ENTITY));
        assertEquals(JsonText.read("{\"entity_id\": \"notify.living_room\", \"message\": \"🟠 a\\nb\\nK7QX\\n\\n🟠 c\\nd\\nK7QX\"}"), body(call));
        assertEquals(new Result.Delivered(Optional.empty()), sent(call));
        assertEquals("notify.living_room", service.posts().getFirst().to());
    }

    @Test
    void an_automation_is_a_program_and_is_sent_one_message_at_a_time_as_json() {
        var call = assistant.render(Parcels.of(List.of(message("a", "b"), message("c", "d")), Form.SHARED), at(HOOK));
        assertEquals(1, call.messages());
        assertEquals("a", body(call).path("summary").asString());
        assertEquals("msg_k3y-1", body(call).path("meta").path("delivery_id").asString());
        assertFalse(call.headers().containsKey("Authorization"));
        assertEquals(new Result.Accepted(), sent(call));
        assertEquals(FakeHomeAssistant.HOOK, service.posts().getFirst().to());
    }

    @Test
    void a_webhook_that_nobody_knows_is_answered_the_same_so_it_is_accepted_at_best() {
        assertEquals(new Result.Accepted(), sent(assistant.render(Parcels.of(List.of(message("a", "b")), Form.SHARED), at("/api/webhook/nobody"))));
        assertEquals(List.of(), service.posts());
        assertEquals(Optional.empty(), assistant.check(at(HOOK)));
    }

    @Test
    void what_a_tracker_writes_is_never_run_as_a_template() {
        var evil = message("{{ states('x') }}", "{% for x in y %}{{{ a }}}{# no #}");
        sent(assistant.render(Parcels.of(List.of(evil), Form.SHARED), at(PHONE)));
        sent(assistant.render(Parcels.of(List.of(evil), Form.PLAIN), at(PHONE)));
        assertEquals(List.of(), service.violations());
        assertEquals("{{ states('x') }}\n{% for x in y %}{{{ a }}}{# no #}\nK7QX", service.shown().getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {PHONE, ENTITY})
    void whatever_a_tracker_says_home_assistant_takes_it_and_shows_it_as_it_is(String path) {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                var parcel = Parcels.of(form == Form.SHARED ? messages : messages.subList(0, 1), form);
                var call = assistant.render(parcel, at(path));
                assertEquals(new Result.Delivered(Optional.empty()), sent(call), () -> "seed " + seed);
                shows(service.shown().getLast().text(), parcel.messages().subList(0, call.messages()), "seed " + seed);
            }
        }
        assertEquals(List.of(), service.violations());
    }

    private static void shows(String text, List<Message> messages, String about) {
        for (var message : messages) {
            assertTrue(text.contains(Wild.beginning(Text.oneLine(message.title()))), about);
            assertTrue(text.contains(Wild.beginning(Text.clean(message.text()))), about);
            assertTrue(text.contains(message.code()), about);
        }
    }

    @Test
    void a_push_stays_below_what_phones_are_sent() {
        var messages = IntStream.range(0, 9).mapToObj(i -> message("m" + i, "é\"".repeat(400))).toList();
        var call = assistant.render(Parcels.of(messages, Form.SHARED), at(PHONE));
        assertTrue(call.body().length() < 3500 && call.messages() == 1, () -> call.messages() + " in " + call.body().length());
    }

    @Test
    void a_check_tries_the_token_or_the_entity_and_sends_nothing() {
        assertEquals(new Notifier.Check.Works("Home Assistant"), checked(at(PHONE)));
        assertEquals(new Notifier.Check.Works("Living room"), checked(at(ENTITY)));
        assertTrue(checked(at("/api/services/notify/send_message?entity_id=notify.gone")) instanceof Notifier.Check.Refused(var why)
                && why.contains("no such entity"));
        var wrong = at(PHONE).with(at(PHONE).link().at(assistant.address(service.host().base() + PHONE + " wrong-token-0")));
        assertTrue(checked(wrong) instanceof Notifier.Check.Refused(var why) && why.contains("access token"));
        service.host().script(Fault.html(502), Fault.html(200));
        assertTrue(checked(at(PHONE)) instanceof Notifier.Check.Unknown);
        assertTrue(checked(at(PHONE)) instanceof Notifier.Check.Unknown);
        assertEquals(List.of(), service.posts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | []                                         | Delivered
            200 | [{"entity_id": "notify.x"}]                | Delivered
            200 | ''                                         | Accepted
            200 | <html>log in</html>                        | Unreadable
            400 | 400: Bad Request                           | TurnedAway
            400 | {"message": "Data should be valid JSON."}  | TurnedAway
            400 | <html>nginx</html>                         | Transient
            401 | 401: Unauthorized                          | TargetRefused
            401 | <html>proxy</html>                         | TurnedAway
            403 | 403: Forbidden                             | TargetRefused
            403 | <html>proxy</html>                         | TurnedAway
            404 | 404: Not Found                             | TurnedAway
            405 | 405: Method Not Allowed                    | TurnedAway
            307 | ''                                         | TargetRefused
            429 | ''                                         | Throttled
            500 | 500 Internal Server Error                  | Transient
            502 | <html>                                     | Transient
            """)
    void every_answer_has_its_class(int status, String body, String expected) {
        assertEquals(expected, assistant.read(new HttpAnswer(Instant.EPOCH, status, Map.of(), body)).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://ha.example.org/api/services/notify/family?token=TOKEN              | https://ha.example.org/api/services/notify/family?token=TOKEN
            ha.example.org/api/services/notify/notify.family TOKEN                     | https://ha.example.org/api/services/notify/family?token=TOKEN
            http://10.0.0.5:8123/api/services/notify/family/ TOKEN                     | http://10.0.0.5:8123/api/services/notify/family?token=TOKEN
            https://ha.example.org/api/services/notify/send_message?entity_id=notify.a TOKEN | https://ha.example.org/api/services/notify/send_message?entity_id=notify.a&token=TOKEN
            https://ha.example.org/api/webhook/trackers-7Kq                            | https://ha.example.org/api/webhook/trackers-7Kq
            https://hooks.nabu.casa/gAAAAABf                                           | https://hooks.nabu.casa/gAAAAABf
            hassio://10.0.0.5:8123/TOKEN?secure=no                                     | http://10.0.0.5:8123/api/services/notify/persistent_notification?token=TOKEN
            hassios://ha.example.org/TOKEN                                             | https://ha.example.org/api/services/notify/persistent_notification?token=TOKEN
            """)
    void every_form_of_an_address_is_stored_as_one(String pasted, String stored) {
        assertEquals(stored.replace("TOKEN", TOKEN), assistant.address(pasted.replace("TOKEN", TOKEN)).reveal());
        assertEquals(stored.replace("TOKEN", TOKEN), assistant.address(stored.replace("TOKEN", TOKEN)).reveal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://ha.example.org:8123                                       | neither of a notify service nor of a webhook
            https://ha.example.org/api/services/light/turn_on TheSecretToken  | neither of a notify service nor of a webhook
            https://ha.example.org/api/services/notify/family                 | no long-lived access token
            https://ha.example.org/api/services/notify/fam!ly TheSecretToken  | name of the notify service
            https://ha.example.org/api/services/notify/send_message TheSecretToken | needs the entity
            https://ha.example.org/api/webhook/a%20Secret                     | id of the webhook
            gopher://ha.example.org/TheSecretToken                            | no address of Home Assistant
            """)
    void what_is_wrong_is_said_without_repeating_it(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> assistant.address(pasted));
        assertTrue(refused.getMessage().contains(words) && refused.getMessage().contains("under your profile"), refused.getMessage());
        assertFalse(refused.getMessage().contains("Secret"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://ha.example.org/api/webhook/abc,             true
            https://x.example.org/ha/api/services/notify/a,     true
            https://hooks.nabu.casa/abc,                        true
            hassio://10.0.0.5/abc,                              true
            https://ha.example.org/api/services/light/a,        false
            https://discord.com/api/webhooks/123/abc,           false
            https://evil.example/?x=/api/webhook/abc,           false
            https://hooks.nabu.casa.evil.example/abc,           false
            """)
    void it_is_recognised_by_path_or_host_alone(URI pasted, boolean recognised) {
        assertEquals(recognised, assistant.recognises(pasted));
    }

    @Test
    void the_id_of_a_webhook_is_as_secret_as_a_token() {
        var call = assistant.render(Parcels.of(List.of(message("a", "b")), Form.SHARED), at(HOOK));
        assertFalse((call + " " + at(HOOK) + assistant.pace(at(HOOK))).contains(FakeHomeAssistant.HOOK));
        assertTrue(call.secrets().stream().anyMatch(secret -> secret.reveal().equals(FakeHomeAssistant.HOOK)));
    }

    private Result sent(HttpCall call) {
        return wire.send(call) instanceof Wire.Outcome.Answered(var answer) ? assistant.read(answer) : new Result.Transient("no answer");
    }

    private Notifier.Check checked(Target at) {
        return wire.send(assistant.check(at).orElseThrow()) instanceof Wire.Outcome.Answered(var answer)
                ? assistant.checked(answer) : new Notifier.Check.Unknown("no answer");
    }

    private Target at(String path) {
        return target(service.host().base() + path + (path.startsWith("/api/webhook") ? "" : " " + TOKEN), true);
    }

    private Target target(String pasted, boolean allowPrivate) {
        return new Target(1, "House", new Link("home-assistant", assistant.address(pasted), Map.of(), Map.of(), allowPrivate, Optional.empty()),
                Wishes.ALL, Target.Health.GOOD);
    }

    private static JsonNode body(HttpCall call) {
        return JsonText.read(call.body());
    }

    private static Message message(String title, String text) {
        return new Message(Severity.WARNING, title, text, List.of(), Instant.EPOCH, "K7QX", Optional.empty());
    }
}
