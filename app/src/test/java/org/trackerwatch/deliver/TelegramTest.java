package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

final class TelegramTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final SettableTime time = new SettableTime();
    private final FakeTelegram service = new FakeTelegram(time);
    private final Wire wire = new Wire(PostOffice.HTTP, time);
    private final Telegram telegram = new Telegram(URI.create("https://api.telegram.org"));
    private final Target target = target(FakeTelegram.TOKEN + "/" + FakeTelegram.CHAT);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_message_is_html_with_its_mark_its_figures_and_its_code_and_no_link_is_unfolded() {
        var alert = new Message(Severity.URGENT, "Hit-and-run", "2 → 3 on <Alpha> & co", List.of(new Figure("Ratio", "1.2"),
                new Figure("Seeding", "14")), Instant.EPOCH, "K7QX", Optional.of("delayed"));
        var call = telegram.render(Parcels.of(List.of(alert), Form.SHARED), target);
        assertEquals("https://api.telegram.org/bot" + FakeTelegram.TOKEN + "/sendMessage", call.url().reveal());
        assertEquals(JSON.readTree("""
                {"chat_id": -1001234567890, "parse_mode": "HTML", "link_preview_options": {"is_disabled": true},
                 "text": "🔴 <b>Hit-and-run</b>\\n2 → 3 on &lt;Alpha&gt; &amp; co\\nRatio: 1.2\\nSeeding: 14\\n<i>K7QX · delayed</i>"}"""),
                body(call));
        assertEquals(HttpCall.Reach.PUBLIC, call.reach());
    }

    @Test
    void a_topic_is_written_to_and_a_silent_parcel_makes_no_sound() {
        var topic = target(FakeTelegram.TOKEN + "/@alerts:77");
        var body = body(telegram.render(new Parcel(List.of(message("a")), Form.SHARED, "k", Instant.EPOCH, true), topic));
        assertEquals("@alerts", body.path("chat_id").asString());
        assertEquals(77, body.path("message_thread_id").asInt());
        assertTrue(body.path("disable_notification").asBoolean());
        assertFalse(body(telegram.render(Parcels.of(List.of(message("a")), Form.SHARED), topic)).has("disable_notification"));
    }

    @Test
    void the_plain_form_carries_one_message_without_markup() {
        var body = body(telegram.render(Parcels.of(List.of(message("1 < 2 & 3")), Form.PLAIN), target));
        assertFalse(body.has("parse_mode"));
        assertEquals("🟠 1 < 2 & 3\ntext\nK7QX", body.path("text").asString());
    }

    @Test
    void as_many_messages_as_4096_units_hold_share_a_text_and_the_rest_waits() {
        var messages = IntStream.range(0, 23).mapToObj(i -> message("m" + i, "x".repeat(1000))).toList();
        var call = telegram.render(Parcels.of(messages, Form.SHARED), target);
        assertEquals(4, call.messages());
        assertTrue(body(call).path("text").asString().contains("<b>m3</b>"));
        assertFalse(body(call).path("text").asString().contains("m4"));
        assertEquals(1, telegram.render(Parcels.of(messages.subList(0, 1), Form.ALONE), target).messages());
    }

    @Test
    void what_is_counted_is_what_is_left_of_the_markup() throws Exception {
        var messages = IntStream.range(0, 10).mapToObj(i -> message("m" + i, "&".repeat(380))).toList();
        var call = telegram.render(Parcels.of(messages, Form.SHARED), target);
        assertEquals(10, call.messages());
        assertTrue(body(call).path("text").asString().length() > 4096);
        assertTrue(TelegramReader.parsed(body(call).path("text").asString()).length() <= 4096);
    }

    @Test
    void a_huge_message_keeps_its_end_and_its_first_figures() throws Exception {
        var figures = IntStream.range(0, 40).mapToObj(i -> new Figure("name " + i, "v".repeat(2000))).toList();
        var huge = new Message(Severity.INFO, "t".repeat(999), "😀".repeat(9999), figures, Instant.EPOCH, "C0DE", Optional.of("n".repeat(99)));
        var seen = TelegramReader.parsed(body(telegram.render(Parcels.of(List.of(huge), Form.ALONE), target)).path("text").asString());
        assertTrue(seen.length() <= 4096 && seen.contains("C0DE") && seen.contains("name 3") && !seen.contains("name 9"), seen);
    }

    @Test
    void whatever_a_tracker_says_telegram_takes_it_and_shows_it_as_it_is() {
        long seed = Seed.first();
        var random = new Random(seed);
        var at = service.target(1, "T");
        for (int i = 0; i < 80; i++) {
            var messages = Wild.messages(random);
            for (var form : Form.values()) {
                time.pass(Duration.ofMinutes(1));
                var parcel = Parcels.of(form == Form.SHARED ? messages : messages.subList(0, 1), form);
                var call = service.notifier().render(parcel, at);
                var result = sent(call);
                assertTrue(result instanceof Result.Delivered, () -> "seed " + seed + ": " + result);
                shows(service.posts().getLast().text(), parcel.messages().subList(0, call.messages()), "seed " + seed);
            }
        }
        assertEquals(List.of(), service.violations());
    }

    private static void shows(String text, List<Message> messages, String about) {
        var shown = TelegramReader.read(text);
        assertEquals(List.of(), shown.found(), about);
        for (var message : messages) {
            assertTrue(shown.text().contains(Wild.beginning(Text.oneLine(message.title()))), about);
            assertTrue(shown.text().contains(Wild.beginning(Text.clean(message.text()))), about);
            assertTrue(shown.text().contains(message.code()), about);
        }
    }

    @Test
    void a_message_can_be_changed_afterwards_by_the_id_that_it_came_back_with() {
        var at = service.target(1, "T");
        var result = sent(service.notifier().render(Parcels.of(List.of(message("Down")), Form.SHARED), at));
        var id = ((Result.Delivered) result).messageId().orElseThrow();
        assertTrue(sent(service.notifier().edit(id, Parcels.of(List.of(message("Was down 14 min")), Form.SHARED), at).orElseThrow()) instanceof Result.Delivered);
        assertEquals("🟠 Was down 14 min\ntext\nK7QX", service.posts().getFirst().text());
        assertEquals(new Result.Delivered(Optional.empty()), sent(service.notifier().edit(id, Parcels.of(List.of(message("Was down 14 min")), Form.SHARED), at).orElseThrow()));
        assertTrue(sent(service.notifier().edit("5", Parcels.of(List.of(message("x")), Form.SHARED), at).orElseThrow()) instanceof Result.PayloadRefused);
        assertEquals(1, service.posts().size());
    }

    @Test
    void the_topics_of_a_group_count_together_and_a_private_chat_has_no_limit_by_the_minute() {
        var group = telegram.pace(target);
        assertEquals(new Pace("telegram/123456789", "telegram/123456789/" + FakeTelegram.CHAT, Map.of(
                Pace.Scope.BUCKET, new Pace.Rate(1, Duration.ofSeconds(1)), Pace.Scope.CHANNEL, new Pace.Rate(18, Duration.ofSeconds(60)),
                Pace.Scope.HOST, new Pace.Rate(25, Duration.ofSeconds(1)))), group);
        assertEquals(group, telegram.pace(target(FakeTelegram.TOKEN + "/" + FakeTelegram.CHAT + ":5")));
        assertFalse(telegram.pace(target(FakeTelegram.TOKEN + "/42")).rates().containsKey(Pace.Scope.CHANNEL));
    }

    @Test
    void a_check_asks_for_the_chat_and_posts_nothing() {
        var at = service.target(1, "T");
        assertEquals(new Notifier.Check.Works("Home"), checked(at));
        var elsewhere = at.with(at.link().at(service.notifier().address(FakeTelegram.TOKEN + "/-5")));
        assertTrue(checked(elsewhere) instanceof Notifier.Check.Refused(var why) && why.contains("chat not found"));
        var wrong = at.with(at.link().at(service.notifier().address(FakeTelegram.TOKEN + "x/42")));
        assertTrue(checked(wrong) instanceof Notifier.Check.Refused(var why) && why.contains("@BotFather"));
        service.host().script(Fault.html(502));
        assertTrue(checked(at) instanceof Notifier.Check.Unknown);
        service.host().script(Fault.html(200));
        assertTrue(checked(at) instanceof Notifier.Check.Unknown);
        assertEquals(List.of(), service.posts());
    }

    @Test
    void a_bot_api_server_of_one_s_own_may_stand_for_telegram() {
        var own = new Telegram(URI.create("http://127.0.0.1:8081/tg/"));
        var call = own.render(Parcels.of(List.of(message("a")), Form.SHARED), target);
        assertTrue(call.url().reveal().startsWith("http://127.0.0.1:8081/tg/bot" + FakeTelegram.TOKEN + "/"));
        assertEquals(HttpCall.Reach.PRIVATE_TOO, call.reach());
    }

    @Test
    void nothing_that_is_kept_or_printed_gives_the_token_away() {
        service.host().script(Fault.json(404, "{\"ok\": false, \"description\": \"Not Found: /bot" + FakeTelegram.TOKEN + "/x and "
                + FakeTelegram.TOKEN.substring(10) + "\"}"));
        var at = service.target(1, "T");
        var call = service.notifier().render(Parcels.of(List.of(message("a")), Form.SHARED), at);
        var outcome = wire.send(call);
        var all = new ArrayList<>(List.of(wire.kept(call, outcome).toString(), call.toString(), at.toString(),
                service.notifier().pace(at).toString(), service.notifier().edit("5", Parcels.of(List.of(message("a")), Form.SHARED), at).toString()));
        if (outcome instanceof Wire.Outcome.Answered(var answer)) {
            all.add(service.notifier().read(answer).toString());
        }
        all.forEach(text -> service.planted().forEach(secret -> assertFalse(text.contains(secret), text)));
    }

    private Result sent(HttpCall call) {
        return wire.send(call) instanceof Wire.Outcome.Answered(var answer) ? telegram.read(answer)
                : new Result.Transient("no answer");
    }

    private Notifier.Check checked(Target at) {
        return wire.send(service.notifier().check(at).orElseThrow()) instanceof Wire.Outcome.Answered(var answer)
                ? telegram.checked(answer) : new Notifier.Check.Unknown("no answer");
    }

    private Target target(String pasted) {
        return new Target(1, "Home", new Link("telegram", telegram.address(pasted)), Wishes.ALL, Target.Health.GOOD);
    }

    private static JsonNode body(HttpCall call) {
        return JSON.readTree(call.body());
    }

    private static Message message(String title) {
        return message(title, "text");
    }

    private static Message message(String title, String text) {
        return new Message(Severity.WARNING, title, text, List.of(), Instant.EPOCH, "K7QX", Optional.empty());
    }
}
