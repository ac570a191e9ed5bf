package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trackerwatch.Seed;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Message.Figure;
import org.trackerwatch.core.Severity;

final class SlipTest {

    private static final Slip.Measure BYTES = text -> text.getBytes(StandardCharsets.UTF_8).length;

    @Test
    void what_is_too_long_is_cut_in_the_service_s_unit_and_never_inside_a_character() {
        assertEquals("abc", BYTES.cut("abc", 3));
        assertEquals("a…", BYTES.cut("abcde", 4));
        assertEquals("😀…", BYTES.cut("😀😀😀", 10));
        assertEquals("é…", BYTES.cut("ééééé", 6));
        assertEquals("…", BYTES.cut("😀😀", 5));
    }

    @Test
    void no_text_whatever_makes_a_slip_longer_than_it_may_be() {
        long seed = Seed.first();
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int most = 400 + random.nextInt(4000);
            var messages = Wild.messages(random);
            for (var slip : List.of(Slip.of(messages, BYTES, most), Slip.untitled(messages, BYTES, most))) {
                assertTrue(BYTES.of(slip.body()) <= most, () -> "seed " + seed + ": " + BYTES.of(slip.body()) + " of " + most);
                assertTrue(slip.body().contains("C0DE") && slip.messages() >= 1, () -> "seed " + seed);
                assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(slip.body()), () -> "seed " + seed);
            }
        }
    }

    @Test
    void the_first_figures_and_the_end_stay_when_not_all_fits() {
        var figures = IntStream.range(0, 40).mapToObj(i -> new Figure("name " + i, "v".repeat(99))).toList();
        var slip = Slip.of(List.of(new Message(Severity.GOOD, "T", "x".repeat(999), figures, Instant.EPOCH, "C0DE", Optional.of("late"))), BYTES, 900);
        assertTrue(slip.body().contains("name 0: v") && !slip.body().contains("name 9") && slip.body().endsWith("C0DE · late"), slip.body());
    }

    @Test
    void several_say_in_the_title_how_many_they_are_and_take_the_gravest_one_s_severity() {
        var slip = Slip.of(List.of(message(Severity.INFO, "One"), message(Severity.WARNING, "Two")), BYTES, 1000);
        assertEquals(new Slip("One, and 1 more", "🔵 One\ntext\nC0DE\n\n🟠 Two\ntext\nC0DE", 2, Severity.WARNING), slip);
        assertEquals(new Slip("One", "text\nC0DE", 1, Severity.INFO), Slip.of(List.of(message(Severity.INFO, "One")), BYTES, 1000));
    }

    private static Message message(Severity severity, String title) {
        return new Message(severity, title, "text", List.of(), Instant.EPOCH, "C0DE", Optional.empty());
    }
}
