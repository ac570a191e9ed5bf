package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

class StripsTest {

    private static final LocalDate LONG_AGO = LocalDate.of(1900, 1, 1);
    private static final LocalDate MUCH_LATER = LocalDate.of(2200, 1, 1);

    @TempDir
    private Path directory;

    private final Courses courses = new Courses();
    private TestStore store;
    private long tracker;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
        tracker = store.tracker("one");
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// With pauses of weeks, a clock that is set wrong, readings in doubt, and figures that come and go.
    @RepeatedTest(12)
    void any_history_is_told_as_its_readings_and_its_days_tell_it(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var message = "seed " + repetition.getCurrentRepetition();
        var readings = history(random);
        readings.forEach(reading -> store.write(tx -> store.history.append(tx, reading)));
        assertNotEquals(0, strips(), message);
        var from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(100));
        var to = from.plusDays(random.nextInt(300));
        for (var field : CoursesTest.NUMBERS) {
            same(read(field, from, to), from, to, field, message + ", " + field);
            same(read(field, LONG_AGO, MUCH_LATER), LONG_AGO, MUCH_LATER, field, message + ", all of " + field);
        }
        for (var field : CoursesTest.NUMBERS) {
            asReadings(readings, field, message + ", " + field);
        }
    }

    private List<Snapshot> history(Random random) {
        var any = new AnyStats(random);
        var readings = new ArrayList<Snapshot>();
        var at = Instant.parse("2026-01-01T00:00:00Z");
        var stats = any.next();
        while (readings.size() < 250) {
            at = at.plus(Duration.ofHours(random.nextInt(40) == 0 ? random.nextInt(2000) : random.nextInt(48)));
            var wrong = random.nextInt(30) == 0 ? at.plus(Duration.ofDays(random.nextInt(-400, 400))) : at;
            readings.add(new Snapshot(tracker, wrong, stats, random.nextInt(10) == 0));
            stats = random.nextInt(4) == 0 ? any.next() : any.after(stats);
        }
        return readings;
    }

    /// Bit by bit what is unpacked from all figures of each day.
    private void same(List<Stretch> found, LocalDate from, LocalDate to, Field field, String message) {
        var days = store.read(tx -> courses.days(tx, tracker, List.of(field), from, to)).stream().filter(day -> !Double.isNaN(day.last()[0])).toList();
        assertEquals(days.stream().map(StripsTest::text).toList(), found.stream().map(StripsTest::text).toList(), message);
    }

    private void asReadings(List<Snapshot> readings, Field field, String message) {
        for (var day : read(field, LONG_AGO, MUCH_LATER)) {
            var date = LocalDate.ofInstant(day.begin(), ZoneOffset.UTC);
            var numbers = readings.stream().filter(reading -> !reading.doubtful() && LocalDate.ofInstant(reading.at(), ZoneOffset.UTC).equals(date))
                    .mapToDouble(reading -> reading.stats().get(field).map(CoursesTest::number).orElse(Double.NaN)).filter(number -> !Double.isNaN(number)).toArray();
            var sorted = numbers.clone();
            Arrays.sort(sorted);
            CoursesTest.close(new double[] {numbers[0], sorted[0], sorted[sorted.length - 1], numbers[numbers.length - 1]},
                    new double[] {day.first()[0], day.lowest()[0], day.highest()[0], day.last()[0]}, message + ", " + date);
        }
        long days = readings.stream().filter(reading -> !reading.doubtful() && !Double.isNaN(reading.stats().get(field).map(CoursesTest::number).orElse(Double.NaN)))
                .map(reading -> LocalDate.ofInstant(reading.at(), ZoneOffset.UTC)).distinct().count();
        assertEquals(days, read(field, LONG_AGO, MUCH_LATER).size(), message);
    }

    @Test
    void days_that_are_over_become_strips_with_the_first_reading_of_a_later_day() {
        days(0, 100);
        assertEquals(2 * 3, strips(), "two figures, three times 32 days");
        days(100, 1);
        assertEquals(6, strips());
        assertEquals(101, read(Field.UPLOADED, LONG_AGO, MUCH_LATER).size());
    }

    @Test
    void a_day_that_is_added_to_later_is_told_as_it_is_then() {
        days(0, 100);
        append(40, 777);
        assertEquals(2, strips(), "what begins after it is made anew");
        assertEquals(777, read(Field.UPLOADED, day(40), day(40)).getFirst().highest()[0]);
        days(100, 1);
        assertEquals(6, strips());
        assertEquals(777, read(Field.UPLOADED, day(40), day(40)).getFirst().highest()[0]);
    }

    @Test
    void whoever_changes_a_day_no_chart_shows_it_as_it_was() {
        days(0, 100);
        store.write(tx -> tx.update("DELETE FROM daily WHERE day = ?", day(70).toEpochDay()));
        assertEquals(4, strips());
        store.write(tx -> tx.update("UPDATE daily SET figures = (SELECT figures FROM daily WHERE day = ?) WHERE day = ?", day(1).toEpochDay(), day(0).toEpochDay()));
        assertEquals(0, strips());
        assertEquals(99, read(Field.UPLOADED, LONG_AGO, MUCH_LATER).size());
        assertEquals(1, read(Field.UPLOADED, day(0), day(0)).getFirst().last()[0]);
    }

    @Test
    void a_figure_that_is_unknown_for_months_is_missing_and_not_nothing() {
        days(0, 40);
        for (int nr = 40; nr < 140; nr++) {
            int day = nr;
            store.write(tx -> store.history.append(tx, new Snapshot(tracker, at(day), AccountStats.of(Map.of(Field.SEEDING, new Value.Count(day))), false)));
        }
        days(140, 2);
        assertEquals(42, read(Field.UPLOADED, LONG_AGO, MUCH_LATER).size());
        assertEquals(142, read(Field.SEEDING, LONG_AGO, MUCH_LATER).size());
        assertEquals(List.of(), read(Field.UPLOADED, day(60), day(120)));
    }

    @Test
    void numbers_of_any_kind_come_back_to_the_last_bit() {
        for (var numbers : List.of(new double[] {0.1, 12.34, 5, -3.25}, new double[] {1 / 3.0, Math.PI, Double.POSITIVE_INFINITY, -0.0},
                new double[] {Long.MAX_VALUE, Long.MIN_VALUE, 1e15, 0}, new double[] {Double.MIN_VALUE, Double.MAX_VALUE, 1e-9, 1e18}, new double[] {7, 7, 7, 7})) {
            var day = new Stretch(Courses.DAY, 2 * Courses.DAY, one(numbers[0]), one(numbers[1]), one(numbers[2]), one(numbers[3]), false);
            var found = Strip.days(Strip.packed(List.of(day, day), 0, 0), 0);
            assertEquals(List.of(text(day), text(day)), found.stream().map(StripsTest::text).toList());
            assertArrayEquals(one(numbers[3]), found.getLast().last());
        }
    }

    private static double[] one(double number) {
        return new double[] {number};
    }

    private static String text(Stretch day) {
        return day.from() + " to " + day.to() + ": " + day.first()[0] + " " + day.lowest()[0] + " " + day.highest()[0] + " " + day.last()[0] + " " + day.doubtful();
    }

    private List<Stretch> read(Field field, LocalDate from, LocalDate to) {
        return store.read(tx -> courses.days(tx, tracker, field, from, to));
    }

    private int strips() {
        return store.read(tx -> tx.first("SELECT count(*) FROM strip", row -> row.getInt(1))).orElseThrow();
    }

    /// The first of 32 days.
    private static LocalDate day(int nr) {
        return LocalDate.ofEpochDay(640 * 32 + nr);
    }

    private static Instant at(int nr) {
        return day(nr).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private void days(int first, int count) {
        for (int nr = first; nr < first + count; nr++) {
            append(nr, nr);
        }
    }

    private void append(int nr, long bytes) {
        store.write(tx -> store.history.append(tx, new Snapshot(tracker, at(nr), AccountStats.of(Map.of(
                Field.UPLOADED, ByteSize.exact(bytes), Field.SEEDING, new Value.Count(nr))), false)));
    }
}
