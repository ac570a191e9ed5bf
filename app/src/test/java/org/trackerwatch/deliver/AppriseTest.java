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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

final class AppriseTest {

    private final SettableTime time = new SettableTime();
    private final FakeApprise service = new FakeApprise(time);
    private final Wire wire = new Wire(PostOffice.HTTP, time);
    private final Apprise apprise = new Apprise();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void text_goes_to_the_key_with_its_kind_and_the_tag_and_the_answer_is_asked_for_as_json() {
        var alert = new Message(Severity.URGENT, "Hit-and-run", "2 → 3", List.of(new Figure("Ratio", "1.2")), Instant.EPOCH, "K7QX", Optional.empty());
        var call = apprise.render(Parcels.of(List.of(alert), Form.SHARED), target("https://nas.example.org/apprise/notify/my-key?tag=a,b", Map.of()));
        assertEquals("https://nas.example.org/apprise/notify/my-key", call.url().reveal());
        assertEquals(JsonText.read("""
                {"title": "Hit-and-run", "body": "2 → 3\\nRatio: 1.2\\nK7QX", "type": "failure", "format": "text", "tag": "a,b"}"""), body(call));
        assertEquals("application/json", call.headers().get("Accept"));
        assertEquals(Call.Reach.PRIVATE_TOO, call.reach());
        var option = apprise.render(Parcels.of(List.of(alert), Form.PLAIN), target("https://nas.example.org/notify/my-key?tag=a", Map.of("tag", "c d")));
        assertEquals("c d", body(option).path("tag").asString());
        assertFalse(body(option).has("title"));
        assertFalse(body(apprise.render(Parcels.of(List.of(alert), Form.SHARED), target("https://nas.example.org/notify/my-key", Map.of()))).has("tag"));
    }

    @Test
    void a_name_and_a_password_for_the_proxy_before_it_go_into_the_header() {
        var call = apprise.render(Parcels.of(List.of(message("a")), Form.SHARED), target("https://ann:p%40ss+1@nas.example.org/notify/my-key", Map.of()));
        assertEquals("https://nas.example.org/notify/my-key", call.url().reveal());
        assertEquals("Basic YW5uOnBAc3MrMQ==", call.headers().get("Authorization"));
        assertTrue(call.secrets().stream().anyMatch(secret -> secret.reveal().equals("p@ss+1")));
    }

