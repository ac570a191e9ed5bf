package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// Answers that HTTP does not allow, and what nobody foresaw. Each costs one attempt of one target.
final class StrangeAnswersTest {

    private static final String SECRET = "PathSecretQx7Zt9WmK2vBp4Rd";

    @TempDir
    private Path directory;

    private PostOffice office;

    @BeforeEach
    void open() {
        office = new PostOffice(directory);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"503 X\r\nRetry-After: é " + SECRET, "503 X\r\nRetry-After: 5\u0001", "429 X\r\nRetry-After: é",
            "200 OK\r\nContent-Type: é\r\nVia: \u0001", "302 X\r\nLocation: https://é.example/\u0002", "500 X\r\nContent-Length: -5",
            "200 OK\r\nContent-Length: -5", "200 OK\r\nTransfer-Encoding: chunked\r\nRetry-After: é"})
    void a_header_that_no_answer_may_have_costs_no_more_than_the_attempt(String head) throws IOException {
        try (var receiver = new RawReceiver("HTTP/1.1 " + head + (head.contains("Length") ? "" : "\r\nContent-Length: 0") + "\r\n\r\n")) {
            var target = added(receiver.target("Odd", "/hooks/" + SECRET));
            test(target);
            office.runDue();
            assertEquals(1, receiver.keys().size());
            assertFalse(State.SENDING == last().state(), last()::toString);
            assertFalse((last() + office.attempts().getFirst().toString() + office.target(target.id())).contains(SECRET));
            assertTrue(office.attempts().getFirst().latency().isPresent());
        }
    }

    @Test
    void one_that_always_answers_so_comes_to_rest_like_any_other() throws IOException {
        try (var receiver = new RawReceiver("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")) {
            var target = added(receiver.target("Odd", "/x"));
            test(target);
            office.run(Duration.ofMinutes(2));
            assertTrue(office.target(target.id()).health().failures() >= 2, () -> office.target(target.id()).toString());
        }
    }

    @Test
    void the_wait_that_stands_beside_a_strange_header_is_still_read() throws IOException {
        try (var receiver = new RawReceiver("HTTP/1.1 429 X\r\nVia: é\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n")) {
            var target = added(receiver.target("Odd", "/x"));
            test(target);
            assertFalse(office.runDue().next().orElseThrow().isBefore(office.time.now().plusSeconds(119)));
        }
    }

    @Test
    void a_reader_that_stumbles_leaves_an_attempt_that_failed_and_none_of_the_exceptions_words() {
        var call = new HttpCall(HttpCall.Method.POST, new Secret("http://127.0.0.1:1/"), Map.of("X-Own", "é " + SECRET), "", 1, List.of(),
                Call.Reach.PRIVATE_TOO);
        var wire = office.parts().wire();
        var unsent = Upshot.of(wire, new Webhook("1.0"), call, wire.send(call));
        var failed = assertInstanceOf(Result.Transient.class, unsent.result());
        assertFalse(failed.reason().contains(SECRET), failed::reason);
        assertTrue(failed.reason().contains("IllegalArgumentException"), failed::reason);
    }

    @Test
    void what_one_target_stumbles_over_keeps_no_other_waiting() {
        var bad = added(new Target(0, "Bad", "webhook", new Secret("not an address " + SECRET), Set.of(), Set.of(), Map.of(),
                Map.of(), false, Target.Health.GOOD));
        var good = office.target("Good", office.discord.webhook("1", "10"));
        test(bad);
        test(good);
        office.runDue();
        office.time.pass(Duration.ofSeconds(1));
        office.runDue();
        assertEquals(List.of("Test from trackerwatch"), office.titles("1"));
        var kept = office.deliveries().stream().filter(delivery -> delivery.target() == bad.id()).findFirst().orElseThrow();
        assertFalse(kept.toString().contains(SECRET), kept::toString);
    }

    @Test
    void after_a_failed_attempt_nothing_goes_there_before_its_delay_whatever_waits() throws IOException {
        for (var status : List.of("401", "408", "500")) {
            try (var receiver = new RawReceiver("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n")) {
                var target = added(receiver.target("Odd" + status, "/x"));
                for (int i = 0; i < 3; i++) {
                    test(target);
                }
                office.run(Duration.ofSeconds(3));
                assertEquals(1, receiver.keys().size(), status);
                office.run(Duration.ofSeconds(4));
                assertEquals(2, receiver.keys().size(), status);
                office.run(Duration.ofSeconds(20));
                assertEquals(2, receiver.keys().size(), status);
                office.run(Duration.ofSeconds(20));
                assertEquals(3, receiver.keys().size(), status);
                assertEquals(1, receiver.keys().stream().distinct().count(), status);
            }
        }
    }

    private Target added(Target fresh) {
        return office.parts().database().writeAndGet(tx -> office.parts().targets().add(tx, fresh));
    }

    private void test(Target target) {
        office.parts().database().write(tx -> office.parts().outbox().test(tx, office.parts().targets().get(tx, target.id()).orElseThrow(),
                office.time.now()));
    }

    private Delivery last() {
        return office.deliveries().getLast();
    }
}
