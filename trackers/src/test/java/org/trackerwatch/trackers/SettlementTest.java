package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the figures of one page mean together.
class SettlementTest {

    private static final Definition HARBOUR = Harbour.definition("""
            fields:
              ratio:    { from: me, json: /ratio }
              buffer:   { from: me, json: /buffer }
              warned:   { from: me, json: /warned }
              warnings: { from: me, json: /warnings }""");

    private static AccountStats read(String json) {
        var page = SavedPage.of(json.getBytes(StandardCharsets.UTF_8));
        return ((Outcome.Read) new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1)).read(HARBOUR, Map.of("me", page))).stats();
    }

    @Test
    void where_the_site_does_not_tell_what_was_downloaded_its_own_ratio_stays_and_nothing_is_made_up() {
        var half = Harbour.definition("fields: { downloaded: null, ratio: { from: me, json: /ratio } }");
        var page = SavedPage.of("{\"uploaded\":3000,\"ratio\":1.5}".getBytes(StandardCharsets.UTF_8));
        var stats = ((Outcome.Read) new Reader(new OkHttpClient(), Time.SYSTEM, new Random(1)).read(half, Map.of("me", page))).stats();
        assertEquals(Optional.of(Ratio.parse("1.5").orElseThrow()), stats.ratio());
        assertEquals(Optional.empty(), stats.get(Field.DOWNLOADED));
        assertEquals(Optional.empty(), stats.get(Field.BUFFER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // exact bytes: whatever the site says of its ratio
        "3000          | 1000       | -1       | 3.00",
        "3000          | 1000       | 0        | 3.00",
        "1234520000000 | 1000000000 | 1        | 1234.52",
        "0             | 0          | 0        | —",
        "0             | 0          | ∞        | —",
        "5368709120    | 0          | -1       | ∞",
        "5368709120    | 0          | 0        | ∞",
        "0             | 1000       | 7        | 0.000",
        // rounded sizes: the site knows better
        "'1.5 TiB'     | '512 GiB'  | '3.0002' | 3.00",
        "'1.5 TiB'     | '512 GiB'  | '2.97'   | 2.97",
        "'1.5 TiB'     | '512 GiB'  | '---'    | 3.00",
        "'1.5 TiB'     | '512 GiB'  | '∞'      | 3.00",
        "'1.5 TiB'     | '512 GiB'  | '0'      | 3.00",
        "'0.00 KB'     | '512 GB'   | '0.000'  | 0.000",
        "'5.00 GB'     | '0.00 KB'  | 'Inf.'   | ∞",
        "'0.00 KB'     | '0.00 KB'  | '---'    | —",
        "'0 B'         | '0 B'      | '∞'      | —",
        "'5.00 GB'     | '0.00 GB'  | '1234.5' | 1234.50",
        // one exact, one not
        "3000          | '1 GiB'    | '0.5'    | 0.500",
    })
    void the_ratio_that_counts(String uploaded, String downloaded, String ratio, String expected) {
        assertEquals(expected, read("{\"uploaded\":" + quoted(uploaded) + ",\"downloaded\":" + quoted(downloaded) + ",\"ratio\":" + quoted(ratio) + "}")
                .ratio().orElseThrow().toString());
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    @Test
    void numbers_and_texts_mean_the_same() {
        assertEquals(read("{\"uploaded\":3000,\"downloaded\":1000}"), read("{\"uploaded\":\"3000\",\"downloaded\":\"1000\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-25 GiB | -26843545600", "12 KiB | 12288", "null | 2000"})
    void the_buffer_is_the_sites_or_the_difference(String buffer, long bytes) {
        var json = "{\"uploaded\":3000,\"downloaded\":1000,\"buffer\":" + (buffer.equals("null") ? buffer : quoted(buffer)) + "}";
        assertEquals(Optional.of(bytes), read(json).size(Field.BUFFER).map(ByteSize::bytes));
    }

    @Test
    void a_buffer_without_end_or_that_is_not_said_has_no_figure() {
        for (var unsaid : List.of("∞", "?", "N/A")) {
            assertEquals(Optional.empty(), read("{\"uploaded\":3000,\"downloaded\":1000,\"buffer\":" + quoted(unsaid) + "}").size(Field.BUFFER), unsaid);
        }
    }

    @Test
    void a_buffer_may_be_below_zero() {
        assertEquals(Optional.of(-2000L), read("{\"uploaded\":1000,\"downloaded\":3000}").size(Field.BUFFER).map(ByteSize::bytes));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "3, true"})
    void warnings_that_are_only_counted_warn(int warnings, boolean warned) {
        assertEquals(Optional.of(warned), read("{\"uploaded\":1,\"downloaded\":1,\"warnings\":" + warnings + "}").flag(Field.WARNED));
    }

    @Test
    void what_a_site_says_of_being_warned_beats_the_count() {
        assertEquals(Optional.of(false), read("{\"uploaded\":1,\"downloaded\":1,\"warnings\":3,\"warned\":false}").flag(Field.WARNED));
        assertEquals(Optional.empty(), read("{\"uploaded\":1,\"downloaded\":1}").flag(Field.WARNED));
    }
}
