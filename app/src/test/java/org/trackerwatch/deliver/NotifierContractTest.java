package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;
import org.trackerwatch.trackers.Secret;

/// What every notification service has to keep to. A new one is entered in [#entries()], without which this fails.
final class NotifierContractTest {

    private static final String TOKEN = FakeDiscord.TOKEN;

    /// @param pasted an address as a user copies it
    /// @param secret what in it may never be seen
    record Entry(Notifier notifier, String pasted, String secret) {

        @Override
        public String toString() {
            return notifier.kind();
        }
    }

    static Stream<Entry> entries() {
        return Stream.of(new Entry(new Discord(URI.create("https://discord.com"), "1.0"),
                "https://ptb.discord.com/api/webhooks/1234567890/" + TOKEN, TOKEN));
    }

    @Test
    void every_service_is_entered_here() {
        assertEquals(Arrays.stream(Notifier.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                entries().map(entry -> entry.notifier().getClass()).collect(Collectors.toSet()));
        var kinds = entries().map(entry -> entry.notifier().kind()).toList();
        assertEquals(new TreeSet<>(kinds).size(), kinds.size(), kinds::toString);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void an_address_is_stored_in_a_form_that_it_takes_again(Entry entry) {
        var stored = entry.notifier().address(entry.pasted());
        assertEquals(stored, entry.notifier().address(stored.reveal()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_wrong_address_is_refused_in_words_without_the_address(Entry entry) {
        for (var wrong : List.of("", "hello", "https://example.org/" + entry.secret(), "ftp://x", "https://", "🙂")) {
            var refused = assertThrows(IllegalArgumentException.class, () -> entry.notifier().address(wrong));
            assertTrue(refused.getMessage().length() > 40, refused.getMessage());
            assertFalse(refused.getMessage().contains(entry.secret()), refused.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void nothing_that_is_stored_or_shown_holds_the_secret(Entry entry) {
        var target = target(entry);
        var call = entry.notifier().render(List.of(message("a")), target, Form.SHARED);
        assertFalse((entry.notifier().pace(target) + " " + call + " " + entry.notifier().check(target)).contains(entry.secret()));
        assertTrue(call.secrets().contains(new Secret(entry.secret())), "its echo would not be found in an answer");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_request_carries_at_least_its_first_message_and_rendering_twice_gives_the_same(Entry entry) {
        var messages = IntStream.range(0, 30).mapToObj(i -> message("m" + i)).toList();
        for (var form : Form.values()) {
            var some = form == Form.SHARED ? messages : messages.subList(0, 1);
            var call = entry.notifier().render(some, target(entry), form);
            assertTrue(call.messages() >= 1 && call.messages() <= some.size());
            assertTrue(call.body().contains("m0") && call.body().contains("C0DE"), call.body());
            assertEquals(call, entry.notifier().render(some, target(entry), form));
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_refusal_is_never_taken_for_success_and_trouble_never_for_a_refusal(Entry entry) {
        for (int status = 300; status < 600; status++) {
            for (var body : List.of("", "<html>", "{}", "[]", "null", "ok", "{\"code\": \"x\", \"retry_after\": \"soon\"}")) {
                var result = entry.notifier().read(answer(status, body));
                assertFalse(result instanceof Result.Delivered || result instanceof Result.Accepted, status + " " + body);
                assertTrue(status < 500 || result instanceof Result.Transient, status + " " + body + ": " + result);
                assertTrue(status != 429 || result instanceof Result.Throttled, body);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void no_answer_whatever_breaks_the_reading(Entry entry) {
        long seed = new SecureRandom().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            var bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            var answer = new HttpAnswer(Instant.EPOCH, 100 + random.nextInt(500), Map.of("Retry-After", List.of(text),
                    "X-RateLimit-Remaining", List.of(text), "Via", List.of(text)), random.nextBoolean() ? text : "{\"code\": " + text);
            var results = List.of(entry.notifier().read(answer), entry.notifier().learn(answer), entry.notifier().checked(answer));
            assertEquals(3, results.size(), () -> "seed " + seed);
        }
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(Instant.EPOCH, status, Map.of("Via", List.of("1.1 google")), body);
    }

    private static Message message(String title) {
        return new Message(Severity.WARNING, title, "text", List.of(new Figure("Ratio", "1.0")), Instant.EPOCH, "C0DE", Optional.empty());
    }

    private static Target target(Entry entry) {
        return new Target(1, "T", entry.notifier().kind(), entry.notifier().address(entry.pasted()), Set.of(), Set.of(), Map.of(),
                Map.of(), false, Target.Health.GOOD);
    }
}
