package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trackerwatch.Seed;
import org.trackerwatch.SettableTime;
import org.trackerwatch.core.Delivery.Form;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Result;
import org.trackerwatch.core.Severity;
import org.trackerwatch.trackers.Secret;

/// What every notification service has to keep to. They are found by themselves, each with its [Vendor].
final class NotifierContractTest {

    private static final List<Vendor> VENDORS = Vendor.all(new SettableTime());

    static Stream<Named<Vendor>> vendors() {
        return VENDORS.stream().map(vendor -> Named.of(vendor.notifier().kind(), vendor));
    }

    static Stream<Named<OverHttp>> overHttp() {
        return VENDORS.stream().map(Vendor::notifier).flatMap(notifier -> switch (notifier) {
            case OverHttp http -> Stream.of(Named.of(http.kind(), http));
            case Email _ -> Stream.empty();
        });
    }

    @AfterAll
    static void close() {
        VENDORS.forEach(Vendor::close);
    }

    @Test
    void each_has_a_kind_of_its_own() {
        var kinds = VENDORS.stream().map(vendor -> vendor.notifier().kind()).toList();
        assertEquals(new TreeSet<>(kinds).size(), kinds.size(), kinds::toString);
    }

    /// What is recognised by nobody can still be given a kind by hand; what two recognise would be a guess.
    @Test
    void what_is_pasted_for_one_is_recognised_by_no_other() {
        for (var vendor : VENDORS) {
            var pasted = URI.create(vendor.pasted());
            var others = VENDORS.stream().map(Vendor::notifier).filter(other -> !other.kind().equals(vendor.notifier().kind()))
                    .filter(other -> other.recognises(pasted)).map(Notifier::kind).toList();
            assertEquals(List.of(), others, vendor.notifier().kind());
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void an_address_is_stored_in_a_form_that_it_takes_again(Vendor vendor) {
        var stored = vendor.notifier().address(vendor.pasted());
        assertEquals(stored, vendor.notifier().address(stored.reveal()));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void a_wrong_address_is_refused_in_words_without_the_address(Vendor vendor) {
        for (var wrong : List.of("", "hello", "ftp://example.org/" + vendor.planted().iterator().next(), "https://", "🙂")) {
            var refused = assertThrows(IllegalArgumentException.class, () -> vendor.notifier().address(wrong));
            assertTrue(refused.getMessage().length() > 40, refused.getMessage());
            vendor.planted().forEach(secret -> assertFalse(refused.getMessage().contains(secret), refused.getMessage()));
        }
    }

    /// Some of these are understood nevertheless. What is refused may have its secret where an address has its host, its
    /// user or its path's end.
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void a_mistyped_address_of_its_own_is_refused_without_any_piece_of_its_secrets(Vendor vendor) {
        int refusals = 0;
        for (var mistyped : Mistyped.forms(vendor)) {
            try {
                vendor.notifier().address(mistyped);
            } catch (IllegalArgumentException refused) {
                refusals++;
                var words = String.valueOf(refused.getMessage());
                assertTrue(words.length() > 40 && words.endsWith("."), mistyped + ": " + words);
                Mistyped.pieces(vendor).forEach(piece -> assertFalse(words.toLowerCase(Locale.ROOT).contains(piece), mistyped + ": " + words));
            }
        }
        assertTrue(refusals > 20, "only " + refusals + " refusals");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void a_port_that_no_machine_has_is_refused(Vendor vendor) {
        for (var port : List.of("0", "65536", "99999", "123456")) {
            var refused = assertThrows(IllegalArgumentException.class, () -> vendor.notifier().address(Mistyped.at(vendor.pasted(), port)), port);
            assertTrue(refused.getMessage().length() > 40, refused.getMessage());
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void nothing_that_is_stored_or_shown_holds_the_secret(Vendor vendor) {
        var target = vendor.target(1, "T");
        var call = vendor.notifier().render(Parcels.of(List.of(message("a")), Form.SHARED), target);
        for (var secret : vendor.planted()) {
            assertFalse((vendor.notifier().pace(target) + " " + target + " " + call + " " + vendor.notifier().check(target)).contains(secret));
            assertTrue(call.secrets().contains(new Secret(secret)), "its echo would not be found in an answer");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void a_request_carries_at_least_its_first_message_and_rendering_twice_gives_the_same(Vendor vendor) {
        var messages = IntStream.range(0, 30).mapToObj(i -> message("m" + i)).toList();
        for (var form : Form.values()) {
            var some = form == Form.SHARED ? messages : messages.subList(0, 1);
            var call = vendor.notifier().render(Parcels.of(some, form), vendor.target(1, "T"));
            assertTrue(call.messages() >= 1 && call.messages() <= some.size());
            assertTrue(text(call).contains("m0") && text(call).contains("C0DE"), text(call));
            assertEquals(call, vendor.notifier().render(Parcels.of(some, form), vendor.target(1, "T")));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("vendors")
    void only_what_can_carry_two_messages_at_once_lets_one_wait_for_another(Vendor vendor) {
        var two = vendor.notifier().render(Parcels.of(List.of(message("a"), message("b")), Form.SHARED), vendor.target(1, "T"));
        assertEquals(vendor.notifier().bundles(), two.messages() == 2);
    }

    /// Whoever wonders about requests can find out what sends them, and learns nothing of trackers.
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("overHttp")
    void each_request_says_which_program_sends_it_and_of_which_version(OverHttp notifier) {
        var vendor = VENDORS.stream().filter(each -> each.notifier().kind().equals(notifier.kind())).findFirst().orElseThrow();
        var wire = new Wire(PostOffice.HTTP, new SettableTime());
        var target = vendor.target(1, "Otters");
        int before = vendor.host().requests().size();
        wire.send(notifier.render(Parcels.of(List.of(message("Otters")), Form.SHARED), target));
        notifier.check(target).ifPresent(wire::send);
        var sent = vendor.host().requests().subList(before, vendor.host().requests().size());
        assertFalse(sent.isEmpty());
        for (var request : sent) {
            var agent = request.header("User-Agent");
            assertTrue(agent.matches("trackerwatch/\\S+( \\(\\+https://github[.]com/trackerwatch/trackerwatch\\))?"
                    + "|DiscordBot \\(https://github[.]com/trackerwatch/trackerwatch, \\S+\\)"), agent);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("overHttp")
    void a_refusal_is_never_taken_for_success_and_trouble_never_for_a_refusal(OverHttp notifier) {
        for (int status = 300; status < 600; status++) {
            for (var body : List.of("", "<html>", "{}", "[]", "null", "{\"code\": \"x\", \"retry_after\": \"soon\"}")) {
                var result = notifier.read(answer(status, body));
                assertFalse(result instanceof Result.Delivered || result instanceof Result.Accepted, status + " " + body);
                assertTrue(status < 500 || result instanceof Result.Transient, status + " " + body + ": " + result);
                assertTrue(status != 429 || result instanceof Result.Throttled, body);
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("overHttp")
    void no_answer_whatever_breaks_the_reading(OverHttp notifier) {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            var bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            var answer = new HttpAnswer(Instant.EPOCH, 100 + random.nextInt(500), Map.of("Retry-After", List.of(text),
                    "X-RateLimit-Remaining", List.of(text), "Via", List.of(text)), random.nextBoolean() ? text : "{\"code\": " + text);
            var results = List.of(notifier.read(answer), notifier.learn(answer), notifier.checked(answer));
            assertEquals(3, results.size(), () -> "seed " + seed);
        }
    }

    private static String text(Call call) {
        return switch (call) {
            case HttpCall http -> http.body();
            case MailCall mail -> mail.mail().map(MailCall.Mail::text).orElse("");
        };
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(Instant.EPOCH, status, Map.of("Via", List.of("1.1 google")), body);
    }

    private static Message message(String title) {
        return new Message(Severity.WARNING, title, "text", List.of(new Figure("Ratio", "1.0")), Instant.EPOCH, "C0DE", Optional.empty());
    }
}
