package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets and names in other writings: they are taken out, or what is left of them is seen.
class LegibleTest {

    private static final String KEY = "k7Lantern?Quay>9x";

    private static Substitutes substitutes() {
        var substitutes = new Substitutes();
        substitutes.secrets(List.of(new Secret(KEY)));
        substitutes.name("Ottilie", "heronwick");
        substitutes.name("Bo", "heronwick");
        return substitutes;
    }

    private static String over(String text) {
        var substitutes = substitutes();
        var clean = substitutes.over(text);
        assertEquals(List.of(), substitutes.left(clean), clean);
        return clean;
    }

    private static boolean isPierced(String text) {
        return new Veil(() -> List.of(new Secret(KEY))).isPierced(text);
    }

    private static String each(String format) {
        return KEY.codePoints().mapToObj(letter -> format.formatted(letter)).collect(Collectors.joining());
    }

    static List<String> writings() {
        return List.of(KEY, swapped(), each("\\u%04x"), each("\\u%04X"), each("\\\\u%04x"), each("\\u{%x}"), each("\\x%02x"), each("%%%02x"), each("%%25%02x"), each("%%u%04x"),
                each("&#%d;"), each("&#x%x;"), each("&#X%04X;"), each("&amp;#%d;"), "k7&#76;antern\\u003fQuay%3E9x", "k7L\u00adan\u200btern?Quay&gt;9x",
                "k7<b>Lantern</b>?Quay&gt;9x", "k7&shy;Lantern?Qu&#8203;ay&gt;9x");
    }

    private static String swapped() {
        return KEY.codePoints().map(letter -> Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter))
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("writings")
    void a_key_goes_however_its_letters_are_written(String written) {
        assertTrue(isPierced("before " + written + " behind"), written);
        var clean = over("before " + written + " behind");
        assertTrue(clean.matches("before removed(</?b>)* behind"), clean);
        assertFalse(isPierced(clean), clean);
    }

    static List<String> encoded() {
        var bytes = List.of("", "x", "xy", "user:").stream().flatMap(before -> List.of("", "!", "!!").stream()
                .map(behind -> (before + KEY + behind).getBytes(StandardCharsets.UTF_8))).toList();
        return bytes.stream().flatMap(text -> List.of(Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding(),
                Base64.getUrlEncoder().withoutPadding(), Base64.getMimeEncoder(16, "\r\n".getBytes(StandardCharsets.UTF_8))).stream()
                .map(encoder -> encoder.encodeToString(text))).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("encoded")
    void a_key_in_base64_goes_at_each_alignment(String written) {
        for (var around : List.of("%s", "\"%s\"", "/a/%s", "ab%s", "x=%s&y", "a%sb")) {
            var text = around.formatted(written);
            assertTrue(isPierced(text), text);
            var clean = over(text);
            assertFalse(isPierced(clean), text + " → " + clean);
        }
    }

    @Test
    void and_so_does_base64_in_another_writing() {
        var base64 = Base64.getEncoder().encodeToString(("id=" + KEY).getBytes(StandardCharsets.UTF_8));
        var twice = Base64.getEncoder().encodeToString(base64.getBytes(StandardCharsets.UTF_8));
        for (var text : List.of(base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"), base64.replace("/", "\\/"), base64.replace("+", "\\u002b"), twice)) {
            assertTrue(isPierced(text), text);
            assertFalse(isPierced(over("data-x=\"" + text + "\"")), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x9>yauQ?nretnaL7k", "Lantern?Qu", "L a n t e r n - Q u a y", "<i>L</i><i>antern</i><i>Quay</i>", "\\u004c\\u0061\\u006e\\u0074\\u0065\\u0072\\u006e\\u0051\\u0075\\u0061",
        "TGFudGVybj9RdWF5", "4c616e7465726e3f51756179"})
    void a_piece_of_a_key_is_seen(String piece) {
        assertTrue(isPierced("before " + piece + " behind"), piece);
    }

    @Test
    void a_stray_percent_hides_nothing() {
        assertTrue(isPierced("100% of %6Bey: %4Canter%6E?Quay"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ot<b>ti</b>lie", "<span>O</span><span>t</span><span>t</span><span>i</span><span>l</span><span>i</span><span>e</span>", "Ot\u200btilie", "Ot\u00adtilie", "Ot&shy;tilie",
        "Ot&#x200b;tilie", "Ot<wbr>tilie", "O\u2060t\u200dt\u200ci\ufeffl\u200eie", "&#79;ttilie", "\\u004fttilie", "%4fttilie", "OTTILIE", "T3R0aWxpZQ==", "otTILIE"})
    void a_user_name_goes_however_it_is_taken_apart(String written) {
        var clean = over("<p>by " + written + ".</p>");
        assertTrue(clean.matches("<p>by (<\\w+>)*heronwick(</?\\w+>)*\\.</p>|<p>by heronwick==\\.</p>"), clean);
    }

    @Test
    void the_tags_within_it_stay_so_that_the_page_does() {
        assertEquals("<p><b>heronwick</b></p>", over("<p><b>O</b>ttilie</p>"));
        assertEquals("<td>heronwick</td><td></td>", over("<td>Otti</td><td>lie</td>"));
    }

    @Test
    void a_short_name_is_one_only_where_it_stands_alone() {
        assertEquals("heronwick has a Boat, aBo and Bo1", over("Bo has a Boat, aBo and Bo1"));
        assertEquals("<i>heronwick<b></b></i>", over("<i>B<b>o</b></i>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Uploaded: 1.5 TiB (100%)", "a\\u00e9b &amp; c", "<p title=\"x\">y</p>", "YWJjZGVmZ2hpamtsbW5vcA==", "\ufdd1123\ufdd04\ufdd1", "O t t i l i e"})
    void nothing_else_is_changed(String text) {
        assertEquals(text, over(text));
        assertFalse(isPierced(text));
    }

    @Test
    void noise_gives_nobody_away() {
        long seed = new Random().nextLong();
        var longName = new Substitutes();
        longName.name("Ottilie", "heronwick");
        var bytes = new byte[60_000];
        new Random(seed).nextBytes(bytes);
        for (var noise : List.of(Base64.getEncoder().encodeToString(bytes), HexFormat.of().formatHex(bytes))) {
            assertEquals(List.of(), longName.left(noise), "seed " + seed);
            assertFalse(isPierced(noise), "seed " + seed);
        }
    }

    /// A second of work, or the lifetime of the sun; the limit is what a busy machine may make of the second.
    @ParameterizedTest
    @ValueSource(strings = {"<", "<a", "\\", "\\u", "%", "%25", "&", "&#", "&amp;", "A", "A\n", "QUFB", "\u200b", "41", "Ottilie", "k7"})
    void no_text_holds_it_up(String piece) {
        var text = piece.repeat(100_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofMinutes(3), () -> substitutes().left(substitutes().over(text)).size() + (isPierced(text) ? 1 : 0));
    }
}
