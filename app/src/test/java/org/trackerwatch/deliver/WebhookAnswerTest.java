package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trackerwatch.core.Result;
import org.trackerwatch.deliver.Wire.Outcome.Answered;
import org.trackerwatch.deliver.Wire.Outcome.Broken;

/// What a receiver of signed messages may answer, and what follows.
final class WebhookAnswerTest extends WebhookTalk {

    @ParameterizedTest
    @CsvSource({"200,Delivered", "201,Delivered", "204,Delivered", "202,Accepted", "301,TargetRefused", "302,TargetRefused", "308,TargetRefused",
            "400,PayloadRefused", "413,PayloadRefused", "422,PayloadRefused", "401,TurnedAway", "403,TurnedAway", "404,TurnedAway",
            "410,TargetRefused", "408,Transient", "425,Transient", "429,Throttled", "409,Transient", "418,Transient", "500,Transient",
            "502,Transient", "503,Transient", "504,Transient"})
    void every_status_has_its_meaning(int status, String meaning) {
        var result = webhook.read(new HttpAnswer(Instant.EPOCH, status, Map.of(), "no"));
        assertEquals(meaning, result.getClass().getSimpleName(), result::toString);
    }

    @Test
    void a_receiver_in_trouble_is_left_alone_for_a_while() {
        assertEquals(Optional.of(Instant.EPOCH.plusSeconds(30)), webhook.learn(new HttpAnswer(Instant.EPOCH, 502, Map.of(), "")).freeAt());
        assertEquals(Optional.of(Instant.EPOCH.plusSeconds(90)),
                webhook.learn(new HttpAnswer(Instant.EPOCH, 503, Map.of("Retry-After", List.of("90")), "")).freeAt());
        assertEquals(Optional.empty(), webhook.learn(new HttpAnswer(Instant.EPOCH, 500, Map.of(), "")).freeAt());
        var dated = new HttpAnswer(Instant.parse("2026-11-21T10:00:00Z"), 429, Map.of("Retry-After", List.of("Sat, 21 Nov 2026 10:02:00 GMT")), "");
        assertEquals(Duration.ofMinutes(2), assertInstanceOf(Result.Throttled.class, webhook.read(dated)).told());
    }

    @Test
    void a_redirect_is_not_followed_and_its_host_is_told() {
        receiver.host().script(Fault.redirect(302, "http://127.0.0.1:1/secret-path"));
        var answer = assertInstanceOf(Answered.class, wire.send(webhook.render(parcel(), told()))).answer();
        var reason = assertInstanceOf(Result.TargetRefused.class, webhook.read(answer)).reason();
        assertTrue(reason.contains("127.0.0.1") && !reason.contains("secret-path"), reason);
        assertEquals(1, receiver.host().requests().size());
    }

    /// A gigabyte is not read, and what is not read is not waited for.
    @Test
    void an_endless_answer_is_cut() {
        var endless = new MockResponse.Builder().code(200).body(new Gigabyte()).build();
        receiver.host().script(new Fault(Optional.of(endless), answer -> answer));
        var answer = assertInstanceOf(Answered.class, wire.send(webhook.render(parcel(), told()))).answer();
        assertEquals(64 * 1024, answer.body().length());
    }

    @Test
    void a_success_that_comes_too_late_is_uncertain_and_taken_once() {
        receiver.host().script(Fault.silence());
        var impatient = new Wire(PostOffice.HTTP, time, new Wire.Patience(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofMillis(300)));
        var call = webhook.render(parcel(), told());
        assertTrue(assertInstanceOf(Broken.class, impatient.send(call)).left());
        assertEquals(200, send(call));
        assertEquals(1, receiver.taken().size());
        assertEquals(Duration.ofSeconds(10), call.within());
    }

    @Test
    void what_a_receiver_repeats_is_kept_without_secrets() {
        var call = webhook.render(parcel(), told(Map.of(), Map.of("headers", "X-Room: elsewhereInTheHouse")));
        var kept = wire.kept(call, wire.send(call));
        assertTrue(kept.body().startsWith("who are you, "), kept.body());
        assertFalse(kept.body().contains(FakeWebhook.TOKEN), kept.body());
    }

    private static final class Gigabyte implements MockResponseBody {

        @Override
        public long getContentLength() {
            return 1L << 30;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            for (int i = 0; i < 1 << 17; i++) {
                sink.write(new byte[1 << 13]);
            }
        }
    }
}
