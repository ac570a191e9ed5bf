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

/// The fake refuses what the real one refuses, and takes what it takes without a word.
final class FakeHomeAssistantTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FakeHomeAssistant assistant = new FakeHomeAssistant(new SettableTime());

    @AfterEach
    void close() {
        assistant.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            services/notify/mobile_app_pixel   | true  | {"message": "a", "data": {}}                             | 200 | []          | 1 | 0
            services/notify/mobile_app_pixel   | true  | {"message": "{{ states }}"}                              | 200 | []          | 1 | 1
            services/notify/mobile_app_pixel   | true  | {"message": "a", "title": "{% if %}"}                    | 200 | []          | 1 | 1
            services/notify/mobile_app_pixel   | true  | {"title": "a"}                                           | 400 | Bad Request | 0 | 0
            services/notify/mobile_app_pixel   | true  | {"message": "a", "more": 1}                              | 400 | Bad Request | 0 | 0
            services/notify/mobile_app_pixel   | true  | {"message                                                | 400 | valid JSON  | 0 | 0
            services/notify/mobile_app_pixel   | false | {"message": "a"}                                         | 401 | Unauthorized| 0 | 0
            services/notify/mobile_app_gone    | true  | {"message": "a"}                                         | 400 | Bad Request | 0 | 0
            services/notify/send_message       | true  | {"message": "a", "entity_id": "notify.living_room"}      | 200 | []          | 1 | 0
            services/notify/send_message       | true  | {"message": "a"}                                         | 400 | Bad Request | 0 | 0
            webhook/the-secret-id-of-the-hook  | false | {"event": 1}                                             | 200 |             | 1 | 0
            webhook/nobody-knows-it            | false | {"event": 1}                                             | 200 |             | 0 | 0
            """)
    void what_the_real_one_refuses_is_refused(String path, boolean signedIn, String body, int status, String words, int posts, int violations)
            throws Exception {
        var answer = HTTP.send(HttpRequest.newBuilder(URI.create(assistant.host().base() + "/api/" + path.strip()))
                .header("Authorization", signedIn ? "Bearer " + FakeHomeAssistant.TOKEN : "Bearer wrong")
                .POST(BodyPublishers.ofString(body.strip())).build(), BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words == null ? "" : words.strip()), answer.body());
        assertEquals(posts, assistant.posts().size());
        assertEquals(violations, assistant.violations().size());
    }
}
