package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;

final class MatrixAnswerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"event_id": "$a"}                                                    | Delivered
            200 | {}                                                                    | Unreadable
            200 | <html>log in to this network</html>                                   | Unreadable
            401 | {"errcode": "M_UNKNOWN_TOKEN", "error": "x", "soft_logout": true}     | TargetRefused
            401 | {"errcode": "M_MISSING_TOKEN", "error": "x"}                          | TargetRefused
            403 | {"errcode": "M_FORBIDDEN", "error": "not in room"}                    | TargetRefused
            403 | {"errcode": "M_USER_DEACTIVATED", "error": "x"}                       | TargetRefused
            401 | {"errcode": "M_USER_LOCKED", "error": "x"}                            | TargetRefused
            403 | {"errcode": "M_CONSENT_NOT_GIVEN", "error": "x"}                      | TargetRefused
            404 | {"errcode": "M_NOT_FOUND", "error": "x"}                              | TargetRefused
            404 | {"errcode": "M_UNRECOGNIZED", "error": "x"}                           | TargetRefused
            405 | {"errcode": "M_UNRECOGNIZED", "error": "x"}                           | TargetRefused
            413 | {"errcode": "M_TOO_LARGE", "error": "event too large"}                | PayloadRefused
            400 | {"errcode": "M_BAD_JSON", "error": "x"}                               | PayloadRefused
            400 | {"errcode": "M_NOT_JSON", "error": "x"}                               | PayloadRefused
            403 | {"errcode": "M_RESOURCE_LIMIT_EXCEEDED", "error": "x"}                | Transient
            400 | {"errcode": "M_UNKNOWN", "error": "x"}                                | Transient
            400 | {"errcode": "M_LIMIT_EXCEEDED", "error": "x"}                         | Throttled
            429 | {"errcode": "M_LIMIT_EXCEEDED", "error": "x"}                         | Throttled
            429 | <html>                                                                | Throttled
            401 | <html>proxy</html>                                                    | Transient
            403 | <html>blocked</html>                                                  | Transient
            404 | <html>nginx</html>                                                    | Transient
            413 | ''                                                                    | Transient
            408 | ''                                                                    | Transient
            500 | {"errcode": "M_UNKNOWN"}                                              | Transient
            502 | {"errcode": "M_FORBIDDEN"}                                            | Transient
            307 | ''                                                                    | TargetRefused
            """)
    void every_documented_answer_has_its_class(int status, String body, String expected) {
        assertEquals(expected, read(status, Map.of(), body).getClass().getSimpleName());
    }

    @Test
    void a_confirmed_message_keeps_its_id_for_later() {
        assertEquals(new Result.Delivered(Optional.of("$a:b")), read(200, Map.of(), "{\"event_id\": \"$a:b\"}"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            6,   5200, PT6S
            '',  5200, PT5.2S
            2,   5200, PT5.2S
            30,  '',   PT30S
            'Thu, 01 Jan 1970 00:02:00 GMT', '', PT2M
            '',  '',   PT1M
            """)
    void the_longer_of_the_header_and_the_older_milliseconds_counts(String header, String millis, Duration expected) {
        var headers = header.isEmpty() ? Map.<String, List<String>>of() : Map.of("Retry-After", List.of(header));
        assertEquals(new Result.Throttled(expected, Pace.Scope.BUCKET), read(429, headers,
                "{\"errcode\": \"M_LIMIT_EXCEEDED\"" + (millis.isEmpty() ? "}" : ", \"retry_after_ms\": " + millis + "}")));
    }

    private static Result read(int status, Map<String, List<String>> headers, String body) {
        return new MatrixAnswer(new HttpAnswer(Instant.EPOCH, status, headers, body)).result();
    }
}
