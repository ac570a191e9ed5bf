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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.SettableTime;

/// The fake refuses what the real one refuses: else the tests that lean on it prove nothing.
final class FakeNtfyTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SettableTime time = new SettableTime();
    private final FakeNtfy ntfy = new FakeNtfy(time);

    @AfterEach
    void close() {
        ntfy.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"topic": "open", "message": "%x4096"}                   | 0
            {"topic": "open", "message": "%x4097"}                   | 40014
            {"topic": "open", "message": "%é2049"}                   | 40014
            {"topic": "open", "message": "a", "title": "%x8192"}     | 41303
            {"topic": "open", "message": "a", "priority": 5}         | 0
            {"topic": "open", "message": "a", "priority": 6}         | 40007
            {"topic": "with/slash", "message": "a"}                  | 40009
            {"topic": "", "message": "a"}                            | 40009
            {"topic": "docs", "message": "a"}                        | 40010
            {"topic": "open", "message": "a", "sequence_id": "a b"}  | 40000
            {"topic": "private-topic", "message": "a"}               | 40301
            {"topic": "open"                                         | 40024
            """)
    void what_the_server_refuses_is_refused(String body, int code) throws Exception {
        var filled = Pattern.compile("%(.)(\\d+)").matcher(body.strip()).replaceAll(run -> run.group(1).repeat(Integer.parseInt(run.group(2))));
        var answer = post("/", filled, "");
        assertEquals(code == 0 ? 200 : code / 100, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(code == 0 ? "\"id\"" : "\"code\":" + code), answer.body());
        assertEquals(code == 0 ? 1 : 0, ntfy.posts().size());
    }

    @Test
    void who_signs_in_writes_to_the_protected_topic_and_a_wrong_token_is_refused() throws Exception {
        var body = "{\"topic\": \"private-topic\", \"message\": \"a\"}";
        assertEquals(200, post("/", body, "Bearer " + FakeNtfy.TOKEN).statusCode());
        assertEquals(200, post("/", body, "Basic cGhpbDpwNHNzdzByZA==").statusCode());
        assertEquals(401, post("/", body, "Bearer tk_wrong").statusCode());
    }

    @Test
    void the_sixty_first_request_at_once_is_refused_without_a_wait_and_five_seconds_buy_one_more() throws Exception {
        for (int i = 0; i < 60; i++) {
            assertEquals(200, post("/", "{\"topic\": \"open\", \"message\": \"a\"}", "").statusCode());
        }
        var refused = post("/", "{\"topic\": \"open\", \"message\": \"a\"}", "");
        assertTrue(refused.body().contains("42901") && refused.headers().firstValue("Retry-After").isEmpty());
        assertEquals(1, ntfy.violations().size());
        time.pass(Duration.ofSeconds(5));
        assertEquals(200, post("/", "{\"topic\": \"open\", \"message\": \"a\"}", "").statusCode());
    }

    @Test
    void the_251st_message_of_a_day_is_refused_until_midnight() throws Exception {
        for (int i = 0; i <= 250; i++) {
            assertEquals(i < 250 ? 200 : 429, post("/", "{\"topic\": \"open\", \"message\": \"a\"}", "").statusCode());
            time.pass(Duration.ofSeconds(6));
        }
        time.pass(Duration.ofDays(1));
        assertEquals(200, post("/", "{\"topic\": \"open\", \"message\": \"a\"}", "").statusCode());
    }

    @Test
    void json_for_a_topic_s_own_address_is_a_mistake_that_is_noted() throws Exception {
        post("/open", "{\"topic\": \"open\", \"message\": \"a\"}", "");
        assertEquals(1, ntfy.violations().size());
    }

    private HttpResponse<String> post(String path, String body, String auth) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(ntfy.host().base() + path)).POST(BodyPublishers.ofString(body));
        return HTTP.send(auth.isEmpty() ? request.build() : request.header("Authorization", auth).build(), BodyHandlers.ofString());
    }
}