    @Test
    void whatever_a_tracker_says_it_is_passed_on_as_it_is() {
        long seed = Seed.first();
        var random = new Random(seed);
        var at = service.target(1, "T");
        for (int i = 0; i < 80; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                var parcel = Parcels.of(form == Form.SHARED ? messages : messages.subList(0, 1), form);
                var call = apprise.render(parcel, at);
                assertEquals(new Result.Delivered(Optional.empty()), sent(call), () -> "seed " + seed);
                assertTrue(body(call).path("body").asString().length() <= 1500, () -> "seed " + seed);
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
    void what_reached_some_is_not_sent_to_all_again_and_what_reached_none_is() {
        service.add("Telegram", "trackers");
        service.breakDown("Telegram");
        var call = apprise.render(Parcels.of(List.of(message("a")), Form.SHARED), service.target(1, "T"));
        assertEquals(new Result.Accepted(), sent(call));
        assertEquals(List.of("Discord"), service.posts().stream().map(FakeApprise.Post::to).toList());
        service.breakDown("Discord");
        assertTrue(sent(call) instanceof Result.Transient(var why) && why.contains("Failed to send Discord"));
        var log = wire.kept(call, wire.send(call));
        assertTrue(log.toString().contains("Failed to send Telegram"), log.toString());
    }

    @Test
    void a_tag_or_a_key_that_leads_to_nobody_is_told() {
        assertTrue(sent(apprise.render(Parcels.of(List.of(message("a")), Form.SHARED), moved("/notify/" + FakeApprise.KEY + "?tag=others"))) instanceof Result.TurnedAway);
        assertTrue(sent(apprise.render(Parcels.of(List.of(message("a")), Form.SHARED), moved("/notify/another"))) instanceof Result.TargetRefused);
    }

    @Test
    void a_check_looks_who_would_be_told_and_tells_nobody() {
        assertEquals(new Notifier.Check.Works("one service of Apprise"), checked(service.target(1, "T")));
        service.add("Telegram", "trackers");
        assertEquals(new Notifier.Check.Works("2 services of Apprise"), checked(service.target(1, "T")));
        assertTrue(checked(moved("/notify/" + FakeApprise.KEY + "?tag=others")) instanceof Notifier.Check.Refused);
        assertTrue(checked(moved("/notify/another")) instanceof Notifier.Check.Refused);
        service.host().script(Fault.html(502), Fault.html(200));
        assertTrue(checked(service.target(1, "T")) instanceof Notifier.Check.Unknown);
        assertTrue(checked(service.target(1, "T")) instanceof Notifier.Check.Unknown);
        assertEquals(List.of(), service.posts());
        assertEquals(List.of(), service.violations());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            200 | {"error": null, "details": []}                                                        | Delivered
            200 | {"error": "what"}                                                                     | Unreadable
            200 | <html>                                                                                | Unreadable
            204 |                                                                                       | TargetRefused
            400 | {"error": "Payload lacks minimum requirements"}                                       | PayloadRefused
            400 | {"error": "Unsupported characters found in tag definition"}                           | TargetRefused
            400 | <html>                                                                                | Transient
            404 | <html>                                                                                | TurnedAway
            406 | {"error": "The recursion limit has been reached"}                                     | TargetRefused
            421 | {"error": "x"}                                                                        | Transient
            424 | {"error": "x", "details": [["INFO", "t", "Sent A."], ["WARNING", "t", "Failed B."]]}  | Accepted
            424 | {"error": "x", "details": [["INFO", "t", "Notification successfully posted"]]}        | Accepted
            424 | {"error": "x", "details": [["WARNING", "t", "Failed to send A."]]}                    | Transient
            424 | {"error": "x", "details": []}                                                         | TurnedAway
            424 | {"error": "x", "details": [["ERROR", "t", "There are no service(s) to notify"]]}      | TurnedAway
            424 | {"error": "x"}                                                                        | Unreadable
            424 | a log in words                                                                        | Unreadable
            431 | {"error": "JSON Payload provided is to large"}                                        | PayloadRefused
            302 |                                                                                       | TargetRefused
            429 |                                                                                       | Throttled
            500 | {"error": "An error occurred accessing configuration"}                                | Transient
            """)
    void every_answer_has_its_class(int status, String body, String expected) {
        var answer = new HttpAnswer(Instant.EPOCH, status, Map.of(), body == null ? "" : body.strip());
        assertEquals(expected.strip(), apprise.read(answer).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://nas.example.org/notify/my-key                        | https://nas.example.org/notify/my-key
            nas.example.org/apprise/notify/my-key/                       | https://nas.example.org/apprise/notify/my-key
            https://nas.example.org/cfg/my-key                           | https://nas.example.org/notify/my-key
            apprises://nas.example.org/my-key?tags=a                     | https://nas.example.org/notify/my-key?tag=a
            apprise://nas.example.org/apprise/my-key                     | https://nas.example.org/apprise/notify/my-key
            apprise://10.0.0.5:8000/notify/my-key?secure=no              | http://10.0.0.5:8000/notify/my-key
            http://my_apprise:8000/notify/my-key?tag=a%20b%2Cc           | http://my_apprise:8000/notify/my-key?tag=a%20b%2Cc
            https://ann:p%40ss@nas.example.org/notify/my-key             | https://ann:p%40ss@nas.example.org/notify/my-key
            """)
    void every_form_of_an_address_is_stored_as_one(String pasted, String stored) {
        assertEquals(stored, apprise.address(pasted).reveal());
        assertEquals(stored, apprise.address(stored).reveal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://nas.example.org/notify                | names no configuration
            https://nas.example.org/Secret                | names no configuration
            https://nas.example.org/notify/Secr.et        | other signs
            https://nas.example.org/notify/Secret?tag=a/b | The tag in that address
            ntfy://nas.example.org/Secret                 | no address of an Apprise API
            """)
    void what_is_wrong_is_said_without_repeating_it(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> apprise.address(pasted));
        assertTrue(refused.getMessage().contains(words) && refused.getMessage().contains("/notify/my-key"), refused.getMessage());
        assertFalse(refused.getMessage().contains("Secr"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://nas.example.org/notify/my-key,                   true
            https://nas.example.org/apprise/cfg/my-key,              true
            apprise://10.0.0.5/my-key,                               true
            https://ha.example.org/api/services/notify/family,       false
            https://nas.example.org/notify,                          false
            https://evil.example/?x=/notify/my-key,                  false
            """)
    void it_is_recognised_by_path_or_scheme_alone(URI pasted, boolean recognised) {
        assertEquals(recognised, apprise.recognises(pasted));
    }

    @Test
    void a_tag_is_made_of_signs_that_the_server_takes() {
        var tag = apprise.choices().getFirst();
        assertTrue(tag.accepts().test("a, b c"));
        assertFalse(tag.accepts().test("a/b"));
    }

    private Result sent(HttpCall call) {
        return wire.send(call) instanceof Wire.Outcome.Answered(var answer) ? apprise.read(answer) : new Result.Transient("no answer");
    }

    private Notifier.Check checked(Target at) {
        return wire.send(apprise.check(at).orElseThrow()) instanceof Wire.Outcome.Answered(var answer)
                ? apprise.checked(answer) : new Notifier.Check.Unknown("no answer");
    }

    private Target moved(String path) {
        return target(service.host().base() + path, Map.of());
    }

    private Target target(String pasted, Map<String, String> options) {
        return new Target(1, "All", new Link("apprise", apprise.address(pasted), options, Map.of(), true, Optional.empty()), Wishes.ALL,
                Target.Health.GOOD);
    }

    private static JsonNode body(HttpCall call) {
        return JsonText.read(call.body());
    }

    private static Message message(String title) {
        return new Message(Severity.WARNING, title, "text", List.of(), Instant.EPOCH, "K7QX", Optional.empty());
    }
}
