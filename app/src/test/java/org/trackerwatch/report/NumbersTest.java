package org.trackerwatch.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trackerwatch.trackers.Field;

class NumbersTest {

    private static final double[] ODD = {0, -0.0, 0.00004, -0.00004, 0.00005, -0.00005, 1.00005, 2.675, 1.005, -1.005, 0.995, 0.9999, 99.99995,
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE, 1e300, -1e17, (1L << 40) / 100.0,
            Long.MAX_VALUE, Long.MIN_VALUE, 0.1, 100, 1000.5, 1e9 + 0.125};

    @Test
    void a_column_has_no_zeros_at_the_end_and_null_where_nothing_is_known() {
        assertEquals("[1.5,0.0003,null,2,-0.25,0]", Numbers.column(Field.Type.RATIO, new double[] {1.5, 0.00025, Double.NaN, 2, -0.25, 0}).toString());
        assertEquals("[12.35,null,100]", Numbers.column(Field.Type.AMOUNT, new double[] {12.345, Double.POSITIVE_INFINITY, 100}).toString());
        assertEquals("[4398046511104,-3]", Numbers.column(Field.Type.SIZE, new double[] {4398046511104.0, -3}).toString());
        assertEquals("[]", Numbers.column(Field.Type.COUNT, new double[0]).toString());
    }

    /// Numbers of some decimals lie in the middle between two prints now and then; those of chance hardly ever.
    @ParameterizedTest
    @EnumSource(value = Field.Type.class, names = {"RATIO", "AMOUNT", "SIZE", "COUNT"})
    void each_number_of_a_column_is_what_it_is_alone(Field.Type type) {
        var random = new Random(5);
        var chosen = random.doubles(20_000).map(chance -> switch (random.nextInt(4)) {
            case 0 -> chance * 20;
            case 1 -> (random.nextInt(4_000_000) - 2_000_000) / Math.pow(10, random.nextInt(2, 7));
            case 2 -> Math.exp((chance - 0.5) * 100);
            default -> random.nextLong();
        });
        var numbers = DoubleStream.concat(Arrays.stream(ODD), chosen).toArray();
        var alone = Arrays.stream(numbers).mapToObj(number -> Numbers.of(type, number).toString()).collect(Collectors.joining(",", "[", "]"));
        assertEquals(alone, Numbers.column(type, numbers).toString());
    }
}
