package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.SettableTime;

/// The fake refuses what the real one refuses, and says of a part that failed what the real one says.
final class FakeAppriseTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FakeApprise apprise = new FakeApprise(new SettableTime());

    @AfterEach
    void close() {
        apprise.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            /notify/the-secret-key-0 | {"body": "a", "tag": "trackers"}                        | 200 | "error":null
            /notify/the-secret-key-0 | {"body": "a", "tag": "all", "type": "warning"}          | 200 | Sent Discord
            /notify/the-secret-key-0 | {"body": "a", "tag": "others"}                          | 424 | could not be sent
            /notify/the-secret-key-0 | {"body": "a"}                                           | 424 | could not be sent
            /notify/the-secret-key-0 | {"body": "a", "tag": "a/b"}                             | 400 | tag definition
            /notify/the-secret-key-0 | {"title": "a"}                                          | 400 | minimum requirements
            /notify/the-secret-key-0 | {"body": "a", "type": "grave"}                          | 400 | minimum requirements
            /notify/the-secret-key-0 | {"body": "a", "format": "rtf"}                          | 400 | body input format
            /notify/the-secret-key-0 | {"body                                                  | 400 | Invalid JSON
            /notify/another          | {"body": "a", "tag": "trackers"}                        | 204 |
            /elsewhere               | {"body": "a"}                                           | 404 | Not Found
            """)
    void what_the_real_one_refuses_is_refused(String path, String body, int status, String words) throws Exception {
        var answer = HTTP.send(HttpRequest.newBuilder(URI.create(apprise.host().base() + path.strip()))
                .POST(BodyPublishers.ofString(body.strip())).build(), BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words == null ? "" : words.strip()), answer.body());
        assertEquals(status == 200 ? 1 : 0, apprise.posts().size());
    }

    @Test
    void to_ask_for_the_services_with_their_tokens_is_noted() throws Exception {
        HTTP.send(HttpRequest.newBuilder(URI.create(apprise.host().base() + "/json/urls/" + FakeApprise.KEY)).build(), BodyHandlers.ofString());
        assertEquals(1, apprise.violations().size());
    }
}
