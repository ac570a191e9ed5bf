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
final class FakeTelegramTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SettableTime time = new SettableTime();
    private final FakeTelegram telegram = new FakeTelegram(time);

    @AfterEach
    void close() {
        telegram.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            %4096                     | 200 | message_id
            %4097                     | 400 | message is too long
            <b>%4096</b>              | 200 | message_id
            <b>a</b> &lt;&#128512;    | 200 | message_id
            <b>a                      | 400 | can't find end tag
            a</b>                     | 400 | can't parse entities
            <b><i>a</b></i>           | 400 | can't parse entities
            <script>a</script>        | 400 | unsupported start tag
            1 < 2                     | 400 | can't parse entities
            1 > 2                     | 400 | can't parse entities
            a & b                     | 400 | can't parse entities
            a &nbsp; b                | 400 | can't parse entities
            <b> </b>                  | 400 | message text is empty
            """)
    void what_the_documentation_refuses_is_refused(String text, int status, String words) throws Exception {
        var filled = Pattern.compile("%(\\d+)").matcher(text.strip()).replaceAll(length -> "x".repeat(Integer.parseInt(length.group(1))));
        var answer = send(filled, "\"parse_mode\": \"HTML\"");
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words.strip()), answer.body());
    }

    @Test
    void without_a_parse_mode_signs_are_signs() throws Exception {
        assertEquals(200, send("1 < 2 & <b>", "\"protect_content\": false").statusCode());
        assertEquals("1 < 2 & <b>", telegram.shown().getFirst().text());
    }

    @Test
    void the_second_message_in_a_second_and_the_twenty_first_in_a_minute_are_refused_and_noted() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertEquals(200, send("m" + i, "\"protect_content\": false").statusCode());
            time.pass(Duration.ofMillis(1100));
        }
        var refused = send("m20", "\"protect_content\": false");
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("\"retry_after\": 3"));
        time.pass(Duration.ofMinutes(1));
        assertEquals(200, send("m21", "\"protect_content\": false").statusCode());
        assertEquals(429, send("m22", "\"protect_content\": false").statusCode());
        assertEquals(2, telegram.violations().size());
    }

    @Test
    void a_wrong_token_an_unknown_chat_a_missing_topic_and_a_kick_are_refused() throws Exception {
        assertEquals(401, post(FakeTelegram.TOKEN + "x", "{\"chat_id\": 42, \"text\": \"a\"}").statusCode());
        assertEquals(404, post("123", "{\"chat_id\": 42, \"text\": \"a\"}").statusCode());
        assertTrue(post(FakeTelegram.TOKEN, "{\"chat_id\": 43, \"text\": \"a\"}").body().contains("chat not found"));
        assertTrue(send("a", "\"message_thread_id\": 76").body().contains("thread not found"));
        telegram.kick(FakeTelegram.CHAT);
        assertEquals(403, send("a", "\"message_thread_id\": 77").statusCode());
        assertEquals(List.of(), telegram.shown());
    }

    @Test
    void a_group_that_became_a_supergroup_tells_its_new_number() throws Exception {
        telegram.migrate(FakeTelegram.CHAT, "-1002");
        assertTrue(send("a", "\"parse_mode\": \"HTML\"").body().contains("\"migrate_to_chat_id\": -1002"));
    }

    private HttpResponse<String> send(String text, String more) throws IOException, InterruptedException {
        return post(FakeTelegram.TOKEN, "{\"chat_id\": " + FakeTelegram.CHAT + ", " + more + ", \"text\": " + JsonText.write(text) + "}");
    }

    private HttpResponse<String> post(String token, String body) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(telegram.host().base() + "/bot" + token + "/sendMessage"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
