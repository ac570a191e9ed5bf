package org.trackerwatch.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.demo.Post.Embed;
import org.trackerwatch.demo.Post.Field;

/// How alerts look to who runs the demo.
final class ScreenTest {

    private static final Instant SATURDAY = Instant.parse("2026-11-21T14:05:00Z");

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void an_alert_looks_as_in_the_chat() {
        var fields = List.of(new Field("Ratio", "2.26"), new Field("Uploaded", "2.35 TiB"), new Field("Downloaded", "1.03 TiB"),
                new Field("Seeding", "148"));
        screen(false).post(post("", new Embed(0xf59e0b, "Quarry: ratio fell", "From 2.41 to 2.26.", fields, "a1b2c3",
                Optional.of(SATURDAY.minusSeconds(120)))));
        assertEquals("""

                Saturday, 21 November 2026
                  15:05  #alerts · trackerwatch
                         ▌ Quarry: ratio fell
                         ▌ From 2.41 to 2.26.
                         ▌ Ratio                  Uploaded               Downloaded
                         ▌ 2.26                   2.35 TiB               1.03 TiB
                         ▌ Seeding
                         ▌ 148
                         ▌ a1b2c3 · 21 Nov 2026, 15:03
                """, shown());
    }

    @Test
    void the_day_is_told_once() {
        var screen = screen(false);
        screen.quiet(SATURDAY, "7 polls");
        screen.happening(SATURDAY.plusSeconds(3600), "A server fails.");
        screen.quiet(SATURDAY.plusSeconds(36_000), "9 polls");
        assertEquals("""

                Saturday, 21 November 2026
                  15:05  7 polls

                  16:05  A server fails.

                Sunday, 22 November 2026
                  01:05  9 polls
                """, shown());
    }

    @Test
    void long_texts_stay_within_eighty_columns() {
        var words = "a site says many words ".repeat(20);
        screen(false).post(post(words, new Embed(1, words, words + "\n" + words,
                List.of(new Field("name".repeat(20), "value".repeat(20))), "f", Optional.empty())));
        assertTrue(shown().lines().allMatch(line -> line.length() <= 80), shown());
        assertEquals(20 * 4, shown().split("says", -1).length - 1);
        assertTrue(shown().contains("…"));
    }

    @Test
    void plain_words_need_no_embed() {
        screen(false).post(new Post(SATURDAY, "#alerts", "trackerwatch", "Quarry: ratio fell", List.of()));
        assertTrue(shown().endsWith("         Quarry: ratio fell\n"), shown());
    }

    @Test
    void the_bar_has_the_colour_of_the_embed() {
        screen(true).post(post("", new Embed(0x00d4ff, "A new class", "", List.of(), "f", Optional.empty())));
        assertTrue(shown().contains("\033[38;5;45m▌ \033[0m"), shown());
    }

    @Test
    void without_colour_there_is_not_one_escape() {
        var screen = screen(false);
        screen.title("Demo");
        screen.quiet(SATURDAY, "7 polls");
        screen.post(post("", new Embed(0x00d4ff, "A new class", "Words", List.of(new Field("a", "b")), "f", Optional.empty())));
        assertFalse(shown().contains("\033"), shown());
    }

    private Screen screen(boolean coloured) {
        var out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        return new Screen(out, ZoneId.of("Europe/Paris"), new Ink(coloured));
    }

    private static Post post(String content, Embed embed) {
        return new Post(SATURDAY, "#alerts", "trackerwatch", content, List.of(embed));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
