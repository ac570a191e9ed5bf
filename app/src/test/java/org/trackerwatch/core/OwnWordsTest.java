package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Aither", "mein Tracker № 1", "日本語", "العربية", "می\u200cخواهم", "👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "e\u0301"})
    void words_of_all_languages_are_fine(String text) {
        assertEquals(text, OwnWords.checked("name", "  " + text + " ", 60));
    }

    @ParameterizedTest
    @CsvSource({"'a\u202eb', U+202E", "'a\u2066b', U+2066", "'a\u200eb', U+200E", "'a\u200bb', U+200B", "'a\ufeffb', U+FEFF", "'a\u00adb', U+00AD",
            "'a\u061cb', U+061C", "'a\udb40\udc41b', U+E0041"})
    void what_can_not_be_seen_or_turns_the_line_round_is_named_by_its_number(String text, String number) {
        var refused = assertThrows(IllegalArgumentException.class, () -> OwnWords.checked("name", text, 60)).getMessage();
        assertTrue(refused.contains(number), refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u2029b"})
    void it_has_one_line(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> OwnWords.checked("reason", text, 60)).getMessage().startsWith("The reason contains line breaks"));
    }

    @Test
    void half_a_character_is_none() {
        for (var text : new String[] {"\ud800", "a\udc00b", "\udc00\ud800"}) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> OwnWords.checked("name", text, 60)).getMessage().contains("half a character"));
        }
    }

    @Test
    void it_has_a_length() {
        assertEquals(60, OwnWords.checked("name", "😀".repeat(60), 60).codePointCount(0, 120));
        assertThrows(IllegalArgumentException.class, () -> OwnWords.checked("name", "x".repeat(61), 60));
        for (var nothing : new String[] {"", " ", "\u200d", " \u200c\u200d", "\u3164", "\u115f\u1160", "\uffa0 \u2800", "\u00a0"}) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> OwnWords.checked("name", nothing, 60)).getMessage().contains("empty"));
        }
    }
}
