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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trackerwatch.SettableTime;

/// The fake refuses what the specification has a homeserver refuse: else the tests that lean on it prove nothing.
final class FakeMatrixTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String HELLO = "{\"msgtype\": \"m.text\", \"body\": \"hello\", \"m.mentions\": {}}";

    private final FakeMatrix matrix = new FakeMatrix(new SettableTime());

    @AfterEach
    void close() {
        matrix.close();
    }

    @Test
    void one_key_is_one_event_and_another_key_another() throws Exception {
        assertEquals("{\"event_id\":\"$event0\"}", send("k1", HELLO).body());
        assertEquals("{\"event_id\":\"$event0\"}", send("k1", HELLO).body());
        assertEquals("{\"event_id\":\"$event1\"}", send("k2", HELLO).body());
        assertEquals(2, matrix.shown().size());
    }

    @Test
    void a_missing_and_a_wrong_token_a_strange_room_and_a_strange_request_are_refused() throws Exception {
        assertTrue(put("/rooms/x/send/m.room.message/k", HELLO, "").body().contains("M_MISSING_TOKEN"));
        assertTrue(put("/rooms/x/send/m.room.message/k", HELLO, "Bearer no").body().contains("M_UNKNOWN_TOKEN"));
        assertTrue(put("/rooms/x/send/m.room.message/k", HELLO, "Bearer " + FakeMatrix.TOKEN).body().contains("M_FORBIDDEN"));
        assertTrue(put("/rooms/x/post/k", HELLO, "Bearer " + FakeMatrix.TOKEN).body().contains("M_UNRECOGNIZED"));
        matrix.leave(FakeMatrix.ROOM);
        assertEquals(403, send("k", HELLO).statusCode());
        assertEquals(List.of(), matrix.violations());
    }

    @Test
    void what_is_no_json_no_message_or_too_large_is_refused() throws Exception {
        assertTrue(send("a", "hello").body().contains("M_NOT_JSON"));
        assertTrue(send("b", "{\"body\": \"a\"}").body().contains("M_BAD_JSON"));
        assertEquals(413, send("c", HELLO.replace("hello", "漢".repeat(21_000))).statusCode());
        assertEquals(200, send("d", HELLO.replace("hello", "漢".repeat(20_000))).statusCode());
    }

    @Test
    void the_eleventh_event_at_once_is_too_many_and_a_token_in_the_address_is_noted() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertEquals(200, send("k" + i, HELLO).statusCode());
        }
        var refused = send("k10", HELLO);
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("M_LIMIT_EXCEEDED") && refused.headers().firstValue("Retry-After").isPresent());
        put("/rooms/x/send/m.room.message/k?access_token=t", HELLO, "Bearer " + FakeMatrix.TOKEN);
        assertTrue(matrix.violations().getLast().contains("token stands in the address"), matrix.violations()::toString);
    }

    @Test
    void a_reader_finds_markup_mentions_and_texts_that_differ() {
        for (var content : List.of("{\"msgtype\": \"m.text\", \"body\": \"a\"}",
                "{\"body\": \"see example.org\", \"m.mentions\": {}}", "{\"body\": \"@ann\", \"m.mentions\": {}}",
                "{\"body\": \"a\", \"m.mentions\": {\"room\": true}}",
                "{\"body\": \"a\", \"format\": \"org.matrix.custom.html\", \"formatted_body\": \"<a>a</a>\", \"m.mentions\": {}}",
                "{\"body\": \"a\", \"format\": \"org.matrix.custom.html\", \"formatted_body\": \"b\", \"m.mentions\": {}}")) {
            assertTrue(!MatrixReader.read(JsonText.read(content)).found().isEmpty(), content);
        }
        assertEquals(List.of(), MatrixReader.read(JsonText.read(HELLO)).found());
    }

    private HttpResponse<String> send(String key, String body) throws IOException, InterruptedException {
        return put("/rooms/!AbCdEfGhIj:example.org/send/m.room.message/" + key, body, "Bearer " + FakeMatrix.TOKEN);
    }

    private HttpResponse<String> put(String path, String body, String authorization) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(matrix.host().base() + "/_matrix/client/v3" + path))
                .header("Authorization", authorization).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
