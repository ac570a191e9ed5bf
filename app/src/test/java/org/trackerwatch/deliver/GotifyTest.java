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

final class GotifyTest {

    private final SettableTime time = new SettableTime();
    private final FakeGotify service = new FakeGotify(time);
    private final Wire wire = new Wire(PostOffice.HTTP, time);
    private final Gotify gotify = new Gotify();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void plain_text_goes_below_the_server_s_path_with_the_token_in_a_header_alone() {
        var alert = new Message(Severity.URGENT, "Hit-and-run", "2 → 3 on **Alpha**", List.of(new Figure("Ratio", "1.2")), Instant.EPOCH,
                "K7QX", Optional.empty());
        var call = gotify.render(Parcels.of(List.of(alert), Form.SHARED), target("https://nas.example.org/gotify AbcdefToken", false));
        assertEquals("https://nas.example.org/gotify/message", call.url().reveal());
        assertEquals("AbcdefToken", call.headers().get("X-Gotify-Key"));
        assertEquals(JsonText.read("""
                {"title": "Hit-and-run", "message": "2 → 3 on **Alpha**\\nRatio: 1.2\\nK7QX", "priority": 8,
                 "extras": {"client::display": {"contentType": "text/plain"}}}"""), body(call));
        assertEquals(Call.Reach.PUBLIC, call.reach());
        assertEquals(Call.Reach.PRIVATE_TOO, gotify.render(Parcels.of(List.of(alert), Form.SHARED), target("http://10.0.0.5 AbcdefToken", true)).reach());
    }

    @Test
    void silent_makes_no_sound_and_the_plain_form_leaves_all_to_the_application() {
        var at = target("https://gotify.example.org AbcdefToken", false);
        assertEquals(1, body(gotify.render(new Parcel(List.of(message("a", "b")), Form.SHARED, "k", Instant.EPOCH, true), at)).path("priority").asInt());
        assertEquals(JsonText.read("{\"message\": \"🟠 a\\nb\\nK7QX\"}"), body(gotify.render(Parcels.of(List.of(message("a", "b")), Form.PLAIN), at)));
    }

    @Test
    void as_many_messages_as_fit_share_one() {
        var messages = IntStream.range(0, 9).mapToObj(i -> message("m" + i, "x".repeat(1000))).toList();
        assertEquals(4, gotify.render(Parcels.of(messages, Form.SHARED), target("https://gotify.example.org AbcdefToken", false)).messages());
    }

