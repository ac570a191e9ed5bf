package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;

final class PushoverAnswerTest {

    private static final Instant AT = Instant.parse("2026-03-30T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"status": 1, "request": "x"}                                                    | Delivered
            200 | {"status": 0}                                                                    | Unreadable
            200 | {"status": "1"}                                                                  | Delivered
            200 | <html>log in to this network</html>                                              | Unreadable
            200 | ''                                                                               | Unreadable
            400 | {"status": 0, "token": "invalid", "errors": ["application token is invalid"]}    | TargetRefused
            400 | {"status": 0, "user": "invalid", "errors": ["user identifier is not valid"]}     | TargetRefused
            400 | {"status": 0, "device": "invalid for this user", "errors": ["device is not"]}    | TargetRefused
            400 | {"status": 0, "message": "cannot be blank", "errors": ["message cannot be blank"]} | PayloadRefused
            400 | {"status": 0, "errors": ["title is too long"]}                                   | PayloadRefused
            413 | {"status": 0, "errors": ["request is too large"]}                                | PayloadRefused
            400 | <html>nginx</html>                                                               | Transient
            403 | <html>blocked</html>                                                             | Transient
            404 | ''                                                                               | Transient
            407 | {}                                                                               | Transient
            408 | ''                                                                               | Transient
            429 | {"status": 0, "errors": ["over the quota"]}                                      | Throttled
            500 | {"status": 0}                                                                    | Transient
            503 | ''                                                                               | Transient
            301 | ''                                                                               | TargetRefused
            """)
    void every_documented_answer_has_its_class(int status, String body, String expected) {
        assertEquals(expected, read(status, Map.of(), body).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1774915200, '',  PT12H
            '',         90,  PT1M30S
            '',         '',  PT1M
            12,         '',  PT1M
            1000000000, '',  PT1M
            soon,       '',  PT1M
            """)
    void a_used_up_quota_waits_for_its_reset_and_garbage_is_no_wait(String reset, String header, Duration expected) {
        var headers = Map.of("X-Limit-App-Reset", List.of(reset), "Retry-After", List.of(header));
        assertEquals(new Result.Throttled(expected, Pace.Scope.BUCKET), read(429, headers, "{\"status\": 0}"));
    }

    @Test
    void what_is_wrong_is_quoted() {
        var result = (Result.TargetRefused) read(400, Map.of(), "{\"status\": 0, \"user\": \"invalid\", \"errors\": [\"no such user\", \"none\"]}");
        assertTrue(result.reason().contains("no such user; none"), result.reason());
    }

    private static Result read(int status, Map<String, List<String>> headers, String body) {
        return new PushoverAnswer(new HttpAnswer(AT, status, headers, body)).result();
    }
}
