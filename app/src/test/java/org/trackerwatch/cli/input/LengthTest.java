package org.trackerwatch.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.cli.terminal.Refusal;

class LengthTest {

    @ParameterizedTest
    @CsvSource({"45s,PT45S", "60m,PT1H", "1h30m,PT1H30M", "1h 30m,PT1H30M", "7d,PT168H", "2w,PT336H", "90 Minutes,PT1H30M",
        "PT1H,PT1H", "pt5m,PT5M", "P1D,PT24H", "P6M,PT4320H", "1y,PT8760H", "0s,PT0S", "0,PT0S"})
    void reads_what_people_type(String typed, Duration meant) {
        assertEquals(meant, Length.parse(typed));
    }

    @Test
    void a_bare_number_is_asked_for_its_unit() {
        var refusal = assertThrows(Refusal.class, () -> Length.parse("60"));
        assertTrue(refusal.sentence().contains("60m for minutes"), refusal.sentence());
        assertEquals(Refusal.WRONG_USAGE, refusal.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5m", "PT-5M", "5x", "1h-30m", "m", "1.5h", "P", "99999999999d"})
    void says_how_a_length_is_written(String typed) {
        var refusal = assertThrows(Refusal.class, () -> Length.parse(typed));
        assertTrue(refusal.sentence().contains("1h30m"), refusal.sentence());
    }
}
