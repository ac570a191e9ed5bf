package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lengths of time, as definitions write them and as engines print them in many languages.
class SpansTest {

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "180m, PT3H", "12h, PT12H", "6d, PT144H", "2w, PT336H", "1y, PT8760H", "P28D, PT672H", "P6M, PT4320H",
        "PT12H, PT12H"})
    void definitions_say_them_shortly(String written, Duration meant) {
        assertEquals(meant, Spans.of(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5x", "h", "-5m", "P1X"})
    void what_is_no_length_is_refused(String written) {
        assertThrows(RuntimeException.class, () -> Spans.of(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1Y 2M 3W 4D 5h 6m 7s         | 38898367", "1A 2M 3S 4D 5h 6m 7s          | 38898367",
        "1Å 2M 3U 4D 5t 6m 7s         | 38898367", "1Y 2M 3W 4D 5u 6m 7s          | 38898367",
        "1aa. 2M 3sett. 4gg. 5h 6m 7s | 38898367", "1Y. 2M. 3W. 4D. 5h. 6m. 7s    | 38898367",
        "1Y. 2A. 3Hf. 4G. 5s. 6d. 7sn | 38898367", "1Χ 2M 3Β 4Η 5Ω 6Λ 7δ          | 38898367",
        "1Р 2М 3Т 4Д 5г 6х 7с         | 38898367", "1И 2M 3W 4Д 5х 6m 7с          | 38898367",
        "1n 2th 3t 4N 5g 6p 7s        | 38898367", "1années 2mois 3semaines 4jours 5heures 6minutes 7secondes | 38898367",
        "1年 2月 3周 4日 5时 6分 7秒   | 38898367", "3ד 5ש                         | 185",
        "2A. 3s. 5d.                  | 5195100",  "2M 1sett. 3gg.                | 6048000",
        "400 day03:04:05              | 34571045", "400天03:04:05                  | 34571045",
        "12:30                        | 750",      "3D 4h (seeding)               | 273600", "0 | 0", "86400 | 86400"})
    void each_language_of_the_engines_is_read(String printed, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), Spans.printed(printed));
    }

    /// Hours in Danish, weeks in Vietnamese; minutes in Turkish, days in English; hours or seconds in Hebrew.
    @ParameterizedTest
    @ValueSource(strings = {"5t", "5d.", "5ש", "2Д 5х"})
    void what_two_languages_understand_differently_is_unknown(String printed) {
        assertEquals(Optional.empty(), Spans.printed(printed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3D 4 furlongs", "5 furlongs", "4h 2D", "2h 3h", "never", "", "Y"})
    void a_part_that_nobody_understands_makes_the_whole_unknown(String printed) {
        assertEquals(Optional.empty(), Spans.printed(printed));
    }

    @Test
    void a_number_beyond_reason_is_no_length() {
        assertEquals(Optional.empty(), Spans.printed("9999999999999999"));
    }
}
