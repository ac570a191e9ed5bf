package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.Seed;

final class MarkdownTest {

    private static final List<String> PIECES = List.of("*", "**", "_", "__", "~~", "||", "`", "```", "\\", "[", "](", ")", "<", ">",
            "@", "everyone", "here", ":", "smile", "<t:1:R>", "<@1>", "#", "# ", "- ", "-# ", "> ", ">>> ", "1. ", "12) ", "+ ", " ", "\n",
            "a", "b c", "0.5", "-0.1", "https://x.example/", "e\u0301", "😀", "شب", "\u200d", "&", "|", "%");

    @ParameterizedTest
    @ValueSource(strings = {"**bold**", "*italic*", "_x_", "__x__", "~~gone~~", "||secret||", "`code`", "```\nblock\n```",
            "[click](https://evil.example)", "https://evil.example", "<https://evil.example>", "@everyone", "@here", "<@12345>",
            "<@&12345>", "<#12345>", "<t:1700000000:R>", "<:blob:12345>", "<a:blob:12345>", "</slash:12345>", ":smile:", "# heading",
            "### heading", "-# small", "> quote", ">>> quote", "- item", "* item", "+ item", "1. item", "  2) item", "a\n# b\n> c",
            "\\*not*", "\\", "\\\\", "1:100:2", "-0.1", "2.5 TiB", "Ratio: 1.2 -> 1.1"})
    void a_tracker_s_text_is_shown_as_it_is(String text) {
        var shown = DiscordReader.read(Markdown.escape(text));
        assertEquals(text, shown.text());
        assertEquals(List.of(), shown.markup());
    }

    @Test
    void without_the_escaping_the_reader_sees_markup() {
        for (var text : List.of("**bold**", "[a](b)", "<t:1:R>", ":smile:", "# heading", "1. item", "@everyone", "https://x.example")) {
            assertFalse(DiscordReader.read(text).markup().isEmpty(), text);
        }
    }

    @Test
    void figures_stay_readable_where_the_raw_text_is_shown() {
        assertEquals("1.21 TiB (−0.3), 14 of 15, 50 %", Markdown.escape("1.21 TiB (−0.3), 14 of 15, 50 %"));
    }

    @Test
    void no_mixture_of_markup_gets_through() {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            var text = new StringBuilder();
            for (int pieces = random.nextInt(12); pieces >= 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var shown = DiscordReader.read(Markdown.escape(text.toString()));
            assertEquals(text.toString(), shown.text(), () -> "seed " + seed);
            assertEquals(List.of(), shown.markup(), () -> "seed " + seed + ": " + text);
        }
    }

    @Test
    void a_cut_leaves_no_backslash_without_what_it_escapes() {
        var escaped = Markdown.escape("ab*cd\\ef");
        for (int most = 2; most <= escaped.length(); most++) {
            var cut = Markdown.cut(escaped, most);
            assertTrue(cut.length() <= most, cut);
            assertTrue(most == escaped.length() ? cut.equals(escaped) : cut.endsWith("…"), cut);
            assertFalse(cut.replace("\\\\", "").replace("\\*", "").contains("\\"), cut);
        }
    }

    @Test
    void a_cut_leaves_no_half_of_a_character() {
        assertEquals("a…", Text.cut("a😀😀😀", 3));
        assertEquals("a😀…", Text.cut("a😀😀😀", 4));
        assertEquals("a😀😀😀", Text.cut("a😀😀😀", 7));
    }

    @Test
    void what_hides_or_turns_text_is_removed_and_what_joins_emoji_stays() {
        assertEquals("evil txt.exe", Text.clean("\u202eevil\u0007\u200b txt\u2066.exe\ufeff"));
        assertEquals("👩\u200d🚀", Text.clean("👩\u200d🚀"));
        assertEquals("a\nb c\nd", Text.clean("a\r\nb\tc\u2028d"));
        assertEquals("a b", Text.oneLine(" a\nb\u00a0"));
        assertEquals("x\ufffdy", Text.clean("x\ud83dy"));
    }

    @Test
    void what_cannot_be_seen_is_blank() {
        assertTrue(Text.isBlank("\u00a0\u3000 \u200d"));
        assertFalse(Text.isBlank("·"));
    }
}
