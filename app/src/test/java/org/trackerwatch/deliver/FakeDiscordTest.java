package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.SettableTime;

/// The fake refuses what the real one documents as refused: else the tests that lean on it prove nothing.
final class FakeDiscordTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String HELLO = "{\"content\": \"hello\"}";

    private final SettableTime time = new SettableTime();
    private final FakeDiscord discord = new FakeDiscord(time);

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void the_sixth_post_in_two_seconds_is_refused_and_noted() throws Exception {
        var url = post("1", "10");
        for (int left = 4; left >= 0; left--) {
            assertEquals(String.valueOf(left), send(url, HELLO).headers().firstValue("X-RateLimit-Remaining").orElseThrow());
        }
        time.pass(Duration.ofMillis(1500));
        var refused = send(url, HELLO);
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("\"retry_after\": 0.5"), refused.body());
        assertEquals(1, discord.violations().size());
        time.pass(Duration.ofMillis(500));
        assertEquals(200, send(url, HELLO).statusCode());
    }

    @Test
    void the_thirty_first_post_in_a_minute_to_one_channel_is_refused_without_a_warning() throws Exception {
        var one = post("1", "10");
        var two = post("2", "10");
        for (int i = 0; i < 30; i++) {
            assertEquals(200, send(i % 2 == 0 ? one : two, HELLO).statusCode());
            time.pass(Duration.ofSeconds(1));
        }
        var refused = send(one, HELLO);
        assertEquals(429, refused.statusCode());
        assertTrue(Integer.parseInt(refused.headers().firstValue("X-RateLimit-Remaining").orElseThrow()) > 0);
        assertTrue(discord.violations().getFirst().contains("hidden limit"), discord.violations()::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"content": "%2000"}                                                    | 200 |
            {"content": "%2001"}                                                    | 400 | content
            {"embeds": [{"title": "%256"}]}                                         | 200 |
            {"embeds": [{"title": "%257"}]}                                         | 400 | title
            {"embeds": [{"description": "%4097"}]}                                  | 400 | description
            {"embeds": [{"footer": {"text": "%2049"}}]}                             | 400 | footer
            {"embeds": [{"title": "a", "fields": [{"name": " ", "value": "v"}]}]}   | 400 | name
            {"embeds": [{"title": "a", "fields": [{"name": "n"}]}]}                 | 400 | value
            {"embeds": [{"title": "a", "fields": [{"name": "n", "value": "%1025"}]}]} | 400 | value
            {"embeds": [{"description": "%3000"}, {"description": "%3001"}]}        | 400 | 6000
            {"embeds": [{"title": "a", "timestamp": "yesterday"}]}                  | 400 | timestamp
            {"embeds": [{"title": "a", "color": 16777216}]}                         | 400 | color
            {"embeds": [{}]}                                                        | 400 | required
            {"content": "x", "username": "Discord fan"}                             | 400 | username
            {"content": "  "}                                                       | 400 | empty
            {"content": "x"                                                         | 400 | invalid JSON
            """)
    void what_the_documentation_limits_is_limited(String body, int status, String words) throws Exception {
        var filled = Pattern.compile("%(\\d+)").matcher(body)
                .replaceAll(length -> "x".repeat(Integer.parseInt(length.group(1))));
        var answer = send(post("1", "10"), filled);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(words == null || answer.body().contains(words), answer.body());
    }

    @Test
    void eleven_embeds_are_one_too_many() throws Exception {
        var embeds = "{\"title\": \"a\"},".repeat(10) + "{\"title\": \"a\"}";
        assertEquals(400, send(post("1", "10"), "{\"embeds\": [" + embeds + "]}").statusCode());
    }

    @Test
    void an_address_without_a_version_says_next_to_nothing() throws Exception {
        var url = post("1", "10").replace("/v10", "");
        assertEquals("{\"embeds\": [\"0\"]}", send(url, "{\"embeds\": [{}]}").body());
    }

    @Test
    void without_waiting_nothing_is_said_of_the_message() throws Exception {
        var answer = send(post("1", "10").replace("?wait=true", ""), HELLO);
        assertEquals(204, answer.statusCode());
        assertEquals("", answer.body());
    }

    @Test
    void a_second_request_after_its_404_is_noted() throws Exception {
        var url = post("1", "10");
        discord.delete("1");
        assertEquals(404, send(url, HELLO).statusCode());
        assertEquals(List.of(), discord.violations());
        assertEquals(404, send(url, HELLO).statusCode());
        assertEquals(List.of("a request to webhook 1 after it had answered 404"), discord.violations());
    }

    @Test
    void too_many_refusals_are_noted() throws Exception {
        var url = post("1", "10") + "x";
        for (int i = 0; i < 61; i++) {
            send(url.replace("tokenOf", "wrong"), HELLO);
        }
        assertTrue(discord.violations().getLast().startsWith("more than 60"), discord.violations()::toString);
    }

    @Test
    void a_wrong_token_a_missing_thread_and_an_unnamed_program_are_refused() throws Exception {
        assertTrue(send(post("1", "10").replace("tokenOf", "wrong"), HELLO).body().contains("50027"));
        discord.forum("2", "20");
        var forum = discord.base() + "/api/v10/webhooks/2/" + FakeDiscord.TOKEN + "2?wait=true";
        assertTrue(send(forum, HELLO).body().contains("220001"));
        assertEquals(200, send(forum + "&thread_id=5", HELLO).statusCode());
        var anonymous = HTTP.send(HttpRequest.newBuilder(URI.create(forum)).POST(BodyPublishers.ofString(HELLO)).build(),
                BodyHandlers.ofString());
        assertTrue(anonymous.body().contains("40333"), anonymous.body());
    }

    @Test
    void of_embeds_with_one_url_readers_see_the_first() throws Exception {
        send(post("1", "10"), """
                {"embeds": [{"title": "a", "url": "https://x.example"}, {"title": "b", "url": "https://x.example"}, {"title": "c"}]}""");
        assertEquals(List.of("a", "c"), discord.embeds("1").stream().map(embed -> embed.path("title").asString()).toList());
    }

    private String post(String id, String channel) {
        return discord.webhook(id, channel).replace("https://discord.com/api", discord.base() + "/api/v10") + "?wait=true";
    }

    private static HttpResponse<String> send(String url, String body) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).header("User-Agent", "DiscordBot (https://example.org, 1)")
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
