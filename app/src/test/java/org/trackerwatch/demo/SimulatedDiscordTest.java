package org.trackerwatch.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trackerwatch.SettableTime;

/// Whether the demo's Discord is as strict as the documentation of the real one.
final class SimulatedDiscordTest {

    private static final String PATH = "/api/v10/webhooks/4242/opensesame";

    private static final String EMBED = """
            {"username":"trackerwatch","embeds":[{"title":"Quarry: 5 \\\\*stars\\\\*","description":"From 2 to 1\\\\.5",\
            "color":16096779,"timestamp":"2026-03-04T12:00:00Z","footer":{"text":"a1b2"},\
            "fields":[{"name":"Ratio","value":"1.50","inline":true}]}]}""";

    private final SettableTime time = new SettableTime();
    private final List<Post> seen = new ArrayList<>();
    private final SimulatedDiscord discord = new SimulatedDiscord(200, time, seen::add);
    private final OkHttpClient client = LoopbackOnly.client();

    @BeforeEach
    void makeWebhook() {
        assertEquals("https://discord.com/api/webhooks/4242/opensesame", discord.webhook("4242", "opensesame", "#alerts").reveal());
    }

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void readers_see_a_message_as_it_is_meant() throws IOException {
        try (var response = post(PATH + "?wait=true", EMBED)) {
            assertEquals(200, response.code());
            assertTrue(response.body().string().contains("\"id\":"));
            assertEquals("5", response.header("X-RateLimit-Limit"));
            assertEquals("4", response.header("X-RateLimit-Remaining"));
            assertEquals("2.000", response.header("X-RateLimit-Reset-After"));
        }
        var post = seen.getFirst();
        assertEquals(List.of("#alerts", "trackerwatch", ""), List.of(post.channel(), post.author(), post.content()));
        assertEquals(List.of(new Post.Embed(0xf59e0b, "Quarry: 5 *stars*", "From 2 to 1.5",
                List.of(new Post.Field("Ratio", "1.50")), "a1b2", Optional.of(Instant.parse("2026-03-04T12:00:00Z")))), post.embeds());
    }

    @Test
    void a_post_that_does_not_wait_gets_no_message() throws IOException {
        assertEquals(204, status(PATH, EMBED));
        assertEquals(1, seen.size());
    }

    @Test
    void plain_words_are_seen_too() throws IOException {
        assertEquals(204, status(PATH, "{\"content\":\"5 \\\\> 4\"}"));
        assertEquals("5 > 4", seen.getFirst().content());
        assertEquals(List.of(), seen.getFirst().embeds());
    }

    @Test
    void a_webhook_tells_its_name_without_a_post() throws IOException {
        try (var response = client.newCall(request(PATH).build()).execute()) {
            assertEquals(200, response.code());
            assertTrue(response.body().string().contains("\"name\":\"#alerts\""));
        }
    }

    @Test
    void strangers_are_refused() throws IOException {
        assertRefused(404, "\"code\":10015", "/api/v10/webhooks/4243/opensesame", EMBED);
        assertRefused(401, "\"code\":50027", "/api/v10/webhooks/4242/opensesam", EMBED);
        assertRefused(404, "\"code\":0", "/api/webhooks/4242/opensesame", EMBED);
        assertRefused(404, "\"code\":0", "/", EMBED);
        try (var response = client.newCall(request(PATH).header("User-Agent", "okhttp/5").build()).execute()) {
            assertEquals(403, response.code());
        }
        try (var response = client.newCall(request(PATH).delete().build()).execute()) {
            assertEquals(405, response.code());
        }
    }

    @Test
    void what_is_no_message_is_refused() throws IOException {
        assertRefused(400, "\"code\":50109", PATH, "{\"content\":");
        assertRefused(400, "\"code\":50006", PATH, "{}");
        assertRefused(400, "\"code\":50006", PATH, "{\"content\":\"  \",\"embeds\":[]}");
    }

    @Test
    void each_limit_is_kept_to_the_letter() throws IOException {
        var bounds = Map.of("{\"content\":\"%s\"}", 2000, "{\"embeds\":[{\"title\":\"%s\"}]}", 256,
                "{\"embeds\":[{\"description\":\"%s\"}]}", 4096, "{\"embeds\":[{\"footer\":{\"text\":\"%s\"}}]}", 2048,
                "{\"embeds\":[{\"author\":{\"name\":\"%s\"}}]}", 256,
                "{\"embeds\":[{\"fields\":[{\"name\":\"%s\",\"value\":\"1\"}]}]}", 256,
                "{\"embeds\":[{\"fields\":[{\"name\":\"1\",\"value\":\"%s\"}]}]}", 1024,
                "{\"content\":\"1\",\"username\":\"%s\"}", 80);
        for (var bound : bounds.entrySet()) {
            assertEquals(204, status(PATH, bound.getKey().replace("%s", "x".repeat(bound.getValue()))), bound.getKey());
            assertRefused(400, "Must be " + bound.getValue(), PATH, bound.getKey().replace("%s", "x".repeat(bound.getValue() + 1)));
        }
    }

