package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {

    @Test
    void infinite_and_none_are_two_different_things() {
        assertInstanceOf(Ratio.None.class, Ratio.of(ByteSize.ZERO, ByteSize.ZERO));
        assertInstanceOf(Ratio.Infinite.class, Ratio.of(ByteSize.exact(1), ByteSize.ZERO));
        assertEquals(new Ratio.Finite(new BigDecimal("0E-10")), Ratio.of(ByteSize.ZERO, ByteSize.exact(1)));
    }

    @Test
    void it_is_exact_to_ten_places() {
        assertEquals(new Ratio.Finite(new BigDecimal("0.3333333333")), Ratio.of(ByteSize.exact(1), ByteSize.exact(3)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"3 | 3", "0.3 | 0.3", "3.000 | 3.000", "1,234.51 | 1234.51", "1 234,51 | 1234.51", "1.234,51 | 1234.51",
        "0,75 | 0.75", "1,234 | 1.234", "0 | 0"})
    void a_sites_own_figure_is_read_in_every_country(String text, BigDecimal value) {
        assertEquals(Optional.of(new Ratio.Finite(value)), Ratio.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"∞", "Inf.", "inf", "Infinity", "无限", "無限", "999999.99", " ∞ ", "\u00a0∞"})
    void infinity_has_many_names(String text) {
        assertInstanceOf(Ratio.Infinite.class, Ratio.parse(text).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"---", "--", "-", "N/A", "", "-1", "-1.00", "null", "NaN", "1:2", "good"})
    void what_says_nothing_is_unknown(String text) {
        assertEquals(Optional.empty(), Ratio.parse(text));
    }

    @Test
    void people_see_it_cut_not_rounded() {
        assertEquals("0.599", Ratio.finite("0.59999").toString());
        assertEquals("1.99", Ratio.finite("1.999").toString());
        assertEquals("∞", new Ratio.Infinite().toString());
        assertEquals("—", new Ratio.None().toString());
    }
}
