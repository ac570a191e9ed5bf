package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Result;

final class NtfyAnswerTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            40009, TargetRefused
            40010, TargetRefused
            40101, TargetRefused
            40301, TargetRefused
            40401, TargetRefused
            42909, TargetRefused
            40000, PayloadRefused
            40007, PayloadRefused
            40011, PayloadRefused
            40014, PayloadRefused
            40017, PayloadRefused
            40024, PayloadRefused
            41301, PayloadRefused
            41303, PayloadRefused
            40901, Transient
            42901, Throttled
            42908, Throttled
            42999, Throttled
            50001, Transient
            50701, Transient
            """)
    void every_code_has_its_class(int code, String expected) {
        var body = JsonText.write(Map.of("code", code, "http", code / 100, "error", "why"));
        assertEquals(expected, read(code / 100, body).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"id": "abc", "event": "message"}                      | Delivered
            200 | {"success": true}                                      | Unreadable
            200 | <html>log in to this network</html>                    | Unreadable
            204 | ''                                                     | Unreadable
            302 | ''                                                     | TargetRefused
            400 | <html>nginx</html>                                     | Transient
            401 | <html>the proxy wants a password</html>                | TurnedAway
            403 | {"code": 40101, "http": 401}                           | TurnedAway
            404 | <html>nginx</html>                                     | TurnedAway
            408 | ''                                                     | Transient
            413 | <html>nginx</html>                                     | Transient
            429 | <html>                                                 | Throttled
            502 | <html>                                                 | Transient
            507 | ''                                                     | Transient
            """)
    void what_ntfy_did_not_write_says_nothing_of_the_target_unless_it_lasts(int status, String body, String expected) {
        assertEquals(expected, read(status, body).getClass().getSimpleName());
    }

    @Test
    void a_server_that_knows_of_sequences_names_the_one_by_which_the_message_is_changed() {
        assertEquals(new Result.Delivered(Optional.of("k-1")), read(200, "{\"id\": \"abc\", \"sequence_id\": \"k-1\"}"));
        assertEquals(new Result.Delivered(Optional.empty()), read(200, "{\"id\": \"abc\"}"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            42901, '', PT10S
            42901, 30, PT30S
            42903, '', PT1M
            42908, '', PT1H32M
            42905, '', PT1H32M
            """)
    void ntfy_does_not_say_how_long_to_wait_so_it_is_known(int code, String header, Duration expected) {
        var headers = header.isEmpty() ? Map.<String, List<String>>of() : Map.of("Retry-After", List.of(header));
        var body = JsonText.write(Map.of("code", code, "http", 429, "error", "limit reached"));
        var result = new NtfyAnswer(new HttpAnswer(Instant.parse("2026-11-21T22:30:00Z"), 429, headers, body)).result();
        assertEquals(expected, ((Result.Throttled) result).told());
    }

    @Test
    void what_ntfy_says_is_quoted_as_text_and_not_at_length() {
        var refused = (Result.PayloadRefused) read(400, JsonText.write(Map.of("code", 40000, "http", 400, "error", "\u202e" + "x".repeat(5000))));
        assertTrue(refused.reason().length() < 400 && refused.reason().indexOf('\u202e') < 0, refused.reason());
    }

    private static Result read(int status, String body) {
        return new NtfyAnswer(new HttpAnswer(Instant.EPOCH, status, Map.of(), body)).result();
    }
}
