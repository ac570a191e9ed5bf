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
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trackerwatch.Seed;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DiscordTest {

    private static final Instant AT = Instant.parse("2026-03-04T11:58:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    private final Discord discord = new Discord(URI.create("https://discord.com"), "1.2.3");
    private final Target target = target("https://discord.com/api/webhooks/1122334455/" + FakeDiscord.TOKEN);

    @Test
    void the_request_names_the_version_waits_for_the_message_and_says_who_asks() {
        var call = discord.render(Parcels.of(List.of(message("Ratio fell", "From 1.2 to 1.1")), Form.SHARED), target);
        assertEquals("https://discord.com/api/v10/webhooks/1122334455/" + FakeDiscord.TOKEN + "?wait=true", call.url().reveal());
        assertEquals("DiscordBot (https://github.com/trackerwatch/trackerwatch, 1.2.3)", call.headers().get("User-Agent"));
        assertEquals(HttpCall.Method.POST, call.method());
    }

    @Test
    void a_thread_is_written_to_if_the_address_names_one() {
        var thread = target("https://discord.com/api/webhooks/1/" + FakeDiscord.TOKEN + "?thread_id=77");
        assertTrue(discord.render(Parcels.of(List.of(message("a", "b")), Form.PLAIN), thread).url().reveal().endsWith("?wait=true&thread_id=77"));
    }

    @Test
    void the_base_can_stand_for_discord_with_a_path_of_its_own() {
        var proxied = new Discord(URI.create("http://127.0.0.1:9000/discord/"), "1");
        var call = proxied.render(Parcels.of(List.of(message("a", "b")), Form.SHARED), target);
        assertTrue(call.url().reveal().startsWith("http://127.0.0.1:9000/discord/api/v10/webhooks/1122334455/"));
    }

    @Test
    void a_message_is_an_embed_with_its_colour_its_figures_its_time_and_its_code() {
        var alert = new Message(Severity.URGENT, "Hit-and-run", "2 → 3 on Alpha", List.of(new Figure("Ratio", "1.2"),
                new Figure("Seeding", "14")), AT, "K7QX", Optional.of("delayed"));
        var body = body(discord.render(Parcels.of(List.of(alert), Form.SHARED), target));
        assertEquals(JSON.readTree("""
                {"username": "trackerwatch", "allowed_mentions": {"parse": []}, "embeds": [{
                  "title": "Hit-and-run", "description": "2 → 3 on Alpha", "color": 15680580,
                  "timestamp": "2026-03-04T11:58:00Z", "footer": {"text": "K7QX · delayed"},
                  "fields": [{"name": "Ratio", "value": "1.2", "inline": true},
                             {"name": "Seeding", "value": "14", "inline": true}]}]}"""), body);
    }

    @Test
    void ten_embeds_go_into_one_request_in_order_and_the_rest_waits() {
        var messages = IntStream.range(0, 23).mapToObj(i -> message("m" + i, "text")).toList();
        var call = discord.render(Parcels.of(messages, Form.SHARED), target);
        assertEquals(10, call.messages());
        assertEquals("m0", body(call).path("embeds").get(0).path("title").asString());
        assertEquals("m9", body(call).path("embeds").get(9).path("title").asString());
    }

    @Test
    void as_many_as_six_thousand_characters_hold_go_into_one_request() {
        var messages = IntStream.range(0, 10).mapToObj(i -> message("title", "x".repeat(1400))).toList();
        var call = discord.render(Parcels.of(messages, Form.SHARED), target);
        assertEquals(4, call.messages());
        accepts(call);
    }

    @Test
    void one_message_goes_whatever_its_size_and_keeps_its_first_figures() {
        var figures = IntStream.range(0, 40).mapToObj(i -> new Figure("name " + i, "v".repeat(2000))).toList();
        var huge = new Message(Severity.INFO, "t".repeat(999), "d".repeat(9999), figures, AT, "C", Optional.of("n".repeat(999)));
        var call = discord.render(Parcels.of(List.of(huge), Form.ALONE), target);
        assertEquals(1, call.messages());
        assertTrue(body(call).path("embeds").get(0).path("fields").size() >= 3);
        accepts(call);
    }

    @Test
    void the_plain_form_has_no_embed_and_nothing_in_it_can_ping_or_unfurl() {
        var call = discord.render(Parcels.of(List.of(message("@everyone", "see https://evil.example")), Form.PLAIN), target);
        var body = body(call);
        assertTrue(body.path("embeds").isMissingNode());
        assertEquals(4, body.path("flags").asInt());
        assertEquals(List.of(), DiscordReader.read(body.path("content").asString()).markup());
        assertTrue(body.path("content").asString().contains("K7QX"));
        accepts(call);
    }

    @Test
    void whatever_a_tracker_says_discord_accepts_the_message_and_shows_no_markup() {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            var messages = new ArrayList<Message>();
            for (int n = random.nextInt(12); n >= 0; n--) {
                messages.add(new Message(Severity.values()[random.nextInt(4)], wild(random), wild(random),
                        IntStream.range(0, random.nextInt(30)).mapToObj(_ -> new Figure(wild(random), wild(random))).toList(),
                        AT, "C0DE", Optional.of(wild(random))));
            }
            for (var form : Form.values()) {
                var call = discord.render(Parcels.of(form == Form.SHARED ? messages : messages.subList(0, 1), form), target);
                assertTrue(call.messages() >= 1 && call.messages() <= messages.size(), () -> "seed " + seed);
                accepts(call, "seed " + seed);
            }
        }
    }

    @Test
    void what_discord_counts_by_is_the_webhook_whatever_its_token_or_thread() {
        var pace = discord.pace(target);
        assertEquals("discord/webhook/1122334455", pace.bucket());
        assertEquals(pace, discord.pace(target("https://discord.com/api/webhooks/1122334455/other?thread_id=5")));
        assertEquals(new Pace.Rate(5, Duration.ofSeconds(2)), pace.rates().get(Pace.Scope.BUCKET));
        assertEquals(new Pace.Rate(30, Duration.ofSeconds(60)), pace.rates().get(Pace.Scope.CHANNEL));
    }

    @Test
    void an_answer_teaches_the_limit_the_end_of_the_window_and_the_channel() {
        var learned = discord.learn(new HttpAnswer(AT, 200, Map.of("X-RateLimit-Limit", List.of("4"),
                "X-RateLimit-Remaining", List.of("0"), "X-RateLimit-Reset-After", List.of("1.25")),
                "{\"id\": \"9\", \"channel_id\": \"42\"}"));
        assertEquals(new Pace.Learned(Optional.of(4), Optional.of(AT.plusMillis(1250)), Optional.of("discord/channel/42")), learned);
    }

    @Test
    void while_something_remains_the_window_s_end_is_of_no_matter() {
        var learned = discord.learn(new HttpAnswer(AT, 200, Map.of("X-RateLimit-Remaining", List.of("3"),
                "X-RateLimit-Reset-After", List.of("1.25")), ""));
        assertEquals(Pace.Learned.NOTHING, learned);
    }

    @Test
    void a_check_asks_without_posting_and_tells_the_webhook_s_name() {
        var call = discord.check(target).orElseThrow();
        assertEquals(HttpCall.Method.GET, call.method());
        assertEquals("https://discord.com/api/v10/webhooks/1122334455/" + FakeDiscord.TOKEN, call.url().reveal());
        assertEquals(new Notifier.Check.Works("Spidey"), discord.checked(answer(200, "{\"name\": \"Spidey\", \"channel_id\": \"1\"}")));
    }

    @Test
    void a_check_tells_a_wrong_address_from_a_service_in_trouble() {
        assertTrue(discord.checked(answer(404, "{\"code\": 10015}")) instanceof Notifier.Check.Refused(var why)
                && why.contains("was deleted"));
        assertTrue(discord.checked(answer(401, "{\"code\": 50027}")) instanceof Notifier.Check.Refused);
        assertTrue(discord.checked(answer(502, "<html>")) instanceof Notifier.Check.Unknown);
        assertTrue(discord.checked(answer(200, "<html>")) instanceof Notifier.Check.Unknown);
        assertTrue(discord.checked(answer(429, "{\"retry_after\": 3}")) instanceof Notifier.Check.Unknown);
    }

    @Test
    void printing_a_request_gives_nothing_away() {
        var call = discord.render(Parcels.of(List.of(message("a", "b")), Form.SHARED), target);
        assertFalse((call + " " + discord.check(target)).contains(FakeDiscord.TOKEN));
    }

    private void accepts(HttpCall call) {
        accepts(call, "");
    }

    private void accepts(HttpCall call, String about) {
        var body = body(call);
        assertEquals(Optional.empty(), DiscordLaw.refusal(body, true), about);
        for (var embed : body.path("embeds")) {
            assertEquals(List.of(), DiscordReader.read(embed.path("title").asString()).markup(), about);
            assertEquals(List.of(), DiscordReader.read(embed.path("description").asString()).markup(), about);
            for (var field : embed.path("fields")) {
                assertEquals(List.of(), DiscordReader.read(field.path("value").asString()).markup(), about);
            }
        }
    }

    private static String wild(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> " \u00a0\u3000\n\t";
            case 2 -> "\u200b\u200d\ufeff";
            case 3 -> "@everyone <@1> [x](https://evil.example) `";
            case 4 -> "```".repeat(random.nextInt(100));
            case 5 -> "😀👩\u200d🚀".repeat(random.nextInt(300));
            case 6 -> "\u202eשלום\u2066 مرحبا".repeat(1 + random.nextInt(9));
            case 7 -> "*".repeat(random.nextInt(10_000));
            case 8 -> "\\".repeat(random.nextInt(10_000));
            case 9 -> "x".repeat(random.nextInt(10_000));
            case 10 -> random.ints(random.nextInt(400), 0, 0x10000).collect(StringBuilder::new,
                    (text, unit) -> text.append((char) unit), StringBuilder::append).toString();
            default -> random.ints(random.nextInt(60), 32, 127).collect(StringBuilder::new,
                    StringBuilder::appendCodePoint, StringBuilder::append).toString();
        };
    }

    private static JsonNode body(HttpCall call) {
        return JSON.readTree(call.body());
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(AT, status, Map.of("Via", List.of("1.1 google")), body);
    }

    private static Message message(String title, String text) {
        return new Message(Severity.WARNING, title, text, List.of(), AT, "K7QX", Optional.empty());
    }

    private static Target target(String url) {
        return new Target(1, "Home", "discord", new Secret(url), Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD);
    }
}
