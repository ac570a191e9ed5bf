package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Result;
import org.trackerwatch.trackers.Secret;

/// What a service repeats of the secrets that it was sent.
final class ScrubTest {

    private static final String PLAIN = "p@ss\"w\\ord<&>/CREDENTIAL99";
    private static final String SIGNED = "AAA%2BBBBB%2FCCC";
    private static final String LONG = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    static Stream<String> writings() {
        var bytes = PLAIN.getBytes(StandardCharsets.UTF_8);
        return Stream.of(PLAIN, SIGNED, "AAA+BBBB/CCC", "AAA%2bBBBB%2fCCC", "AAA%252BBBBB%252FCCC",
                "p@ss\\\"w\\\\ord<&>/CREDENTIAL99", "p@ss\\\"w\\\\ord<&>\\/CREDENTIAL99", "p@ss\\\"w\\\\ord\\u003c\\u0026\\u003E/CREDENTIAL99",
                "p%40ss%22w%5Cord%3C%26%3E%2FCREDENTIAL99", "p%40ss%22w%5cord%3c%26%3e%2fCREDENTIAL99", "p@ss%22w%5Cord%3C&%3E/CREDENTIAL99",
                "p@ss&quot;w\\ord&lt;&amp;&gt;/CREDENTIAL99", "p@ss&#34;w\\ord&#60;&#x26;&#x3E;&#x2f;CREDENTIAL99",
                Base64.getEncoder().encodeToString(bytes), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), "b=c");
    }

    @ParameterizedTest
    @MethodSource("writings")
    void in_whatever_writing_it_is_gone_from_the_answer(String writing) {
        var scrub = scrub(PLAIN, SIGNED, "b=c");
        assertEquals("you said •••!", scrub.over("you said " + writing + "!"));
        var seen = scrub.read(new HttpAnswer(Instant.EPOCH, 400, Map.of("X-Echo", List.of(writing)), "no"),
                read -> new Result.PayloadRefused(read.header("x-echo").orElseThrow()));
        assertEquals(new Result.PayloadRefused("•••"), seen);
    }

    @Test
    void what_is_quoted_and_cut_holds_no_half_of_it() {
        var answer = answer(404, "{\"message\": \"" + "x".repeat(290) + "AAA+BBBB/CCC\"}");
        var read = scrub(SIGNED).read(answer, new Discord(DiscordAddress.DISCORD, "1")::read);
        assertInstanceOf(Result.TargetRefused.class, read);
        assertFalse(read.toString().contains("AAA"), read.toString());
    }

    @Test
    void no_quote_ends_within_it_wherever_it_stands() {
        for (int before = 150; before < 320; before++) {
            var answer = answer(400, "x".repeat(before) + " " + LONG + " end");
            for (var said : List.of(scrub(LONG).read(answer, read -> new Reply("The receiver", read).other()),
                    scrub(LONG).read(answer, read -> new Result.PayloadRefused(ByStatus.quoted(read.body()))))) {
                assertFalse(said.toString().contains("ABC"), said::toString);
            }
        }
    }

    @Test
    void the_beginning_of_one_that_the_service_cut_is_gone() {
        assertEquals("no: •••", scrub(LONG).over("no: ABCDEFGHIJKL"));
        assertEquals("no: •••", scrub(LONG).over("no: " + LONG.substring(0, 25)));
        assertEquals("{\"error\": \"•••… is wrong\"}", scrub(LONG).over("{\"error\": \"ABCDEFGHIJKLM… is wrong\"}"));
        assertEquals("no: ABCDEFGHIJK", scrub(LONG).over("no: ABCDEFGHIJK"), "so few letters may be anything");
    }

    @Test
    void it_is_found_where_it_was_cut_in_the_midst_of_a_sign() {
        assertEquals("no: •••", scrub("ABCDEFGHIJKL/MNOP").over("no: ABCDEFGHIJKL%2"));
    }

    @Test
    void an_address_that_begins_as_another_one_does_is_no_piece_of_it() {
        var scrub = scrub("https://example.org/hooks/S3CRET");
        assertEquals("see https://example.org/help", scrub.over("see https://example.org/help"));
        assertEquals("see •••", scrub.over("see https://example.org/hooks/S3"));
    }

    @Test
    void of_two_that_overlap_nothing_is_left() {
        assertEquals("<•••>", scrub("ABCDEFGH", "FGHIJKLM").over("<ABCDEFGHIJKLM>"));
    }

    @Test
    void a_short_one_is_no_part_of_other_words() {
        assertEquals("pin •••, 91234, ok1234", scrub("1234").over("pin 1234, 91234, ok1234"));
        assertEquals("look, token: •••", scrub("ok").over("look, token: ok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "id", "1", "true", "400"})
    void one_that_looks_like_what_the_service_has_to_say_changes_nothing_of_its_meaning(String secret) {
        assertInstanceOf(Result.Accepted.class, scrub(secret).read(answer(200, "ok"), read -> read.body().equals("ok")
                ? new Result.Accepted() : new Result.Unreadable("It did not say ok.")));
        assertEquals(new Result.Delivered(Optional.of("1")), scrub(secret).read(answer(200, "{\"id\":\"1\"}"), read ->
                new Result.Delivered(Optional.of(JsonText.read(read.body()).path("id").asString()))));
        assertEquals(new Result.PayloadRefused("It says code " + (secret.equals("400") ? "•••" : "400")), scrub(secret).read(answer(400, "code 400"),
                read -> read.body().contains("400") ? new Result.PayloadRefused("It says " + read.body()) : new Result.Transient("What?")));
    }

    @Test
    void whether_a_refused_address_may_return_is_told_by_the_whole_answer() {
        assertEquals(new Result.TargetRefused("gone: •••", true), scrub("later").read(answer(404, "gone: later"), read ->
                new Result.TargetRefused(read.body(), read.body().endsWith("later"))));
    }

    @Test
    void a_check_keeps_its_meaning_and_loses_the_secret() {
        assertEquals(new Notifier.Check.Works("•••"), scrub("ok").check(answer(200, "ok"), read ->
                read.body().equals("ok") ? new Notifier.Check.Works(read.body()) : new Notifier.Check.Unknown("What?")));
    }

    @Test
    void a_large_answer_that_almost_repeats_them_is_read_in_time() {
        var secrets = Stream.iterate(0, i -> i + 1).limit(12).map(i -> "a".repeat(40) + "/+" + i).toArray(String[]::new);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> scrub(secrets).over(("a".repeat(30) + "b").repeat(2000)));
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(Instant.EPOCH, status, Map.of(), body);
    }

    private static Scrub scrub(String... secrets) {
        return new Scrub(new HttpCall(HttpCall.Method.POST, new Secret("https://example.org/"), Map.of(), "", 1,
                Stream.of(secrets).map(Secret::new).toList(), Call.Reach.PUBLIC));
    }
}
