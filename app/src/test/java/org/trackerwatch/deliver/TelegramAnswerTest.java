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
import org.trackerwatch.core.Pace;
import org.trackerwatch.core.Result;

final class TelegramAnswerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 0 | PayloadRefused
            400 | Bad Request: message is too long                                         | PayloadRefused
            400 | Bad Request: text is too long                                            | PayloadRefused
            400 | Bad Request: message text is empty                                       | PayloadRefused
            400 | Bad Request: strings must be encoded in UTF-8                            | PayloadRefused
            400 | Bad Request: MESSAGE_TOO_LONG                                            | PayloadRefused
            400 | Bad Request: message to edit not found                                   | PayloadRefused
            400 | Bad Request: message can't be edited                                     | PayloadRefused
            413 | Request Entity Too Large                                                 | PayloadRefused
            400 | Bad Request: message is not modified: exactly the same                   | Delivered
            400 | Bad Request: chat not found                                              | TargetRefused
            400 | Bad Request: message thread not found                                    | TargetRefused
            400 | Bad Request: TOPIC_CLOSED                                                | TargetRefused
            400 | Bad Request: not enough rights to send text messages to the chat         | TargetRefused
            400 | Bad Request: need administrator rights in the channel chat               | TargetRefused
            400 | Bad Request: CHAT_WRITE_FORBIDDEN                                        | TargetRefused
            400 | Bad Request: PEER_ID_INVALID                                             | TargetRefused
            401 | Unauthorized                                                             | TargetRefused
            404 | Not Found                                                                | TargetRefused
            403 | Forbidden: bot was blocked by the user                                   | TargetRefused
            403 | Forbidden: bot was kicked from the supergroup chat                       | TargetRefused
            403 | Forbidden: user is deactivated                                           | TargetRefused
            403 | Forbidden: bot is not a member of the channel chat                       | TargetRefused
            403 | Forbidden: bot can't initiate conversation with a user                   | TargetRefused
            403 | Forbidden: the group chat was deleted                                    | TargetRefused
            400 | Bad Request: something that is not documented                            | Transient
            409 | Conflict: terminated by other getUpdates request                         | Transient
            408 | Request Timeout                                                          | Transient
            421 | Misdirected Request                                                      | Transient
            429 | Too Many Requests: retry after 5                                         | Throttled
            500 | Internal Server Error: restart                                           | Transient
            502 | Bad Gateway                                                              | Transient
            """)
    void every_documented_refusal_has_its_class(int status, String description, String expected) {
        var body = JsonText.write(Map.of("ok", false, "error_code", status, "description", description));
        assertEquals(expected, read(status, body).getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"ok": true, "result": {"message_id": 5}}                                    | Delivered
            200 | {"ok": true, "result": {}}                                                   | Unreadable
            200 | {"result": {"message_id": 5}}                                                | Unreadable
            200 | <html>log in to this network</html>                                          | Unreadable
            200 | ''                                                                           | Unreadable
            200 | {"ok": false, "error_code": 403, "description": "Forbidden: bot was blocked"} | TargetRefused
            200 | {"ok": false, "error_code": 429, "description": "Too Many Requests"}         | Throttled
            200 | {"ok": false}                                                                | Transient
            400 | {"ok": true, "result": {"message_id": 5}}                                    | Transient
            401 | <html>proxy</html>                                                           | Transient
            403 | <html>blocked in this country</html>                                         | Transient
            404 | <html>nginx</html>                                                           | Transient
            407 | ''                                                                           | Transient
            413 | ''                                                                           | Transient
            302 | ''                                                                           | TargetRefused
            308 | ''                                                                           | TargetRefused
            429 | <html>                                                                       | Throttled
            """)
    void an_answer_is_judged_by_its_ok_and_what_telegram_did_not_write_says_nothing_of_the_target(int status, String body, String expected) {
        assertEquals(expected, read(status, body).getClass().getSimpleName());
    }

    @Test
    void a_confirmed_message_keeps_its_id_for_later() {
        assertEquals(new Result.Delivered(Optional.of("1234")), read(200, "{\"ok\": true, \"result\": {\"message_id\": 1234}}"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            5,  '',  PT5S
            5,  7,   PT7S
            '', 7,   PT7S
            '', '',  PT1M
            """)
    void the_longer_of_the_body_s_wait_and_the_header_s_counts(String body, String header, Duration expected) {
        var headers = header.isEmpty() ? Map.<String, List<String>>of() : Map.of("Retry-After", List.of(header));
        var text = "{\"ok\": false, \"error_code\": 429, \"parameters\": {" + (body.isEmpty() ? "" : "\"retry_after\": " + body) + "}}";
        assertEquals(new Result.Throttled(expected, Pace.Scope.BUCKET),
                new TelegramAnswer(new HttpAnswer(Instant.EPOCH, 429, headers, text)).result());
    }

    @Test
    void a_group_that_became_a_supergroup_is_told_with_its_new_number() {
        var body = "{\"ok\": false, \"error_code\": 400, \"description\": \"Bad Request: group chat was upgraded to a supergroup chat\","
                + " \"parameters\": {\"migrate_to_chat_id\": -1009999999999}}";
        assertTrue(((Result.Transient) read(400, body)).reason().contains("-1009999999999"));
    }

    @Test
    void what_telegram_says_is_quoted_as_text_and_not_at_length() {
        var result = (Result.TargetRefused) read(403, JsonText.write(Map.of("ok", false, "description", "\u202e" + "x".repeat(5000))));
        assertTrue(result.reason().length() < 450 && result.reason().indexOf('\u202e') < 0, result.reason());
    }

    private static Result read(int status, String body) {
        return new TelegramAnswer(new HttpAnswer(Instant.EPOCH, status, Map.of(), body)).result();
    }
}
