package org.trackerwatch.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InertTest {

    @ParameterizedTest
    @ValueSource(strings = {"@ann_b", "(@room)", "#tag", "#тег", "$USD", "/start", " /start@bot", "https://evil.example/a",
            "HTTP://10.0.0.1", "tg://resolve", "example.org", "пример.рф", "bob@example.org", "a.b.c.example"})
    void what_chats_would_take_for_more_than_text_gets_a_gap_that_nobody_sees(String text) {
        assertNotEquals(text, Inert.text(text));
        assertEquals(text, Inert.text(text).replace("\u200b", ""));
        assertFalse(Inert.text(text).startsWith("\u200b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.25 → 1.20", "2.5 TiB / 3 TiB", "Done. Next", "#", "a @ b", "5 $", "and/or", "12:30", "Otters: ratio fell by -0.1",
            "v2.1.0", "🙂", ""})
    void what_is_text_anyway_stays_as_it_is(String text) {
        assertEquals(text, Inert.text(text));
    }
}