    @Test
    void whatever_a_tracker_says_gotify_takes_it_and_shows_it_as_it_is() {
        long seed = Seed.first();
        var random = new Random(seed);
        var at = service.target(1, "T");
        for (int i = 0; i < 80; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                var parcel = Parcels.of(form == Form.SHARED ? messages : messages.subList(0, 1), form);
                var call = gotify.render(parcel, at);
                var result = sent(call);
                assertTrue(result instanceof Result.Delivered, () -> "seed " + seed + ": " + result);
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
    void a_check_tries_the_token_and_posts_nothing() {
        var at = service.target(1, "T");
        assertEquals(new Notifier.Check.Works("an application of Gotify"), checked(at));
        assertTrue(checked(moved(at, "/gotify AwrongToken")) instanceof Notifier.Check.Refused(var why) && why.contains("token"));
        assertTrue(checked(moved(at, " " + FakeGotify.TOKEN)) instanceof Notifier.Check.Refused(var why) && why.contains("at this address"));
        service.host().script(Fault.html(502), Fault.html(200));
        assertTrue(checked(at) instanceof Notifier.Check.Unknown);
        assertTrue(checked(at) instanceof Notifier.Check.Unknown);
        assertEquals(List.of(), service.posts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"id": 25, "appid": 5}                                           | Delivered
            200 | {"id": 25}                                                       | Unreadable
            200 | <html>                                                           | Unreadable
            400 | {"errorCode": 400, "errorDescription": "Field 'x' is not valid"} | PayloadRefused
            400 | {"errorCode": 400, "errorDescription": "appid is required"}      | TargetRefused
            400 | <html>                                                           | Transient
            401 | {"errorCode": 401, "errorDescription": "no"}                     | TargetRefused
            401 | <html>the proxy wants a password</html>                          | TurnedAway
            403 | {"errorCode": 403, "errorDescription": "no"}                     | TargetRefused
            404 | {"errorCode": 404, "errorDescription": "page not found"}         | TargetRefused
            404 | <html>nginx</html>                                               | TurnedAway
            413 | {"errorCode": 413}                                               | PayloadRefused
            413 | <html>nginx</html>                                               | Transient
            418 | {"errorCode": 418}                                               | Transient
            301 | ''                                                               | TargetRefused
            429 | ''                                                               | Throttled
            500 | {"errorCode": 500, "errorDescription": "database is locked"}     | Transient
            502 | <html>                                                           | Transient
            """)
    void every_answer_has_its_class(int status, String body, String expected) {
        var result = gotify.read(new HttpAnswer(Instant.EPOCH, status, Map.of(), body));
        assertEquals(expected, result.getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://nas.example.org/gotify/message?token=AbcdefToken   | https://nas.example.org/gotify/message?token=AbcdefToken
            https://nas.example.org/gotify/?token=AbcdefToken          | https://nas.example.org/gotify/message?token=AbcdefToken
            https://nas.example.org/gotify AbcdefToken                 | https://nas.example.org/gotify/message?token=AbcdefToken
            nas.example.org/gotify AbcdefToken                         | https://nas.example.org/gotify/message?token=AbcdefToken
            gotifys://nas.example.org/gotify/AbcdefToken               | https://nas.example.org/gotify/message?token=AbcdefToken
            gotify://nas.example.org/gotify/AbcdefToken/?priority=high | https://nas.example.org/gotify/message?token=AbcdefToken
            gotify://10.0.0.5:8080/AbcdefToken?disableTLS=yes          | http://10.0.0.5:8080/message?token=AbcdefToken
            http://my_gotify:80/message?token=AbcdefToken              | http://my_gotify/message?token=AbcdefToken
            https://nas.example.org gtfya.x-Y_z                        | https://nas.example.org/message?token=gtfya.x-Y_z
            """)
    void every_form_of_an_address_is_stored_as_one(String pasted, String stored) {
        assertEquals(stored, gotify.address(pasted).reveal());
        assertEquals(stored, gotify.address(stored).reveal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://gotify.example.org                 | has no token
            https://gotify.example.org/message         | has no token
            https://gotify.example.org CtheSecretOfAC1 | token of a client
            https://gotify.example.org gtfyc.Secret    | token of a client
            https://gotify.example.org?token=Sécret    | can't be one
            ntfy://gotify.example.org/Secret           | no address of a Gotify server
            """)
    void what_is_wrong_is_said_without_repeating_it(String pasted, String words) {
        var refused = assertThrows(IllegalArgumentException.class, () -> gotify.address(pasted));
        assertTrue(refused.getMessage().contains(words) && refused.getMessage().contains("Create application"), refused.getMessage());
        assertFalse(refused.getMessage().contains("ecret"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            gotify://10.0.0.5/abc,                          true
            gotifys://10.0.0.5/abc,                         true
            https://gotify.example.org/message?token=abc,   true
            https://nas.example.org/gotify/message?token=a, true
            https://nas.example.org/message?token=abc,      false
            https://evil.example/?x=gotify/message,         false
            """)
    void it_is_recognised_by_its_name_and_never_by_the_path_that_many_have(URI pasted, boolean recognised) {
        assertEquals(recognised, gotify.recognises(pasted));
    }

    private Result sent(HttpCall call) {
        return wire.send(call) instanceof Wire.Outcome.Answered(var answer) ? gotify.read(answer) : new Result.Transient("no answer");
    }

    private Notifier.Check checked(Target at) {
        return wire.send(gotify.check(at).orElseThrow()) instanceof Wire.Outcome.Answered(var answer)
                ? gotify.checked(answer) : new Notifier.Check.Unknown("no answer");
    }

    private Target moved(Target at, String path) {
        return at.with(at.link().at(gotify.address(service.host().base() + path)));
    }

    private Target target(String pasted, boolean allowPrivate) {
        return new Target(1, "Phone", new Link("gotify", gotify.address(pasted), Map.of(), Map.of(), allowPrivate, Optional.empty()), Wishes.ALL,
                Target.Health.GOOD);
    }

    private static JsonNode body(HttpCall call) {
        return JsonText.read(call.body());
    }

    private static Message message(String title, String text) {
        return new Message(Severity.WARNING, title, text, List.of(), Instant.EPOCH, "K7QX", Optional.empty());
    }
}
