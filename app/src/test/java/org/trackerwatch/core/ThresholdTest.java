package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user may set for one target, and what is said when it may not be.
final class ThresholdTest {

    @Test
    void thresholds_are_read_in_their_own_units() {
        assertEquals(List.of(new BigDecimal("0.2")), Life.rule("ratio-drop").parseThreshold("0.2"));
        assertEquals(List.of(new BigDecimal("3")), Life.rule("tracker-down").parseThreshold(" 3 "));
        assertEquals(List.of(BigDecimal.valueOf(10L << 30), BigDecimal.valueOf(1L << 40)), Life.rule("buffer-milestone").parseThreshold("10 GiB, 1TiB"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ratio-drop | 0 | “0” is no threshold for ratio-drop. ratio-drop takes the fall of the ratio, from 0.001 to 1000.",
        "ratio-drop | much | “much” is no threshold for ratio-drop. ratio-drop takes the fall of the ratio, from 0.001 to 1000.",
        "ratio-drop | infinite | “infinite” is no threshold for ratio-drop. ratio-drop takes the fall of the ratio, from 0.001 to 1000.",
        "ratio-drop | 0.1,0.2 | ratio-drop takes one threshold, not 2: 0.1,0.2. ratio-drop takes the fall of the ratio, from 0.001 to 1000.",
        "tracker-down | 1.5 | “1.5” is no threshold for tracker-down. tracker-down takes how many polls must fail in a row, from 1 to 1000.",
        "buffer-milestone | 5 GiB,lots | “lots” is no threshold for buffer-milestone. buffer-milestone takes the buffer to be passed, from 1 B to 100.00 PiB; several with commas between.",
        "hit-and-run | 2 | hit-and-run has no threshold to set."})
    void a_wrong_threshold_is_answered_with_what_is_allowed(String rule, String text, String answer) {
        assertEquals(answer, assertThrows(IllegalArgumentException.class, () -> Life.rule(rule).parseThreshold(text)).getMessage());
    }
}
