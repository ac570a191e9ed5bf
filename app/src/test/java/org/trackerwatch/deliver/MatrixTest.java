package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
import tools.jackson.databind.json.JsonMapper;

final class MatrixTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final SettableTime time = new SettableTime();
    private final FakeMatrix service = new FakeMatrix(time);
    private final Wire wire = new Wire(PostOffice.HTTP, time);
    private final Matrix matrix = new Matrix();
    private final Target target = service.target(1, "T");

    @AfterEach
    void close() {
        assertEquals(List.of(), service.violations());
        service.close();
    }

    @Test
    void a_message_is_an_event_in_plain_text_and_in_html_that_mentions_nobody() {
        var alert = new Message(Severity.URGENT, "Hit-and-run", "2 → 3 on <Alpha> & \"co\"", List.of(new Figure("Ratio", "1.2")),
                Instant.EPOCH, "K7QX", Optional.of("delayed"));
        var call = matrix.render(Parcels.of(List.of(alert), Form.SHARED), at("https://hs.example.org/_matrix/client/v3/rooms/" + FakeMatrix.ROOM));
        assertEquals(HttpCall.Method.PUT, call.method());
        assertEquals("https://hs.example.org/_matrix/client/v3/rooms/%21AbCdEfGhIj%3Aexample.org/send/m.room.message/k3y-1", call.url().reveal());
        assertEquals("Bearer " + FakeMatrix.TOKEN, call.headers().get("Authorization"));
        assertEquals(JSON.readTree("""
                {"msgtype": "m.text", "m.mentions": {}, "format": "org.matrix.custom.html",
                 "body": "🔴 Hit-and-run\\n2 → 3 on <Alpha> & \\"co\\"\\nRatio: 1.2\\nK7QX · delayed",
                 "formatted_body": "🔴 <strong>Hit-and-run</strong><br>2 → 3 on &lt;Alpha&gt; &amp; &quot;co&quot;<br>Ratio: 1.2<br><em>K7QX · delayed</em>"}"""),
                body(call));
    }

    @Test
    void a_silent_parcel_is_a_notice_and_the_plain_form_has_no_html() {
        var silent = body(matrix.render(new Parcel(List.of(message("a", "b")), Form.SHARED, "k", Instant.EPOCH, true), target));
        assertEquals("m.notice", silent.path("msgtype").asString());
        var plain = body(matrix.render(Parcels.of(List.of(message("a", "b")), Form.PLAIN), target));
        assertFalse(plain.has("format") || plain.has("formatted_body"));
        assertEquals("🟠 a\nb\nC0DE", plain.path("body").asString());
    }

    @Test
    void what_is_sent_twice_under_one_key_stands_there_once_and_both_answers_tell_its_id() {
        var parcel = Parcels.of(List.of(message("a", "b")), Form.SHARED);
        service.host().script(Fault.answerLost());
        assertTrue(wire.send(matrix.render(parcel, target)) instanceof Wire.Outcome.Broken);
        assertEquals(new Result.Delivered(Optional.of("$event0")), sent(matrix.render(parcel, target)));
        assertEquals(1, service.shown().size());
        assertTrue(matrix.deduplicates());
        sent(matrix.render(new Parcel(parcel.messages(), Form.SHARED, "other", Instant.EPOCH, false), target));
        assertEquals(2, service.shown().size());
    }

    /// Else the server would answer with the event that it refused, if it had kept it.
    @Test
    void the_plain_form_has_a_key_of_its_own() {
        assertTrue(matrix.render(Parcels.of(List.of(message("a", "b")), Form.PLAIN), target).url().reveal().endsWith("/k3y-1-plain"));
        assertTrue(matrix.render(Parcels.of(List.of(message("a", "b")), Form.ALONE), target).url().reveal().endsWith("/k3y-1"));
    }

    @Test
    void as_many_messages_as_an_event_holds_in_bytes_go_into_one() {
        var messages = IntStream.range(0, 30).mapToObj(i -> message("m" + i, "漢".repeat(2000))).toList();
        var call = matrix.render(Parcels.of(messages, Form.SHARED), target);
        assertEquals(2, call.messages());
        assertTrue(sent(call) instanceof Result.Delivered);
        var huge = new Message(Severity.INFO, "\"".repeat(999), "\"".repeat(9999),
                IntStream.range(0, 40).mapToObj(_ -> new Figure("\"".repeat(999), "😀".repeat(999))).toList(), Instant.EPOCH, "C0DE", Optional.of("\"".repeat(999)));
        var one = new Parcel(List.of(huge), Form.ALONE, "huge", Instant.EPOCH, false);
        var id = ((Result.Delivered) sent(matrix.render(one, target))).messageId().orElseThrow();
        assertTrue(sent(matrix.edit(id, one, target).orElseThrow()) instanceof Result.Delivered);
    }

    @Test
    void whatever_a_tracker_says_the_server_takes_it_and_clients_show_it_as_it_is() {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                time.pass(Duration.ofMinutes(1));
                var parcel = new Parcel(form == Form.SHARED ? messages : messages.subList(0, 1), form, "k" + i + form, Instant.EPOCH, false);
                var call = matrix.render(parcel, target);
                var result = sent(call);
                assertTrue(result instanceof Result.Delivered, () -> "seed " + seed + ": " + result);
                var shown = service.posts().getLast().read();
                assertEquals(List.of(), shown.found(), () -> "seed " + seed);
                for (var message : parcel.messages().subList(0, call.messages())) {
                    assertTrue(shown.text().contains(Wild.beginning(Text.oneLine(message.title()))), () -> "seed " + seed);
                    assertTrue(shown.text().contains(Wild.beginning(Text.clean(message.text()))), () -> "seed " + seed);
                }
            }
        }
    }

    @Test
    void a_message_can_be_changed_afterwards_and_a_change_that_is_sent_twice_is_one() {
        var id = ((Result.Delivered) sent(matrix.render(Parcels.of(List.of(message("Down", "x")), Form.SHARED), target))).messageId().orElseThrow();
        var edit = matrix.edit(id, Parcels.of(List.of(message("Was down 14 min", "x")), Form.SHARED), target).orElseThrow();
        assertTrue(sent(edit) instanceof Result.Delivered);
        assertTrue(sent(edit) instanceof Result.Delivered);
        assertEquals(List.of("🟠 Was down 14 min\nx\nC0DE"), service.shown().stream().map(Vendor.Shown::text).toList());
        assertEquals(2, service.posts().size());
        var many = IntStream.range(0, 30).mapToObj(i -> message("m" + i, "漢".repeat(2000))).toList();
        assertEquals(Optional.empty(), matrix.edit(id, Parcels.of(many, Form.SHARED), target), "what does not fit would be lost");
    }

    @Test
    void the_limit_is_the_account_s_at_its_homeserver() {
        var pace = matrix.pace(target);
        assertEquals(Map.of(Pace.Scope.BUCKET, new Pace.Rate(10, Duration.ofSeconds(50))), pace.rates());
        assertEquals("matrix/127.0.0.1", pace.host());
        assertEquals(pace, matrix.pace(at(service.host().base() + "/_matrix/client/v3/rooms/!other:example.org")));
    }

    @Test
    void a_check_asks_who_is_in_the_room_and_posts_nothing() {
        assertEquals(new Notifier.Check.Works("a room of 2"), checked(target));
        assertTrue(checked(at(service.host().base() + "/_matrix/client/v3/rooms/!other:example.org")) instanceof Notifier.Check.Refused(var why)
                && why.contains("not in room"));
        service.host().script(Fault.html(502), Fault.html(200));
        assertTrue(checked(target) instanceof Notifier.Check.Unknown);
        assertTrue(checked(target) instanceof Notifier.Check.Unknown);
        assertEquals(new Notifier.Check.Works("a room of many"), matrix.checked(new HttpAnswer(Instant.EPOCH, 200, Map.of(),
                "{\"joined\": {\"@a:example.org\": {}, \"@b:exam")));
        assertEquals(List.of(), service.posts());
    }

    @Test
    void it_reaches_into_the_user_s_network_only_where_he_allows_it() {
        var parcel = Parcels.of(List.of(message("a", "b")), Form.SHARED);
        assertEquals(Call.Reach.PRIVATE_TOO, matrix.render(parcel, target).reach());
        var link = new Link("matrix", target.address());
        assertEquals(Call.Reach.PUBLIC, matrix.render(parcel, target.with(link)).reach());
    }

    @Test
    void the_token_is_in_the_header_alone_and_never_in_what_is_kept_or_printed() {
        service.host().script(Fault.json(403, "{\"errcode\": \"M_FORBIDDEN\", \"error\": \"token " + FakeMatrix.TOKEN + "\"}"));
        var call = matrix.render(Parcels.of(List.of(message("a", "b")), Form.SHARED), target);
        assertFalse(call.url().reveal().contains(FakeMatrix.TOKEN) || call.body().contains(FakeMatrix.TOKEN));
        var kept = wire.kept(call, wire.send(call));
        List.of(call.toString(), kept.toString(), matrix.pace(target).toString(), MatrixAddress.parse(service.pasted()).toString())
                .forEach(text -> assertFalse(text.contains(FakeMatrix.TOKEN), text));
    }

    private Result sent(HttpCall call) {
        time.pass(Duration.ofSeconds(6));
        return wire.send(call) instanceof Wire.Outcome.Answered(var answer) ? matrix.read(answer) : new Result.Transient("no answer");
    }

    private Notifier.Check checked(Target at) {
        return wire.send(matrix.check(at).orElseThrow()) instanceof Wire.Outcome.Answered(var answer)
                ? matrix.checked(answer) : new Notifier.Check.Unknown("no answer");
    }

    private Target at(String room) {
        var link = new Link("matrix", matrix.address(room + "/send/m.room.message?access_token=" + FakeMatrix.TOKEN), Map.of(), Map.of(),
                true, Optional.empty());
        return new Target(1, "T", link, Wishes.ALL, Target.Health.GOOD);
    }

    private static JsonNode body(HttpCall call) {
        return JSON.readTree(call.body());
    }

    private static Message message(String title, String text) {
        return new Message(Severity.WARNING, title, text, List.of(), Instant.EPOCH, "C0DE", Optional.empty());
    }
}
