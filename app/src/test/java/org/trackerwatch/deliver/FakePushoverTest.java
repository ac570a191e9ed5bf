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
final class FakePushoverTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SettableTime time = new SettableTime();
    private final FakePushover pushover = new FakePushover(time);

    @AfterEach
    void close() {
        pushover.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "message": "%1024"                                              | 200 | "status":1
            "message": "%1025"                                              | 400 | too long
            "message": "a", "title": "%251"                                 | 400 | title
            "message": " "                                                  | 400 | blank
            "title": "a"                                                    | 400 | blank
            "message": "a", "priority": 3                                   | 400 | priority
            "message": "a", "priority": 2                                   | 400 | retry and expire
            "message": "a", "priority": 2, "retry": 29, "expire": 60        | 400 | retry and expire
            "message": "a", "priority": 2, "retry": 30, "expire": 10801     | 400 | retry and expire
            "message": "a", "priority": 2, "retry": 30, "expire": 10800     | 200 | "status":1
            """)
    void what_the_documentation_refuses_is_refused(String fields, int status, String words) throws Exception {
        var filled = Pattern.compile("%(\\d+)").matcher(fields).replaceAll(length -> "😀".repeat(Integer.parseInt(length.group(1))));
        var answer = send(FakePushover.TOKEN, FakePushover.USER, filled);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words), answer.body());
    }

    @Test
    void wrong_keys_are_refused_by_name() throws Exception {
        assertTrue(send("x", FakePushover.USER, "\"message\": \"a\"").body().contains("\"token\":\"invalid\""));
        assertTrue(send(FakePushover.TOKEN, "x", "\"message\": \"a\"").body().contains("\"user\":\"invalid\""));
        assertEquals(List.of(), pushover.shown());
    }

    @Test
    void over_the_quota_it_takes_nothing_and_tells_the_reset() throws Exception {
        pushover.quota(1);
        assertEquals("0", send(FakePushover.TOKEN, FakePushover.USER, "\"message\": \"a\"").headers().firstValue("X-Limit-App-Remaining").orElseThrow());
        var refused = send(FakePushover.TOKEN, FakePushover.USER, "\"message\": \"b\"");
        assertEquals(429, refused.statusCode());
        assertTrue(Long.parseLong(refused.headers().firstValue("X-Limit-App-Reset").orElseThrow()) > time.now().getEpochSecond());
    }

    @Test
    void what_is_refused_and_comes_again_and_what_comes_too_soon_after_trouble_is_noted() throws Exception {
        send(FakePushover.TOKEN, FakePushover.USER, "\"message\": \"\"");
        assertEquals(List.of(), pushover.violations());
        send(FakePushover.TOKEN, FakePushover.USER, "\"message\": \"\"");
        assertEquals(1, pushover.violations().size());
        pushover.host().script(Fault.html(500));
        send(FakePushover.TOKEN, FakePushover.USER, "\"message\": \"a\"");
        time.pass(Duration.ofSeconds(4));
        send(FakePushover.TOKEN, FakePushover.USER, "\"message\": \"a\"");
        assertTrue(pushover.violations().getLast().contains("within five seconds"), pushover.violations()::toString);
    }

    private HttpResponse<String> send(String token, String user, String fields) throws IOException, InterruptedException {
        var body = "{\"token\": \"" + token + "\", \"user\": \"" + user + "\", " + fields + "}";
        return HTTP.send(HttpRequest.newBuilder(URI.create(pushover.host().base() + "/1/messages.json"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
