package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
import org.trackerwatch.core.Wishes;
import tools.jackson.databind.JsonNode;

final class NtfyTest {

    private final SettableTime time = new SettableTime();
    private final FakeNtfy service = new FakeNtfy(time);
    private final Wire wire = new Wire(PostOffice.HTTP, time);
    private final Ntfy ntfy = new Ntfy();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void json_goes_to_the_root_with_the_topic_in_it_a_title_a_sign_and_a_priority() {
        var alert = new Message(Severity.URGENT, "Hit-and-run", "2 → 3 on <Alpha>", List.of(new Figure("Ratio", "1.2")), Instant.EPOCH,
                "K7QX", Optional.of("delayed"));
        var call = ntfy.render(Parcels.of(List.of(alert), Form.SHARED), target("https://ntfy.example.org/alerts", false));
        assertEquals("https://ntfy.example.org/", call.url().reveal());
        assertEquals(JsonText.read("""
                {"topic": "alerts", "title": "Hit-and-run", "message": "2 → 3 on <Alpha>\\nRatio: 1.2\\nK7QX · delayed",
                 "priority": 5, "tags": ["rotating_light"], "sequence_id": "k3y-1"}"""), body(call));
        assertFalse(call.headers().containsKey("Authorization"));
        assertEquals(HttpCall.Reach.PUBLIC, call.reach());
        assertEquals(HttpCall.Reach.PRIVATE_TOO, ntfy.render(Parcels.of(List.of(alert), Form.SHARED),
                target("http://192.168.1.5:8080/alerts", true)).reach());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            URGENT,  false, 5
            WARNING, false, 4
            GOOD,    false, 3
            INFO,    false, 2
            URGENT,  true,  2
            INFO,    true,  1
            """)
    void the_graver_the_higher_and_silent_makes_no_sound(Severity severity, boolean silent, int priority) {
        var message = new Message(severity, "a", "b", List.of(), Instant.EPOCH, "C0DE", Optional.empty());
        var call = ntfy.render(new Parcel(List.of(message), Form.SHARED, "k", Instant.EPOCH, silent), target("ntfy.sh/alerts", false));
        assertEquals(priority, body(call).path("priority").asInt());
    }

    @Test
    void the_plain_form_is_short_and_has_neither_title_nor_sign() {
        var call = ntfy.render(Parcels.of(List.of(message("a", "x".repeat(9000))), Form.PLAIN), target("ntfy.sh/alerts", false));
        assertFalse(body(call).has("title") || body(call).has("tags"));
        var text = body(call).path("message").asString();
        assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 1000 && text.startsWith("🟠 a\nxxx") && text.endsWith("K7QX"), text);
    }

    @Test
    void as_many_messages_as_4096_bytes_hold_share_a_push_as_grave_as_the_gravest() {
        var messages = IntStream.range(0, 9).mapToObj(i -> message("m" + i, "é".repeat(600))).toList();
        var call = ntfy.render(Parcels.of(messages, Form.SHARED), target("ntfy.sh/alerts", false));
        assertEquals(3, call.messages());
        assertEquals("m0, and 2 more", body(call).path("title").asString());
        assertTrue(body(call).path("message").asString().contains("🟠 m2\n"));
        var mixed = List.of(message("a", "b"), new Message(Severity.URGENT, "c", "d", List.of(), Instant.EPOCH, "C", Optional.empty()));
        assertEquals(5, body(ntfy.render(Parcels.of(mixed, Form.SHARED), target("ntfy.sh/alerts", false))).path("priority").asInt());
    }

    @Test
    void signs_that_json_escapes_leave_room_for_the_whole() {
        var call = ntfy.render(Parcels.of(List.of(message("\"".repeat(500), "\\\"\n".repeat(4000))), Form.ALONE), target("ntfy.sh/alerts", false));
        assertTrue(call.body().getBytes(StandardCharsets.UTF_8).length <= 8192);
    }

    @Test
    void whatever_a_tracker_says_ntfy_takes_it_and_shows_it_as_it_is() {
        long seed = Seed.first();
        var random = new Random(seed);
        var at = service.target(1, "T");
        for (int i = 0; i < 80; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                time.pass(Duration.ofHours(1));
                var parcel = new Parcel(form == Form.SHARED ? messages : messages.subList(0, 1), form, "k" + i + form, Instant.EPOCH, false);
                var call = ntfy.render(parcel, at);
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
    void what_comes_twice_in_its_sequence_is_seen_once_and_is_marked_all_the_same() {
        assertFalse(ntfy.deduplicates());
        var at = service.target(1, "T");
        sent(ntfy.render(Parcels.of(List.of(message("Down", "b")), Form.SHARED), at));
        sent(ntfy.render(Parcels.of(List.of(message("Down", "b").noting("resent, may be a duplicate")), Form.SHARED), at));
        assertEquals(1, service.shown().size());
        assertTrue(service.shown().getFirst().text().contains("may be a duplicate"));
    }

    @Test
    void a_message_is_changed_without_a_sound_by_its_sequence() {
        var at = service.target(1, "T");
        var result = sent(ntfy.render(Parcels.of(List.of(message("Down", "b")), Form.SHARED), at));
        assertEquals(new Result.Delivered(Optional.of("k3y-1")), result);
        var over = new Parcel(List.of(message("Was down 14 min", "b")), Form.SHARED, "other", Instant.EPOCH, false);
        assertEquals(result, sent(ntfy.edit("k3y-1", over, at).orElseThrow()));
        assertEquals(List.of("Was down 14 min\nb\nK7QX"), service.shown().stream().map(Vendor.Shown::text).toList());
        assertEquals(2, service.posts().getLast().sent().path("priority").asInt());
        var many = IntStream.range(0, 10).mapToObj(i -> message("m" + i, "x".repeat(1000))).toList();
        assertEquals(Optional.empty(), ntfy.edit("k3y-1", Parcels.of(many, Form.SHARED), at));
        assertEquals(Optional.empty(), ntfy.edit("a/b", over, at));
    }

    @Test
    void what_an_older_server_took_has_no_number_by_which_it_could_be_changed() {
        try (var old = new FakeNtfy(time, false)) {
            var call = ntfy.render(Parcels.of(List.of(message("Down", "b")), Form.SHARED), old.target(1, "T"));
            assertEquals(new Result.Delivered(Optional.empty()), sent(call));
        }
    }

    @Test
    void a_visitor_s_pace_leaves_room_for_his_phones_and_names_no_topic() {
        var pace = ntfy.pace(target("https://ntfy.example.org:8443/alerts", false));
        assertEquals(new Pace("ntfy/ntfy.example.org:8443", "ntfy/ntfy.example.org:8443",
                Map.of(Pace.Scope.HOST, new Pace.Rate(40, Duration.ofMinutes(5)))), pace);
    }

    @Test
    void a_check_asks_who_one_is_and_posts_nothing() {
        var at = service.target(1, "T");
        assertEquals(new Notifier.Check.Works("ntfy, as phil"), checked(at));
        assertEquals(new Notifier.Check.Works("ntfy, without signing in"), checked(moved(at, "/open")));
        assertTrue(checked(moved(at, "/open?token=tk_wrong")) instanceof Notifier.Check.Refused);
        service.host().script(Fault.html(502));
        assertTrue(checked(at) instanceof Notifier.Check.Unknown);
        service.host().script(Fault.html(200));
        assertTrue(checked(at) instanceof Notifier.Check.Unknown);
        assertEquals(List.of(), service.posts());
    }

    @Test
    void neither_the_topic_nor_what_signs_in_is_kept_or_printed() {
        service.host().script(Fault.json(403, "{\"code\": 40301, \"http\": 403, \"error\": \"no " + FakeNtfy.TOPIC + " for " + FakeNtfy.TOKEN + "\"}"));
        var at = service.target(1, "T");
        var call = ntfy.render(Parcels.of(List.of(message("a", "b")), Form.SHARED), at);
        assertTrue(call.body().contains(FakeNtfy.TOPIC));
        var outcome = wire.send(call);
        var kept = wire.kept(call, outcome).toString() + call + at + ntfy.pace(at) + ntfy.edit("5", Parcels.of(List.of(message("a", "b")), Form.SHARED), at)
                + (outcome instanceof Wire.Outcome.Answered(var answer) ? ntfy.read(answer) : "");
        service.planted().forEach(secret -> assertFalse(kept.contains(secret), kept));
        var basic = ntfy.render(Parcels.of(List.of(message("a", "b")), Form.SHARED), target("https://phil:p4ssw0rd@ntfy.example.org/alerts", false));
        assertTrue(basic.secrets().stream().anyMatch(secret -> secret.reveal().equals("p4ssw0rd")));
    }

    private Result sent(HttpCall call) {
        return wire.send(call) instanceof Wire.Outcome.Answered(var answer) ? ntfy.read(answer) : new Result.Transient("no answer");
    }

    private Notifier.Check checked(Target at) {
        return wire.send(ntfy.check(at).orElseThrow()) instanceof Wire.Outcome.Answered(var answer)
                ? ntfy.checked(answer) : new Notifier.Check.Unknown("no answer");
    }

    private Target moved(Target at, String path) {
        return at.with(at.link().at(ntfy.address(service.host().base() + path)));
    }

    private Target target(String pasted, boolean allowPrivate) {
        return new Target(1, "Phone", new Link("ntfy", ntfy.address(pasted), Map.of(), Map.of(), allowPrivate, Optional.empty()), Wishes.ALL,
                Target.Health.GOOD);
    }

    private static JsonNode body(HttpCall call) {
        return JsonText.read(call.body());
    }

    private static Message message(String title, String text) {
        return new Message(Severity.WARNING, title, text, List.of(), Instant.EPOCH, "K7QX", Optional.empty());
    }
}
