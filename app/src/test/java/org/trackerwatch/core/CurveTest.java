package org.trackerwatch.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final double UNKNOWN = Double.NaN;

    @RepeatedTest(100)
    void however_many_readings_there_are_no_peak_is_lost_and_time_only_goes_on(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var readings = new ArrayList<Stretch>();
        long at = 1_700_000_000_000L;
        for (int i = random.nextInt(5000); i >= 0; i--) {
            at += 1000 + random.nextLong(random.nextInt(50) == 0 ? 40 * DAY : 2 * HOUR);
            double number = random.nextInt(10) == 0 ? UNKNOWN : random.nextGaussian() * 1e12;
            readings.add(Stretch.reading(at, new double[] {number}, random.nextInt(20) == 0));
        }
        var curve = Curve.of(readings, 1, 200);
        var message = "seed " + repetition.getCurrentRepetition();
        var known = readings.stream().filter(reading -> !reading.doubtful()).mapToDouble(reading -> reading.last()[0]).filter(Double::isFinite).toArray();
        var drawn = Arrays.stream(curve.values()[0]).filter(Double::isFinite).toArray();
        assertEquals(Arrays.stream(known).max(), Arrays.stream(drawn).max(), message);
        assertEquals(Arrays.stream(known).min(), Arrays.stream(drawn).min(), message);
        assertTrue(curve.at().length <= 2 * 203, () -> message + ": " + curve.at().length);
        for (int i = 1; i < curve.at().length; i++) {
            assertTrue(curve.at()[i] > curve.at()[i - 1], message);
        }
    }

    @Test
    void a_part_that_falls_has_its_highest_first() {
        var days = List.of(day(0, 10, 1, 20, 5), day(1, 5, 4, 9, 8));
        var curve = Curve.of(days, 1, 1000);
        assertArrayEquals(new double[] {20, 1, 4, 9}, curve.values()[0]);
        assertArrayEquals(new long[] {DAY / 4, DAY * 3 / 4, DAY * 5 / 4, DAY * 7 / 4}, curve.at());
    }

    @Test
    void an_infinite_ratio_is_the_highest_there_is() {
        var curve = Curve.of(List.of(day(0, 2, 2, Double.POSITIVE_INFINITY, 3)), 1, 1000);
        assertArrayEquals(new double[] {2, Double.POSITIVE_INFINITY}, curve.values()[0]);
    }

    @Test
    void lines_on_one_grid_have_the_same_moments_whatever_is_known() {
        var one = Curve.on(List.of(day(0, 1, 1, 1, 1), day(2, 3, 3, 3, 3)), 1, 0, DAY, 3);
        var none = Curve.on(List.of(), 1, 0, DAY, 3);
        assertArrayEquals(one.at(), none.at());
        assertArrayEquals(new double[] {1, 1, UNKNOWN, UNKNOWN, 3, 3}, one.values()[0]);
    }

    @Test
    void what_came_over_several_days_is_shared_among_them_and_nothing_is_lost() {
        var days = List.of(day(0, 0, 0, 10, 10), day(1, 12, 12, 14, 14), day(4, 44, 44, 44, 44));
        var volume = Volume.of(days, 0, 0, 4);
        assertArrayEquals(new double[] {10, 4, 10, 10, 10}, volume.gained());
        assertArrayEquals(new boolean[] {false, false, true, true, true}, volume.estimated());
        assertEquals(44, volume.sum());
        assertArrayEquals(new double[] {14, 20, 10}, volume.together(2).gained());
    }

    @Test
    void of_days_before_the_first_reading_and_after_the_last_nothing_is_known() {
        var volume = Volume.of(List.of(day(2, 7, 7, 8, 8)), 0, 0, 4);
        assertArrayEquals(new double[] {UNKNOWN, UNKNOWN, 1, UNKNOWN, UNKNOWN}, volume.gained());
        assertEquals(UNKNOWN, Volume.of(List.of(), 0, 0, 4).sum());
    }

    @Test
    void of_a_first_day_that_was_read_once_nothing_is_known_and_a_later_one_that_never_moved_gained_nothing() {
        var volume = Volume.of(List.of(day(1, 622, 622, 622, 622), day(2, 622, 622, 622, 622), day(3, 622, 622, 630, 630)), 0, 0, 4);
        assertArrayEquals(new double[] {UNKNOWN, UNKNOWN, 0, 8, UNKNOWN}, volume.gained());
        assertEquals(OptionalLong.of(2), volume.since());
        assertEquals(OptionalLong.empty(), Volume.of(List.of(day(1, 622, 622, 622, 622)), 0, 0, 4).since());
    }

    @Test
    void a_difference_takes_two_readings_and_says_since_when() {
        var once = Stretch.reading(DAY + HOUR, new double[] {622}, false);
        var again = Stretch.reading(DAY + HOUR + 60_000, new double[] {622}, false);
        assertEquals(Optional.empty(), Growth.of(List.of(), 0));
        assertEquals(Optional.empty(), Growth.of(List.of(once), 0));
        assertEquals(Optional.of(new Growth(0, once.begin())), Growth.of(List.of(once, again), 0));
        assertEquals(Optional.empty(), Growth.of(List.of(day(1, 622, 622, 622, 622), once), 0), "its day, which was read once, and that reading");
        assertEquals(Optional.of(new Growth(8, Instant.ofEpochMilli(DAY))), Growth.of(List.of(day(1, 622, 622, 630, 630)), 0));
        assertEquals(Optional.of(new Growth(0, Instant.ofEpochMilli(DAY))), Growth.of(List.of(day(1, 622, 622, 622, 622), day(3, 622, 622, 622, 622)), 0));
        assertEquals(Optional.empty(), Growth.of(List.of(once, Stretch.reading(3 * DAY, new double[] {900}, true)), 0), "what can't be right is no second one");
    }

    private static Stretch day(int nr, double first, double lowest, double highest, double last) {
        return new Stretch(nr * DAY, (nr + 1) * DAY, new double[] {first}, new double[] {lowest}, new double[] {highest}, new double[] {last}, false);
    }
}
