package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Result;
import org.trackerwatch.trackers.Secret;

/// What a receiver leaves of a secret when it repeats it in a writing of its own.
final class TracesTest {

    private static final String SECRET = "PathSecretQx7Zt9WmK2vBp4Rd";
    private static final byte[] BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

    static Stream<String> writings() {
        var hex = HexFormat.of().formatHex(BYTES);
        return Stream.of(SECRET.toUpperCase(Locale.ROOT), SECRET.toLowerCase(Locale.ROOT), hex, hex.toUpperCase(Locale.ROOT),
                each("%%%02x"), each("%%%02X"), each("%%25%02x"), each("%%2525%02X"), each("\\u%04x"), each("\\x%02x"), each("&#%d;"), each("&#x%x;"),
                each("=%02X"), each("\\%03o"), HexFormat.ofDelimiter(" ").formatHex(BYTES), HexFormat.ofDelimiter(":").formatHex(BYTES),
                HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(BYTES), each("%d,"), each("%d, "), each("%c "), each("%c-"), each("%c+"),
                each("%c\u200b"), wide(), base64(""), base64("x"), base64("xy"), base64("user:"), base32(BYTES),
                SECRET.substring(1), SECRET.substring(0, SECRET.length() - 1), SECRET.substring(SECRET.length() / 2), SECRET.substring(0, 11),
                "…" + SECRET.substring(SECRET.length() - 8), SECRET.substring(0, 13) + "\n" + SECRET.substring(13));
    }

    @ParameterizedTest
    @MethodSource("writings")
    void no_piece_is_left_however_it_is_written(String writing) {
        var clean = scrub(SECRET).over("{\"error\": \"unknown " + writing + "\"}");
        for (var word : clean.split("[^\\p{Alnum}]+")) {
            assertFalse(word.length() >= 3 && writing.contains(word) && !word.equals("error"), clean);
        }
        assertEquals(-1, clean.indexOf(writing), clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invalid password or user name, see https://example.org/hooks/help", "{\"message\": \"Unknown Webhook\", \"code\": 10015}",
            "{\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"}", "2026-03-04T12:00:00.000Z 1772625600 trackerwatch notifications",
            "550e8400-e29b-41d4-a716-446655440000 5d41402abc4b2a76b9719d911017c592", "services/webhooks/notifications are disabled"})
    void what_any_service_may_say_stays(String answer) {
        assertEquals(answer, scrub("https://example.org/hooks/" + SECRET + "/services/notifications", "myPassword1", "12345678901234567",
                "/hooks/services").over(answer));
    }

    @Test
    void only_the_word_goes_where_it_stands_in_one() {
        assertEquals("moved to ••• now", scrub(SECRET).over("moved to " + SECRET.toLowerCase(Locale.ROOT) + ".example now"));
        assertEquals("first\n•••\nthird", scrub(SECRET).over("first\n" + each("%c ") + "\nthird"));
    }

    @Test
    void a_redirect_to_a_host_that_is_the_secret_names_no_host() {
        var answer = new HttpAnswer(Instant.EPOCH, 302, Map.of("location", List.of("https://" + SECRET + ".example/x")), "");
        var read = (Result.TargetRefused) scrub(SECRET).read(answer, seen -> new Reply("The receiver", seen).other());
        assertEquals("The address of the receiver leads somewhere else now (302), and redirects are not followed, since they could"
                + " lead anywhere. Look there, and enter the new address.", read.reason());
    }

    @Test
    void a_large_answer_is_looked_through_in_time() {
        var text = (base64("x").substring(3, 9) + "%41=42 ").repeat(5000) + "ab12".repeat(8000);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> scrub(SECRET).over(text));
    }

    private static String each(String format) {
        return SECRET.chars().mapToObj(sign -> String.format(Locale.ROOT, format, sign)).collect(Collectors.joining());
    }

    private static String wide() {
        return SECRET.chars().mapToObj(sign -> Character.toString(sign + 0xfee0)).collect(Collectors.joining());
    }

    private static String base64(String before) {
        return Base64.getEncoder().encodeToString((before + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    private static String base32(byte[] bytes) {
        var bits = new StringBuilder();
        for (byte each : bytes) {
            bits.append(String.format(Locale.ROOT, "%8s", Integer.toBinaryString(each & 0xff)).replace(' ', '0'));
        }
        bits.append("0".repeat((5 - bits.length() % 5) % 5));
        var text = new StringBuilder();
        for (int at = 0; at < bits.length(); at += 5) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Integer.parseInt(bits.substring(at, at + 5), 2)));
        }
        return text.toString();
    }

    private static Scrub scrub(String... secrets) {
        return new Scrub(new HttpCall(HttpCall.Method.POST, new Secret("https://example.org/"), Map.of(), "", 1,
                Stream.of(secrets).map(Secret::new).toList(), Call.Reach.PUBLIC));
    }
}
