package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.core.Result;
import org.trackerwatch.trackers.Secret;

/// What a service repeats of the secrets that it was sent.
final class ScrubTest {

    private static final String PLAIN = "p@ss\"w\\ord/CREDENTIAL99";
    private static final String SIGNED = "AAA%2BBBBB%2FCCC";

    private static final HttpCall CALL = new HttpCall(HttpCall.Method.POST, new Secret("https://example.org/x"), Map.of(), "", 1,
            List.of(new Secret(PLAIN), new Secret(SIGNED), new Secret("b=c")), Call.Reach.PUBLIC);

    static Stream<String> writings() {
        return Stream.of(PLAIN, SIGNED, "AAA+BBBB/CCC", "p@ss\\\"w\\\\ord/CREDENTIAL99", "p@ss\\\"w\\\\ord\\/CREDENTIAL99",
                "p%40ss%22w%5Cord%2FCREDENTIAL99", "p@ss&quot;w\\ord/CREDENTIAL99",
                Base64.getEncoder().encodeToString(PLAIN.getBytes(StandardCharsets.UTF_8)).replace("=", ""), "b=c");
    }

    @ParameterizedTest
    @MethodSource("writings")
    void in_whatever_writing_it_is_gone_from_the_answer_before_anybody_reads_it(String writing) {
        var answer = new Scrub(CALL).over(new HttpAnswer(Instant.EPOCH, 400, Map.of("X-Echo", List.of(writing)), "you said " + writing + "!"));
        assertEquals("you said •••!", answer.body());
        assertEquals("•••", answer.header("x-echo").orElseThrow());
    }

    @Test
    void what_is_quoted_and_cut_holds_no_half_of_it() {
        var answer = new HttpAnswer(Instant.EPOCH, 404, Map.of(), "{\"message\": \"" + "x".repeat(290) + "AAA+BBBB/CCC\"}");
        var read = new Discord(DiscordAddress.DISCORD, "1").read(new Scrub(CALL).over(answer));
        assertTrue(read instanceof Result.TargetRefused);
        assertFalse(read.toString().contains("AAA"), read.toString());
    }

    @Test
    void an_answer_stays_json() {
        var answer = new Scrub(CALL).over(new HttpAnswer(Instant.EPOCH, 200, Map.of(), "{\"id\":\"1\",\"token\":\"AAA+BBBB/CCC\"}"));
        assertEquals("1", JsonText.read(answer.body()).path("id").asString());
    }
}
