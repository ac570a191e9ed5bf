package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.deliver.Verifier.Verdict;
import org.trackerwatch.trackers.Secret;

final class VerifierTest {

    private static final Secret KEY = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Secret OTHER = new Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    private static Map<String, String> headers(Signing style, List<Secret> keys) {
        return Map.of("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp", "1614265330",
                style.header, style.value(keys, "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY));
    }

    private static Verdict verify(Signing style, List<Secret> signing, List<Secret> known, byte[] body, Instant now) {
        return new Verifier(known, Optional.empty()).verify(headers(style, signing), body, now);
    }

    /// As the standard publishes it.
    @Test
    void the_published_signature_of_the_standard_is_made_and_accepted() {
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Signing.STANDARD.value(List.of(KEY), "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY));
        var headers = Map.of("Webhook-Id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "Webhook-Timestamp", "1614265330",
                "Webhook-Signature", "v1,other v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v2,x");
        assertEquals(new Verdict.Genuine("standard"), new Verifier(KEY).verify(headers, BODY, AT));
    }

    /// GitHub publishes this one: the secret "It's a Secret to Everybody" and the body "Hello, World!".
    @Test
    void the_published_signature_of_github_is_made() {
        assertEquals("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", Signing.SHA256.value(
                List.of(new Secret("It's a Secret to Everybody")), "", AT, "Hello, World!".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void each_form_is_accepted_as_it_was_sent_and_not_with_a_byte_changed(Signing style) {
        assertEquals(new Verdict.Genuine(style.word()), verify(style, List.of(KEY), List.of(KEY), BODY, AT));
        for (int i = 0; i < BODY.length; i++) {
            var tampered = BODY.clone();
            tampered[i] ^= 1;
            assertEquals("signature", assertInstanceOf(Verdict.Refused.class, verify(style, List.of(KEY), List.of(KEY), tampered, AT)).check());
        }
        assertEquals("signature", assertInstanceOf(Verdict.Refused.class, verify(style, List.of(KEY), List.of(OTHER), BODY, AT)).check());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void while_keys_change_either_is_enough_on_either_side(Signing style) {
        for (var known : List.of(List.of(KEY), List.of(OTHER), List.of(KEY, OTHER), List.of(OTHER, KEY))) {
            assertEquals(new Verdict.Genuine(style.word()), verify(style, List.of(KEY, OTHER), known, BODY, AT));
        }
        assertEquals(new Verdict.Genuine(style.word()), verify(style, List.of(KEY), List.of(OTHER, KEY), BODY, AT));
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD", "TIMESTAMPED"})
    void five_minutes_either_way_are_allowed_and_no_more(Signing style) {
        for (long seconds : new long[] {-300, 0, 300}) {
            assertInstanceOf(Verdict.Genuine.class, verify(style, List.of(KEY), List.of(KEY), BODY, AT.plusSeconds(seconds)));
        }
        for (long seconds : new long[] {-301, 301, 86_400}) {
            var refused = assertInstanceOf(Verdict.Refused.class, verify(style, List.of(KEY), List.of(KEY), BODY, AT.plusSeconds(seconds)));
            assertEquals("timestamp", refused.check());
        }
    }

    @Test
    void the_form_that_has_no_time_can_be_replayed_which_is_why_it_is_not_the_first() {
        assertInstanceOf(Verdict.Genuine.class, verify(Signing.SHA256, List.of(KEY), List.of(KEY), BODY, AT.plus(Duration.ofDays(300))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "99999999999999999999", "9223372036854775807", "-1", "1614265330.5"})
    void a_time_that_is_none_is_refused(String time) {
        for (var headers : List.of(Map.of("webhook-id", "x", "webhook-timestamp", time, "webhook-signature", "v1,x"),
                Map.of("x-trackerwatch-signature", "t=" + time + ",v1=x"))) {
            assertEquals("timestamp", assertInstanceOf(Verdict.Refused.class, new Verifier(KEY).verify(headers, BODY, AT)).check());
        }
    }

    @Test
    void a_time_that_was_left_out_is_not_taken_for_one_that_fits() {
        var without = Map.of("X-Trackerwatch-Signature", "v1=" + Signing.TIMESTAMPED.signature(KEY, "", "", BODY));
        assertEquals("timestamp", assertInstanceOf(Verdict.Refused.class, new Verifier(KEY).verify(without, BODY, AT)).check());
    }

    @Test
    void what_bears_no_signature_is_refused_with_what_was_looked_for() {
        for (var headers : List.<Map<String, String>>of(Map.of(), Map.of("webhook-signature", "v1,x"), Map.of("x-trackerwatch-signature", "md5=1"))) {
            assertEquals("headers", assertInstanceOf(Verdict.Refused.class, new Verifier(KEY).verify(headers, BODY, AT)).check());
        }
    }

    @Test
    void another_header_is_looked_into_where_that_was_agreed() {
        var named = Map.of("X-Hub-Signature-256", Signing.SHA256.value(List.of(KEY), "", AT, BODY));
        assertInstanceOf(Verdict.Genuine.class, new Verifier(List.of(KEY), Optional.of("x-hub-signature-256")).verify(named, BODY, AT));
        assertInstanceOf(Verdict.Refused.class, new Verifier(KEY).verify(named, BODY, AT));
    }

    @Test
    void an_empty_key_and_an_empty_signature_open_nothing() {
        assertInstanceOf(Verdict.Refused.class, new Verifier(List.of(), Optional.empty()).verify(headers(Signing.STANDARD, List.of(KEY)), BODY, AT));
        var empty = Map.of("webhook-id", "x", "webhook-timestamp", "1614265330", "webhook-signature", "v1,");
        assertInstanceOf(Verdict.Refused.class, new Verifier(KEY).verify(empty, BODY, AT));
    }
}
