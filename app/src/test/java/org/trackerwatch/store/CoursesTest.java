package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;

class CoursesTest {

    static final List<Field> NUMBERS = Arrays.stream(Field.values()).filter(field -> switch (field.type()) {
        case SIZE, RATIO, COUNT, AMOUNT -> true;
        case TEXT, FLAG, MOMENT, SPAN -> false;
    }).toList();

    @TempDir
    Path directory;

    /// The two ways to read the same bytes agree on any account.
    @RepeatedTest(300)
    void a_scan_finds_the_numbers_that_a_block_holds(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        var any = new AnyStats(random);
        var block = Block.empty(7);
        var expected = new ArrayList<double[]>();
        var stats = any.next();
        for (int i = 0; i < 12; i++) {
            block = block.with(new Snapshot(7, Instant.ofEpochMilli(i), stats, i % 5 == 0));
            expected.add(numbers(stats));
            stats = random.nextInt(4) == 0 ? any.next() : any.after(stats);
        }
        var in = new Packed.Reader(block.packed());
        var scan = new Scan(NUMBERS);
        for (int i = 0; i < 12; i++) {
            in.signed();
            assertEquals(i % 5 == 0, scan.read(in), "seed " + seed + ", reading " + i);
            close(expected.get(i), scan.numbers(), "seed " + seed + ", reading " + i);
        }
    }

    @Test
    void days_have_the_same_numbers_read_either_way() {
        try (var store = new TestStore(directory)) {
            var random = new Random(4);
            var any = new AnyStats(random);
            var first = store.tracker("one");
            var second = store.tracker("two");
            store.write(tx -> {
                for (int hour = 0; hour < 200; hour++) {
                    store.history.append(tx, new Snapshot(hour % 2 == 0 ? first : second, TestStore.NOW.plus(Duration.ofHours(hour)), any.next(), false));
                }
            });
            var from = LocalDate.of(2026, 11, 22);
            var to = LocalDate.of(2026, 11, 28);
            var courses = new Courses();
            var all = store.read(tx -> courses.days(tx, NUMBERS, from, to));
            for (long tracker : List.of(first, second)) {
                var days = store.read(tx -> store.history.days(tx, tracker, from, to));
                assertEquals(7, days.size());
                same(days, all.get(tracker));
                same(days, store.read(tx -> courses.days(tx, tracker, NUMBERS, from, to)));
            }
        }
    }

    private static void same(List<Day> days, List<Stretch> stretches) {
        assertEquals(days.size(), stretches.size());
        for (int i = 0; i < days.size(); i++) {
            var day = days.get(i);
            close(numbers(day.first()), stretches.get(i).first(), "first of " + day.date());
            close(numbers(day.lowest()), stretches.get(i).lowest(), "lowest of " + day.date());
            close(numbers(day.highest()), stretches.get(i).highest(), "highest of " + day.date());
            close(numbers(day.last()), stretches.get(i).last(), "last of " + day.date());
        }
    }

    private static double[] numbers(AccountStats stats) {
        return NUMBERS.stream().mapToDouble(field -> stats.get(field).map(CoursesTest::number).orElse(Double.NaN)).toArray();
    }

    static double number(Value value) {
        return switch (value) {
            case ByteSize size -> size.bytes();
            case Ratio.Finite ratio -> plain(ratio.value());
            case Ratio.Infinite _ -> Double.POSITIVE_INFINITY;
            case Value.Count count -> count.number();
            case Value.Amount amount -> plain(amount.number());
            case Ratio.None _, Value.Text _, Value.Flag _, Value.Moment _, Value.Span _ -> Double.NaN;
        };
    }

    private static double plain(BigDecimal number) {
        return number.doubleValue();
    }

    /// To as many digits as charts show, and some more.
    static void close(double[] expected, double[] found, String message) {
        for (int i = 0; i < expected.length; i++) {
            if (!Double.isFinite(expected[i])) {
                assertEquals(expected[i], found[i], message + ", number " + i);
                continue;
            }
            assertEquals(expected[i], found[i], Math.max(1e-9, Math.abs(expected[i]) * 1e-9), message + ", number " + i);
        }
    }
}
