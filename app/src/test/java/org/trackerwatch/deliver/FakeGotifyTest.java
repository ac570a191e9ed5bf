package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.SettableTime;

/// The fake refuses what the real one refuses: else the tests that lean on it prove nothing.
final class FakeGotifyTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FakeGotify gotify = new FakeGotify(new SettableTime());

    @AfterEach
    void close() {
        gotify.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            /gotify/message               | AtheSecretToken | {"message": "a"}                     | 200 | "id":1
            /gotify/message               | AtheSecretToken | {"message": ""}                      | 400 | 'message' is required
            /gotify/message               | AtheSecretToken | {"title": "a"}                       | 400 | 'message' is required
            /gotify/message               | AtheSecretToken | {"message": "a", "priority": "high"} | 400 | priority
            /gotify/message               | AtheSecretToken | {"message"                           | 400 | JSON
            /gotify/message               | DaClientsToken0 | {"message": "a"}                     | 400 | appid is required
            /gotify/message               | AnotherToken    | {"message": "a"}                     | 401 | access token
            /gotify/message?token=abc     | AnotherToken    | {"message": ""}                      | 401 | access token
            /message                      | AtheSecretToken | {"message": "a"}                     | 404 | page not found
            """)
    void what_the_server_refuses_is_refused(String path, String token, String body, int status, String words) throws Exception {
        var answer = HTTP.send(HttpRequest.newBuilder(URI.create(gotify.host().base() + path.strip())).header("X-Gotify-Key", token.strip())
                .POST(BodyPublishers.ofString(body.strip())).build(), BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words.strip()), answer.body());
        assertEquals(status == 200 ? 1 : 0, gotify.posts().size());
        assertEquals(path.contains("?") ? 1 : 0, gotify.violations().size());
    }
}
