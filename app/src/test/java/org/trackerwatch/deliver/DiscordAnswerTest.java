package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Pace.Scope;
import org.trackerwatch.core.Result;

final class DiscordAnswerTest {

    private static final String HTML = "<!DOCTYPE html><html>error</html>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"id": "99", "channel_id": "1"}                        | Delivered
            200 | {"channel_id": "1"}                                    | Unreadable
            200 | <html>log in to this network</html>                    | Unreadable
            200 | ''                                                     | Unreadable
            204 | ''                                                     | Accepted
            302 | ''                                                     | TargetRefused
            308 | ''                                                     | TargetRefused
            400 | {"code": 50035, "message": "Invalid Form Body"}        | PayloadRefused
            400 | {"code": 50006, "message": "Empty"}                    | PayloadRefused
            400 | {"code": 50109, "message": "invalid JSON"}             | PayloadRefused
            413 | {"code": 40005, "message": "Request too large"}        | PayloadRefused
            400 | {"code": 200000, "message": "Blocked by AutoMod"}      | PayloadRefused
            400 | {"code": 240000, "message": "harmful link"}            | PayloadRefused
            400 | {"embeds": ["0"]}                                      | Transient
            400 | <html>400 Bad Request, nginx</html>                    | Transient
            400 | {}                                                     | Transient
            400 | {"code": 0, "message": "400: Bad Request"}             | Transient
            405 | ''                                                     | Transient
            407 | ''                                                     | Transient
            413 | ''                                                     | Transient
            451 | <html>blocked</html>                                   | Transient
            400 | {"code": 220001, "message": "thread"}                  | TargetRefused
            400 | {"code": 220003, "message": "thread"}                  | TargetRefused
            400 | {"code": 40333, "message": "internal network error"}   | TargetRefused
            401 | {"code": 50027, "message": "Invalid Webhook Token"}    | TargetRefused
            403 | {"code": 50027, "message": "Invalid Webhook Token"}    | TargetRefused
            403 | {"code": 50013, "message": "Missing Permissions"}      | TargetRefused
            403 | <html>1020</html>                                      | Transient
            404 | {"code": 10015, "message": "Unknown Webhook"}          | TargetRefused
            404 | {"code": 10003, "message": "Unknown Channel"}          | TargetRefused
            404 | {"code": 0, "message": "404: Not Found"}               | TargetRefused
            404 | <html>                                                 | TargetRefused
            408 | ''                                                     | Transient
            425 | ''                                                     | Transient
            400 | {"code": 20016, "message": "slowmode"}                 | Throttled
            403 | {"code": 20028, "message": "channel write limit"}      | Throttled
            403 | {"code": 20029, "message": "server write limit"}       | Throttled
            429 | {"code": 40062, "message": "rate limited"}             | Throttled
            429 | <html>                                                 | Throttled
            400 | {"code": 130000, "message": "overloaded"}              | Transient
            500 | ''                                                     | Transient
            502 | <html>Bad Gateway</html>                               | Transient
            503 | {"message": "unavailable", "code": 0}                  | Transient
            504 | ''                                                     | Transient
            """)
    void every_documented_answer_has_its_class(int status, String body, String expected) {
        assertEquals(expected, read(status, Map.of(), body).getClass().getSimpleName());
    }

    @Test
    void a_confirmed_message_keeps_its_id_for_later() {
        assertEquals(new Result.Delivered(Optional.of("99")), read(200, Map.of(), "{\"id\": \"99\"}"));
    }

    @Test
    void a_refused_form_says_where_and_why() {
        var result = (Result.PayloadRefused) read(400, Map.of(), """
                {"code": 50035, "message": "Invalid Form Body", "errors": {"embeds": {"0": {"fields": {"3": {"value":
                  {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 1024 or fewer in length."}]}}}}}}}""");
        assertEquals("Discord refuses the message: embeds.0.fields.3.value: Must be 1024 or fewer in length.", result.reason());
    }

    @Test
    void a_refusal_that_says_nothing_says_so() {
        assertEquals("Discord, or something on the way to it, turns the request away without a reason that is known (413): (it"
                + " does not say why)", ((Result.Transient) read(413, Map.of(), HTML)).reason());
    }

    @Test
    void what_discord_says_is_quoted_as_text_and_not_at_length() {
        var result = (Result.TargetRefused) read(403, Map.of(), "{\"code\": 1, \"message\": \"\\u202e" + "x".repeat(5000) + "\"}");
        assertTrue(result.reason().length() < 400, result.reason());
        assertTrue(result.reason().indexOf('\u202e') < 0);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0.376, 1,    PT1S
            2.376, 2,    PT2.376S
            65,    '',   PT1M5S
            '',    7,    PT7S
            '',    1.5,  PT1.5S
            '',    '',   PT1M
            '',    -3,   PT1M
            '',    soon, PT1M
            """)
    void the_longer_of_the_body_s_fraction_and_the_header_s_whole_seconds_counts(String body, String header, Duration expected) {
        var result = (Result.Throttled) read(429, header.isEmpty() ? Map.of() : Map.of("Retry-After", header),
                body.isEmpty() ? "{}" : "{\"retry_after\": " + body + "}");
        assertEquals(expected, result.told());
    }

    @Test
    void a_wait_may_be_told_as_a_date() {
        assertEquals(Duration.ofMinutes(2), told("Thu, 01 Jan 1970 00:02:00 GMT"));
        assertEquals(Duration.ofMinutes(2), told("Mon, 01 Jan 1970 00:02:00 GMT"), "whatever day of the week it is called");
        assertEquals(Duration.ofMinutes(1), told("Wed, 31 Dec 1969 23:59:00 GMT"), "what is past is no wait: the default");
        assertEquals(Duration.ofDays(366), told("Thu, 01 Jan 9970 00:00:00 GMT"), "a long time, of which a day is kept");
    }

    private static Duration told(String retryAfter) {
        return ((Result.Throttled) read(429, Map.of("Retry-After", retryAfter), "{}")).told();
    }

    @Test
    void a_used_up_bucket_waits_by_itself() {
        assertEquals(Scope.BUCKET, scope(Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Scope", "user"), "{\"retry_after\": 1}"));
    }

    @Test
    void a_limit_met_while_the_bucket_has_room_is_the_channel_s() {
        assertEquals(Scope.CHANNEL, scope(Map.of("X-RateLimit-Remaining", "3"), "{\"retry_after\": 1}"));
        assertEquals(Scope.CHANNEL, scope(Map.of("X-RateLimit-Scope", "shared"), "{\"retry_after\": 1}"));
    }

    @Test
    void a_global_limit_stops_the_host() {
        assertEquals(Scope.HOST, scope(Map.of(), "{\"retry_after\": 1, \"global\": true}"));
        assertEquals(Scope.HOST, scope(Map.of("X-RateLimit-Global", "true"), "{}"));
        assertEquals(Scope.HOST, scope(Map.of("X-RateLimit-Scope", "global"), "{}"));
    }

    @Test
    void a_429_that_discord_s_api_did_not_write_stops_the_host() {
        var cloudflare = new HttpAnswer(Instant.EPOCH, 429, Map.of("Retry-After", List.of("600")), HTML);
        assertEquals(new Result.Throttled(Duration.ofMinutes(10), Scope.HOST), new DiscordAnswer(cloudflare).result());
    }

    private static Scope scope(Map<String, String> headers, String body) {
        return ((Result.Throttled) read(429, headers, body)).scope();
    }

    private static Result read(int status, Map<String, String> headers, String body) {
        var all = new HashMap<String, List<String>>();
        all.put("Via", List.of("1.1 google"));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new DiscordAnswer(new HttpAnswer(Instant.EPOCH, status, all, body)).result();
    }
}
