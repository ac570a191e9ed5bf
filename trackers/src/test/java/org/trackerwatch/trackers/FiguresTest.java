package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Text of pages → values, apart from sizes and ratios.
class FiguresTest {

    private static final Lookup.Refinement PLAIN = new Lookup.Refinement(Optional.empty(), Optional.empty(), 0, Map.of(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    private static final ZoneId SHANGHAI = ZoneId.of("+08:00");

    private static Optional<Value> strict(Field.Type type, String text) {
        return Figures.read(type, text, PLAIN, SHANGHAI, false);
    }

    private static Optional<Value> loose(Field.Type type, String text) {
        return Figures.read(type, text, PLAIN, SHANGHAI, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"7 | 7", "1,234 | 1234", "1.234.567 | 1234567", "1 234 | 1234", "12.0 | 12", "0 | 0", "139\u202f512 | 139512"})
    void counts(String text, long number) {
        assertEquals(Optional.of(new Value.Count(number)), strict(Field.Type.COUNT, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "", "many", "1e3", "∞", "null", "99999999999999999999"})
    void what_is_no_count_is_unknown(String text) {
        assertEquals(Optional.empty(), strict(Field.Type.COUNT, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"48211.50 | 48211.50", "15,234.5 | 15234.5", "1 452 469,7 | 1452469.7", "-12.5 | -12.5"})
    void amounts(String text, BigDecimal number) {
        assertEquals(Optional.of(new Value.Amount(number)), strict(Field.Type.AMOUNT, text));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "yes, true", "Yes, true", "是, true", "1, true", "2, true", "oui, true", "false, false", "no, false", "否, false", "0, false",
        "'', false", "Off, false"})
    void flags(String text, boolean set) {
        assertEquals(Optional.of(new Value.Flag(set)), strict(Field.Type.FLAG, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unknown", "未知", "maybe", "-1"})
    void what_is_neither_yes_nor_no_is_unknown(String text) {
        assertEquals(Optional.empty(), strict(Field.Type.FLAG, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "7  | 7", "7 torrents | 7", "7 (of 9) | 7", "2(0) | 2", "15,234.5 [Use] | 15234", "1,204, and more | 1204", "12) | 12"})
    void in_running_text_the_figure_comes_first(String text, String number) {
        assertEquals(Optional.of(number), loose(Field.Type.AMOUNT, text).map(value -> ((Value.Amount) value).number().toBigInteger().toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2/5/10", "12:30", "2019-04-07", "about 7", "7%", "v7"})
    void what_only_begins_like_a_figure_is_none(String text) {
        assertEquals(Optional.empty(), loose(Field.Type.COUNT, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1.500 TB Downloaded: 3 GB | 1649267441664", "1 234,5 Go Reçu | 1325534281728", "0.00 KB | 0", "512.00 GB（实际 3） | 549755813888"})
    void sizes_in_running_text(String text, long bytes) {
        assertEquals(Optional.of(bytes), loose(Field.Type.SIZE, text).map(value -> ((ByteSize) value).bytes()));
    }

    @Test
    void infinity_in_running_text() {
        assertEquals(Optional.of(new Ratio.Infinite()), loose(Field.Type.RATIO, "Inf. Uploaded: 5.00 GB"));
        assertEquals(Optional.of(new Ratio.Infinite()), loose(Field.Type.RATIO, "无限 上传量: 5.00 GB"));
        assertEquals(Optional.empty(), loose(Field.Type.RATIO, "--- Uploaded: 0.00 KB"));
    }

    @Test
    void a_size_without_unit_gets_the_definitions() {
        var gib = new Lookup.Refinement(Optional.empty(), Optional.empty(), 0, Map.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of("GiB"), 2);
        assertEquals(Optional.of(new ByteSize(3L << 29, 3, 2)), Figures.read(Field.Type.SIZE, "1.5", gib, SHANGHAI, false));
        assertEquals(Optional.of(new ByteSize(3L << 39, 4, 2)), Figures.read(Field.Type.SIZE, "1.5 TiB", gib, SHANGHAI, false));
    }

    @Test
    void text_is_trimmed_and_cut_between_letters() {
        assertEquals(Optional.of(new Value.Text("Power User")), strict(Field.Type.TEXT, "\u00a0 Power\u00a0User \n"));
        assertEquals(Optional.empty(), strict(Field.Type.TEXT, " \u00a0 "));
        var long1 = ((Value.Text) strict(Field.Type.TEXT, "😀".repeat(500)).orElseThrow()).text();
        assertEquals(200, long1.codePointCount(0, long1.length()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2019-04-07 08:15:30 | 2019-04-07T00:15:30Z", "2019-04-07 08:15 | 2019-04-07T00:15:00Z", "2019-04-07 | 2019-04-06T16:00:00Z",
        "2019-04-07T08:15:30Z | 2019-04-07T08:15:30Z", "2019-04-07T08:15:30.123456Z | 2019-04-07T08:15:30Z", "2019-04-07T08:15:30+02:00 | 2019-04-07T06:15:30Z",
        "2019-04-07 08:15:30 UTC | 2019-04-07T08:15:30Z", "2019/4/7 8:15:30 | 2019-04-07T00:15:30Z", "1554624930 | 2019-04-07T08:15:30Z",
        "1554624930000 | 2019-04-07T08:15:30Z", "2019-04-07 08:15:30 (7 years ago, 381weeks) | 2019-04-07T00:15:30Z",
        "2019-04-07\u00a008:15:30 | 2019-04-07T00:15:30Z", "2020-02-29 00:00:00 | 2020-02-28T16:00:00Z",
    })
    void dates_without_zone_are_in_the_sites(String text, Instant at) {
        assertEquals(Optional.of(new Value.Moment(at)), strict(Field.Type.MOMENT, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-00-00 00:00:00", "1970-01-01 00:00:00", "2019-13-01", "2019-02-30", "yesterday", "", "N/A", "9999999999999", "2019-04-07x"})
    void what_is_no_date_is_unknown(String text) {
        assertEquals(Optional.empty(), strict(Field.Type.MOMENT, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "MMM dd yyyy, HH:mm | Oct 09 2019, 08:15 | 2019-10-09T00:15:00Z", "dd/MM/yyyy HH:mm:ss | 09/10/2019 08:15:30 | 2019-10-09T00:15:30Z",
        "EEEE, MMMM d, yyyy 'at' h:mma | Wednesday, October 9, 2019 at 8:15pm | 2019-10-09T12:15:00Z", "epoch | 1554624930 | 2019-04-07T08:15:30Z",
        "dd-MM-yyyy | 09-10-2019 | 2019-10-08T16:00:00Z", "MMM dd yyyy, HH:mm z | Oct 09 2019, 08:15 UTC | 2019-10-09T08:15:00Z",
    })
    void a_definition_may_say_how_its_dates_look(String format, String text, Instant at) {
        assertEquals(Optional.of(at), Moments.parse(text, Optional.of(format), SHANGHAI));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10Y 2M 2W 3D 18h 57m 4s | 322081024", "3m | 180", "3M | 7776000", "2S 5s | 1209605", "1A | 31536000", "1 années 2 mois 3 jours | 36979200",
        "1年2月3周4日5时6分7秒 | 38898367", "400 day03:04:05 | 34571045", "400天03:04:05 | 34571045", "0:00 | 0", "12:30 | 750", "7 years, 1 month ago | 223344000",
        "3 Tage 4 Stunden | 273600", "1209600 | 1209600", "6D 15h 25m 45s | 573945", "1.5 hours | 5400",
    })
    void durations_are_read_in_the_languages_of_the_engines(String text, long seconds) {
        assertEquals(Optional.of(new Value.Span(Duration.ofSeconds(seconds))), strict(Field.Type.SPAN, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "", "never", "3 bananas", "-5", "Y", "99999999999999999999999"})
    void what_is_no_duration_is_unknown(String text) {
        assertEquals(Optional.empty(), strict(Field.Type.SPAN, text));
    }

    @ParameterizedTest
    @CsvSource({"90s, PT1M30S", "180m, PT3H", "12h, PT12H", "6d, PT144H", "2w, PT336H", "P28D, PT672H", "P6M, PT4320H", "P4Y, PT35040H", "PT12H, PT12H", "P5W, PT840H"})
    void definitions_write_lengths_of_time_in_short(String text, Duration length) {
        assertEquals(length, Spans.of(text));
    }
}
