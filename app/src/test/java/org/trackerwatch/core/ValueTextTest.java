package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Field.Type;

/// Values as people write and read them.
final class ValueTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SIZE | 10 GiB | 10 GiB", "SIZE | 1.50 TiB | 1.50 TiB", "SIZE | 0.93 TiB | 0.93 TiB", "SIZE | -25 GiB | -25 GiB", "SIZE | 1,234.56 GB | 1234.56 GiB",
        "SIZE | 512 | 512 B", "SIZE | 1073741823 | 1023.99 MiB", "SIZE | 0.00 KB | 0.00 KiB", "SIZE | -1 | -1 B",
        "RATIO | 2 | 2.00", "RATIO | 1.999 | 1.99", "RATIO | 0.3999 | 0.399", "RATIO | infinite | ∞", "RATIO | none | —",
        "COUNT | 1234567 | 1,234,567", "AMOUNT | 50000 | 50,000", "AMOUNT | 49999.999 | 49,999.99", "AMOUNT | 0.50 | 0.5", "AMOUNT | 1E+6 | 1,000,000",
        "FLAG | true | yes", "FLAG | false | no", "TEXT | Power User | Power User", "MOMENT | 2021-03-04 | 4 Mar 2021",
        "MOMENT | 2021-03-04T23:30:00Z | 4 Mar 2021", "SPAN | 12h | 12 h", "SPAN | 90s | 1 min", "SPAN | P2DT4H | 2 d 4 h"})
    void what_is_written_is_shown(Type type, String written, String shown) {
        assertEquals(Optional.of(shown), ValueText.read(type, written).map(value -> ValueText.show(value, ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SIZE | much", "SIZE | ∞", "RATIO | NaN", "RATIO | 1,5", "COUNT | 2.5", "COUNT | many", "AMOUNT | -", "FLAG | yes", "MOMENT | yesterday",
        "MOMENT | 2021-02-30", "SPAN | long", "SPAN | 5"})
    void what_is_no_value_is_none(Type type, String written) {
        assertEquals(Optional.empty(), ValueText.read(type, written));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min", "3599, 59 min", "3600, 1 h", "12000, 3 h 20 min", "86399, 23 h 59 min", "86400, 1 d", "187200, 2 d 4 h", "-5, 0 s"})
    void lengths(long seconds, String shown) {
        assertEquals(shown, ValueText.length(Duration.ofSeconds(seconds)));
    }

    @Test
    void moments_are_in_the_user_s_zone_and_have_a_date_when_they_are_far() {
        var at = Instant.parse("2026-07-15T22:30:00Z");
        assertEquals("22:30 UTC", ValueText.moment(at, at.plusSeconds(60), ZoneOffset.UTC));
        assertEquals("00:30 CEST", ValueText.moment(at, at.plusSeconds(60), ZoneId.of("Europe/Berlin")));
        assertEquals("16 Jul 00:30 CEST", ValueText.moment(at, at.plusSeconds(86_400), ZoneId.of("Europe/Berlin")));
    }

    @Test
    void nothing_depends_on_the_machine_s_language() {
        var machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("1,234.5", ValueText.show(ValueText.read(Type.AMOUNT, "1234.5").orElseThrow(), ZoneOffset.UTC));
            assertEquals("4 Mar 2021", ValueText.show(ValueText.read(Type.MOMENT, "2021-03-04").orElseThrow(), ZoneOffset.UTC));
        } finally {
            Locale.setDefault(machine);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_field_has_a_name_for_a_sentence(Field field) {
        assertEquals(field == Field.HIT_AND_RUNS ? "hit-and-runs" : field.key().replace('_', ' '), ValueText.name(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SIZE | 10737418240 | 10.00 GiB", "RATIO | 0.100 | 0.1", "COUNT | 100 | 100", "AMOUNT | 1E+3 | 1000", "SPAN | 7200 | 2 h"})
    void numbers_are_shown_with_their_unit(Type type, BigDecimal number, String shown) {
        assertEquals(shown, ValueText.show(type, number));
    }
}