    @Test
    void a_bad_part_is_named_by_its_place() throws IOException {
        assertRefused(400, "\"errors\":{\"embeds\":{\"0\":{\"fields\":{\"1\":{\"value\":{\"_errors\":", PATH,
                "{\"embeds\":[{\"fields\":[{\"name\":\"1\",\"value\":\"1\"},{\"name\":\"2\",\"value\":\" \"}]}]}");
        assertRefused(400, "\"timestamp\":{\"_errors\":", PATH, "{\"embeds\":[{\"title\":\"1\",\"timestamp\":\"yesterday\"}]}");
        assertRefused(400, "\"color\":{\"_errors\":", PATH, "{\"embeds\":[{\"title\":\"1\",\"color\":16777216}]}");
        assertRefused(400, "\"0\":{\"_errors\":", PATH, "{\"embeds\":[{\"color\":1}]}");
        assertRefused(400, "\"username\":{\"_errors\":", PATH, "{\"content\":\"1\",\"username\":\"Discord alerts\"}");
        assertRefused(400, "\"username\":{\"_errors\":", PATH, "{\"content\":\"1\",\"username\":\"everyone\"}");
    }

    @Test
    void too_many_parts_are_refused() throws IOException {
        var field = "{\"name\":\"1\",\"value\":\"1\"},";
        assertEquals(204, status(PATH, "{\"embeds\":[{\"fields\":[" + cut(field.repeat(25)) + "]}]}"));
        assertRefused(400, "Must be 25", PATH, "{\"embeds\":[{\"fields\":[" + cut(field.repeat(26)) + "]}]}");
        var embed = "{\"title\":\"1\"},";
        assertEquals(204, status(PATH, "{\"embeds\":[" + cut(embed.repeat(10)) + "]}"));
        assertRefused(400, "Must be 10", PATH, "{\"embeds\":[" + cut(embed.repeat(11)) + "]}");
    }

    @Test
    void all_embeds_together_have_a_limit_too() throws IOException {
        var embeds = "{\"embeds\":[{\"description\":\"%s\"},{\"description\":\"%s\"}]}";
        assertEquals(204, status(PATH, embeds.replace("%s", "x".repeat(3000))));
        assertRefused(400, "6000", PATH, embeds.replace("%s", "x".repeat(3001)));
    }

    @Test
    void the_sixth_request_in_two_seconds_has_to_wait() throws IOException {
        for (int i = 0; i < 5; i++) {
            time.pass(Duration.ofMillis(100));
            assertEquals(204, status(PATH, EMBED, false));
        }
        try (var response = post(PATH, EMBED)) {
            assertEquals(429, response.code());
            assertEquals(List.of("user", "0", "2", "1.600"), headers(response));
            assertTrue(response.body().string().contains("\"retry_after\":1.600"));
        }
        time.pass(Duration.ofMillis(1600));
        assertEquals(204, status(PATH, EMBED, false));
        assertEquals(6, seen.size());
        assertEquals(Map.of(204, 6, 429, 1), discord.answers());
    }

    @Test
    void a_busy_channel_turns_posts_away_before_it_takes_them() throws IOException {
        discord.crowded(1);
        try (var response = post(PATH, EMBED)) {
            assertEquals(429, response.code());
            assertEquals(List.of("shared", "5", "42", "41.300"), headers(response));
        }
        assertEquals(204, status(PATH, EMBED));
    }

    @Test
    void an_outage_ends() throws IOException {
        discord.down(true);
        assertEquals(503, status(PATH, EMBED));
        assertTrue(seen.isEmpty());
        discord.down(false);
        assertEquals(204, status(PATH, EMBED));
    }

    private void assertRefused(int status, String answer, String path, String body) throws IOException {
        seen.clear();
        time.pass(Duration.ofMinutes(1));
        try (var response = post(path, body)) {
            assertEquals(status, response.code(), path + " " + body);
            var said = response.body().string();
            assertTrue(said.contains(answer), said);
            assertFalse(response.header("Via", "").isEmpty());
        }
        assertTrue(seen.isEmpty());
    }

    private int status(String path, String body) throws IOException {
        return status(path, body, true);
    }

    private int status(String path, String body, boolean rested) throws IOException {
        time.pass(rested ? Duration.ofMinutes(1) : Duration.ZERO);
        try (var response = post(path, body)) {
            return response.code();
        }
    }

    private Response post(String path, String body) throws IOException {
        return client.newCall(request(path).post(RequestBody.create(body, MediaType.get("application/json"))).build()).execute();
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url(discord.address() + path).header("User-Agent", "DiscordBot (https://example.org, 1)");
    }

    private static List<String> headers(Response response) {
        return List.of(response.header("X-RateLimit-Scope", ""), response.header("X-RateLimit-Remaining", ""),
                response.header("Retry-After", ""), response.header("X-RateLimit-Reset-After", ""));
    }

    private static String cut(String list) {
        return list.substring(0, list.length() - 1);
    }
}
