package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
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
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PushoverTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final SettableTime time = new SettableTime();
    private final FakePushover service = new FakePushover(time);
    private final Wire wire = new Wire(PostOffice.HTTP, time);
    private final Pushover pushover = service.notifier();
    private final Target target = service.target(1, "T");

    @AfterEach
    void close() {
        assertEquals(List.of(), service.violations());
        service.close();
    }

    @Test
    void a_message_is_a_title_and_plain_text_with_its_time() {
        var alert = new Message(Severity.WARNING, "Ratio fell", "on <Alpha> & co", List.of(new Figure("Ratio", "1.2")),
                Instant.ofEpochSecond(1_772_625_480), "K7QX", Optional.of("delayed"));
        var call = new Pushover(URI.create("https://api.pushover.net")).render(Parcels.of(List.of(alert), Form.SHARED), target);
        assertEquals("https://api.pushover.net/1/messages.json", call.url().reveal());
        assertEquals(Call.Reach.PUBLIC, call.reach());
        assertEquals(JSON.readTree("""
                {"title": "Ratio fell", "message": "on <Alpha> & co\\nRatio: 1.2\\nK7QX · delayed", "timestamp": 1772625480,
                 "priority": 0, "token": "%s", "user": "%s"}""".formatted(FakePushover.TOKEN, FakePushover.USER)), body(call));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            URGENT,  false, '',  1
            URGENT,  false, no,  1
            URGENT,  false, yes, 2
            URGENT,  true,  yes, -1
            WARNING, false, yes, 0
            GOOD,    false, '',  0
            GOOD,    true,  '',  -1
            INFO,    false, '',  -1
            """)
    void how_loud_it_is_follows_from_how_grave_it_is(Severity severity, boolean silent, String emergency, int priority) {
        var chosen = emergency.isEmpty() ? target : telling(Map.of("emergency", emergency));
        var call = pushover.render(new Parcel(List.of(message(severity, "a", "b")), Form.SHARED, "k", Instant.EPOCH, silent), chosen);
        assertEquals(priority, body(call).path("priority").asInt());
        assertEquals(priority == 2, body(call).has("retry") && body(call).has("expire"));
        assertTrue(sent(call) instanceof Result.Delivered);
    }

    @Test
    void an_emergency_rings_as_often_and_as_long_as_it_was_told_to_within_what_is_allowed() {
        var call = pushover.render(Parcels.of(List.of(message(Severity.URGENT, "a", "b")), Form.SHARED),
                telling(Map.of("emergency", "yes", "retry", "90", "expire", "600")));
        assertEquals(90, body(call).path("retry").asInt());
        assertEquals(600, body(call).path("expire").asInt());
        assertTrue(accepts("retry", "30") && accepts("retry", "10800") && !accepts("retry", "29") && !accepts("retry", "often"));
        assertTrue(accepts("expire", "10800") && !accepts("expire", "10801") && !accepts("expire", "-1"));
        assertTrue(accepts("emergency", "yes") && !accepts("emergency", "2"));
    }

    @Test
    void as_many_messages_as_1024_characters_hold_share_a_notification_and_the_gravest_decides() {
        var messages = List.of(message(Severity.INFO, "m0", "x".repeat(300)), message(Severity.URGENT, "m1", "y".repeat(300)),
                message(Severity.INFO, "m2", "z".repeat(300)), message(Severity.INFO, "m3", "w".repeat(300)));
        var call = pushover.render(Parcels.of(messages, Form.SHARED), target);
        assertEquals(3, call.messages());
        assertEquals("m0 (+2 more)", body(call).path("title").asString());
        assertEquals(1, body(call).path("priority").asInt());
        assertTrue(sent(call) instanceof Result.Delivered);
        assertTrue(service.shown().getFirst().text().contains("m1\n" + "y".repeat(300) + "\nC0DE"));
    }

    @Test
    void characters_are_counted_and_not_their_halves_or_bytes() {
        var figures = IntStream.range(0, 40).mapToObj(i -> new Figure("name " + i, "v".repeat(2000))).toList();
        var huge = new Message(Severity.INFO, "😀".repeat(999), "😀".repeat(9999), figures, Instant.EPOCH, "C0DE", Optional.of("n".repeat(99)));
        var call = pushover.render(Parcels.of(List.of(huge), Form.ALONE), target);
        var title = body(call).path("title").asString();
        var text = body(call).path("message").asString();
        assertEquals(250, title.codePointCount(0, title.length()));
        assertTrue(text.startsWith("😀".repeat(599) + "…\nname 0: v") && text.contains("name 1") && text.contains("C0DE"), text);
        assertTrue(sent(call) instanceof Result.Delivered);
        assertFalse(body(pushover.render(Parcels.of(List.of(huge), Form.PLAIN), target)).path("message").asString().contains("name 0"));
    }

    @Test
    void whatever_a_tracker_says_pushover_takes_it_and_shows_it_as_it_is() {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                time.pass(Duration.ofSeconds(1));
                var parcel = Parcels.of(form == Form.SHARED ? messages : messages.subList(0, 1), form);
                var call = pushover.render(parcel, target);
                var result = sent(call);
                assertTrue(result instanceof Result.Delivered, () -> "seed " + seed + ": " + result);
                var shown = service.shown().getLast().text();
                for (var message : parcel.messages().subList(0, call.messages())) {
                    assertTrue(shown.contains(Wild.beginning(Text.oneLine(message.title()))), () -> "seed " + seed);
                    assertTrue(shown.contains(Wild.beginning(Text.clean(message.text()))), () -> "seed " + seed);
                }
                var links = TelegramReader.read(service.posts().getLast().message().path("message").asString()).found();
                assertEquals(List.of(), links, () -> "seed " + seed);
            }
        }
    }

    /// Two that run, or ended just now, are all there are; so a third never begins beside them.
    @Test
    void no_more_than_two_connections_are_open_at_once_whatever_the_targets() {
        var pace = pushover.pace(target);
        assertEquals(Map.of(Pace.Scope.HOST, new Pace.Rate(2, Duration.ofMillis(500))), pace.rates());
        assertEquals("pushover", pace.host());
    }

    @Test
    void the_quota_is_the_application_s_whoever_it_writes_to() {
        var other = target.with(target.link().at(pushover.address(FakePushover.TOKEN + "/" + "g".repeat(30))));
        assertEquals(pushover.pace(target).bucket(), pushover.pace(other).bucket());
        var another = target.with(target.link().at(pushover.address("b".repeat(30) + "/" + FakePushover.USER)));
        assertFalse(pushover.pace(target).bucket().equals(pushover.pace(another).bucket()));
    }

    @Test
    void when_the_month_s_quota_is_used_up_the_queue_waits_for_the_next_month() {
        time.reach(Instant.parse("2026-03-30T12:00:00Z"));
        service.quota(1);
        var last = wire.send(pushover.render(Parcels.of(List.of(message(Severity.INFO, "a", "b")), Form.SHARED), target));
        assertEquals(Optional.of(Instant.parse("2026-04-01T00:00:00Z")), last instanceof Wire.Outcome.Answered(var answer)
                ? pushover.learn(answer).freeAt() : Optional.empty());
        assertEquals(new Result.Throttled(Duration.ofHours(36), Pace.Scope.BUCKET),
                sent(pushover.render(Parcels.of(List.of(message(Severity.INFO, "c", "d")), Form.SHARED), target)));
    }

    @Test
    void after_trouble_of_pushover_s_nothing_goes_out_for_five_seconds() {
        var at = Instant.parse("2026-03-30T12:00:00Z");
        var learned = pushover.learn(new HttpAnswer(at, 503, Map.of(), ""));
        assertEquals(Optional.of(at.plusSeconds(5)), learned.freeAt());
        assertEquals(Optional.empty(), pushover.learn(new HttpAnswer(at, 200, Map.of(), "{\"status\": 1}")).freeAt());
    }

    @Test
    void a_check_asks_for_the_key_and_posts_nothing() {
        assertEquals(new Notifier.Check.Works("phone, tablet"), checked(target));
        var wrong = target.with(target.link().at(pushover.address("x".repeat(30) + "/" + FakePushover.USER)));
        assertTrue(checked(wrong) instanceof Notifier.Check.Refused(var why) && why.contains("token"));
        var unknown = target.with(target.link().at(pushover.address(FakePushover.TOKEN + "/" + "u".repeat(30))));
        assertTrue(checked(unknown) instanceof Notifier.Check.Refused(var why) && why.contains("user"));
        time.pass(Duration.ofMinutes(1));
        service.host().script(Fault.html(200), Fault.html(502));
        assertTrue(checked(target) instanceof Notifier.Check.Unknown);
        assertTrue(checked(target) instanceof Notifier.Check.Unknown);
        assertEquals(List.of(), service.posts());
    }

    @Test
    void neither_key_is_in_what_is_kept_or_printed() {
        service.host().script(Fault.json(400, "{\"status\": 0, \"errors\": [\"" + FakePushover.TOKEN + " " + FakePushover.USER + "\"]}"));
        var call = pushover.render(Parcels.of(List.of(message(Severity.INFO, "a", "b")), Form.SHARED), target);
        var kept = wire.kept(call, wire.send(call));
        List.of(call.toString(), kept.toString(), pushover.pace(target).toString(), target.toString())
                .forEach(text -> service.planted().forEach(secret -> assertFalse(text.contains(secret), text)));
    }

    private boolean accepts(String key, String text) {
        return pushover.choices().stream().filter(choice -> choice.key().equals(key)).findFirst().orElseThrow().accepts().test(text);
    }

    private Result sent(HttpCall call) {
        return wire.send(call) instanceof Wire.Outcome.Answered(var answer) ? pushover.read(answer) : new Result.Transient("no answer");
    }

    private Notifier.Check checked(Target at) {
        return wire.send(pushover.check(at).orElseThrow()) instanceof Wire.Outcome.Answered(var answer)
                ? pushover.checked(answer) : new Notifier.Check.Unknown("no answer");
    }

    private Target telling(Map<String, String> options) {
        return target.with(new Link("pushover", target.address(), options, Map.of(), false, Optional.empty()));
    }

    private static JsonNode body(HttpCall call) {
        return JSON.readTree(call.body());
    }

    private static Message message(Severity severity, String title, String text) {
        return new Message(severity, title, text, List.of(), Instant.EPOCH, "C0DE", Optional.empty());
    }
}
