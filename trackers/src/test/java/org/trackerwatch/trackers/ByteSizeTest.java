package org.trackerwatch.trackers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    private static final long KIB = 1024;
    private static final long GIB = KIB * KIB * KIB;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 B | 0", "512 | 512", "512 B | 512", "512 Bytes | 512", "1 Byte | 1", "512 BiT | 512", "512 o | 512", "3 octets | 3",
        "1 KiB | 1024", "1 kB | 1024", "1 KB | 1024", "1 Ko | 1024", "1 Kio | 1024", "1 K | 1024", "1kb | 1024", "1 КБ | 1024",
        "1.5 MB | 1572864", "1,5 Mo | 1572864", "1 GB | 1073741824", "1 GiB | 1073741824", "1 Go | 1073741824", "1 Гб | 1073741824",
        "0.00 KB | 0", "0.93 GiB | 998579896", "1.000 TB | 1099511627776", "1 To | 1099511627776", "1 PB | 1125899906842624",
        "1,234.5 GiB | 1325534281728", "1.234,5 GB | 1325534281728", "1 234,5 Go | 1325534281728", "1'234.5 GB | 1325534281728",
        "1,234 GB | 1324997410816", "1,234 Go | 1324997411", "-25 GiB | -26843545600", "- 25 GiB | -26843545600", "+1 KiB | 1024",
        "−25 GiB | -26843545600", "1.5\u00a0TiB | 1649267441664", "1\u202f234 B | 1234", "  7 B  | 7",
    })
    void sizes_are_read_as_sites_print_them(String text, long bytes) {
        assertEquals(Optional.of(bytes), ByteSize.parse(text).map(ByteSize::bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "∞", "Inf.", "---", "--", "-", "N/A", "GiB", "1.5 TiB/s", "1.5 XB", "plenty", "1..5 GB", "1.2.3 GB", "12,34 GB x",
        "1 2 GB", "0x10", "1e6", "NaN", "9999 PiB", "99999999999999999999", "1.5 TiB (1.6)", "1,23,4 GB"})
    void what_is_no_size_is_unknown(String text) {
        assertEquals(Optional.empty(), ByteSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"1.500 TB, 1099511627", "512.00 GB, 10737418", "2 GiB, 1073741824", "5 B, 1", "0.00 KB, 10"})
    void the_printing_tells_how_fine_the_figure_is(String text, long step) {
        assertEquals(step, ByteSize.parse(text).orElseThrow().step());
    }

    @Test
    void where_zeros_are_dropped_the_definition_says_how_fine_it_is() {
        assertEquals(10_995_116_277L, ByteSize.parse("1.5 TiB").orElseThrow().printedWith(2).step());
        assertEquals(1, ByteSize.parse("512 B").orElseThrow().printedWith(2).step());
        assertEquals(10_737_418L, ByteSize.parse("1.25 GiB").orElseThrow().printedWith(1).step());
    }

    @Test
    void a_difference_is_as_coarse_as_the_coarser_of_the_two() {
        var difference = ByteSize.parse("1.00 TB").orElseThrow().minus(ByteSize.exact(1));
        assertEquals((1L << 40) - 1, difference.bytes());
        assertEquals(ByteSize.parse("1.00 TB").orElseThrow().step(), difference.step());
        assertEquals(3, ByteSize.exact(1).plus(ByteSize.exact(2)).bytes());
    }

    @Test
    void the_largest_sizes_can_still_be_added_and_subtracted() {
        var most = ByteSize.parse("999999999999999999").orElseThrow();
        assertEquals(1_999_999_999_999_999_998L, most.plus(most).bytes());
        assertEquals(0, most.minus(most).bytes());
    }

    @Test
    void people_never_see_a_threshold_before_it_is_reached() {
        assertEquals("9.99 GiB", ByteSize.exact(10 * GIB - 1).toString());
        assertEquals("10.00 GiB", ByteSize.exact(10 * GIB).toString());
        assertEquals("-1.50 KiB", ByteSize.exact(-1536).toString());
        assertEquals("1023 B", ByteSize.exact(1023).toString());
        assertEquals("0 B", ByteSize.ZERO.toString());
        assertEquals("7.99 EiB", ByteSize.exact(Long.MAX_VALUE).toString());
    }

    @Test
    void sizes_are_compared_by_their_bytes() {
        assertTrue(ByteSize.parse("1 GiB").orElseThrow().compareTo(ByteSize.parse("1000 MiB").orElseThrow()) > 0);
        assertThrows(IllegalArgumentException.class, () -> new ByteSize(0, 7, 0));
        assertThrows(IllegalArgumentException.class, () -> new ByteSize(0, 0, -1));
    }

    /// Print like the engines do, read it again: never further off than the last digit that was printed.
    @Test
    void whatever_an_engine_prints_is_read_back_to_the_last_digit() {
        long seed = Seed.first();
        var random = new Random(seed);
        var units = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
        var spellings = List.of("%s %s", "%s\u00a0%s", "%s%s");
        for (int i = 0; i < 20_000; i++) {
            int power = random.nextInt(units.size());
            int decimals = power == 0 ? 0 : random.nextInt(4);
            long bytes = (long) (random.nextDouble() * 1000 * Math.pow(1024, power));
            boolean negative = random.nextInt(10) == 0;
            var amount = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1024).pow(power), decimals, RoundingMode.HALF_UP);
            var unit = switch (random.nextInt(4)) {
                case 0 -> units.get(power).replace("i", "");
                case 1 -> units.get(power).toLowerCase(Locale.ROOT);
                default -> units.get(power);
            };
            var number = random.nextBoolean() ? amount.toPlainString() : String.format(Locale.ROOT, "%,." + decimals + "f", amount);
            var text = (negative && bytes > 0 ? "-" : "") + String.format(spellings.get(random.nextInt(3)), number, unit);
            var read = ByteSize.parse(text).orElseThrow(() -> new AssertionError(text + ", seed " + seed));
            assertTrue(Math.abs(Math.abs(read.bytes()) - bytes) <= read.step(), () -> text + " → " + read.bytes() + " not " + bytes + ", seed " + seed);
            assertEquals(negative && bytes > 0 && read.bytes() != 0, read.bytes() < 0, () -> text + ", seed " + seed);
        }
    }

    @Test
    void garbage_is_never_more_than_unknown() {
        long seed = Seed.first();
        var random = new Random(seed);
        var letters = "0123456789.,'- +KMGTPEibBoBytes∞無\u00a0\u202f\u0000\ud800ГБ";
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                ByteSize.parse(text.toString());
                Ratio.parse(text.toString());
                Spans.printed(text.toString());
            } catch (RuntimeException e) {
                throw new AssertionError("“" + text + "”, seed " + seed, e);
            }
        }
    }
}
