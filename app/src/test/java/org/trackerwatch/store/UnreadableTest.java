package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// What a disk changed costs itself, and nothing around it.
class UnreadableTest {

    private static final LocalDate FIRST = LocalDate.ofEpochDay(640 * 32);
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

    @Test
    void a_day_that_can_not_be_read_is_missing_from_strips_and_charts_and_named_to_the_doctor() {
        days(0, 31);
        spoil(7);
        days(31, 3);
        assertEquals(1, strips());
        assertEquals(33, seen().size());
        assertEquals(List.of(), store.read(tx -> courses.days(tx, tracker, Field.SEEDING, FIRST.plusDays(7), FIRST.plusDays(7))));
        assertEquals(33, store.read(tx -> courses.days(tx, tracker, List.of(Field.SEEDING), FIRST, MUCH_LATER)).size());
        assertEquals(33, store.read(tx -> courses.days(tx, List.of(Field.SEEDING), FIRST, MUCH_LATER)).get(tracker).size());
        assertEquals(33, store.read(tx -> store.history.days(tx, tracker, FIRST, MUCH_LATER)).size());
        assertEquals(List.of("The day " + FIRST.plusDays(7) + " of “one” can't be read."), store.read(Unreadable::in));
    }

    @Test
    void days_of_which_none_can_be_read_keep_no_later_one_from_becoming_a_strip() {
        days(0, 31);
        store.write(tx -> tx.update("UPDATE daily SET figures = x'ffffff'"));
        days(31, 34);
        assertEquals(2, strips());
        assertEquals(34, seen().size());
        assertEquals(List.of("31 days of “one” can't be read: " + FIRST + ", " + FIRST.plusDays(1) + ", " + FIRST.plusDays(2) + " and more."), store.read(Unreadable::in));
    }

    @Test
    void a_day_that_can_not_be_read_is_made_anew_from_its_readings() {
        days(0, 3);
        spoil(2);
        store.write(tx -> store.history.append(tx, snapshot(2, 90, Duration.ofHours(20))));
        assertEquals(List.of(2L, 2L, 90L, 90L), seen().getLast());
        assertEquals(List.of(), store.read(Unreadable::in));
    }

    @Test
    void a_strip_that_can_not_be_read_is_read_from_its_days() {
        days(0, 40);
        var before = seen();
        for (var bytes : List.of(new byte[] {-1, -1}, new byte[] {99, 31, 2}, new byte[0])) {
            store.write(tx -> tx.update("UPDATE strip SET numbers = ?", (Object) bytes));
            assertEquals(before, seen(), Arrays.toString(bytes));
        }
    }

    @Test
    void readings_that_can_not_be_read_are_left_out_and_later_ones_are_kept() {
        days(0, 3);
        store.write(tx -> tx.update("UPDATE reading SET block = x'ffffff'"));
        assertEquals(1, store.read(Unreadable::in).size());
        assertEquals(Map.of(), store.read(store.history::latest));
        days(3, 1);
        assertEquals(Instant.parse(FIRST.plusDays(3) + "T12:00:00Z"), store.read(tx -> store.history.latest(tx, tracker)).orElseThrow().at());
        assertEquals(1, store.read(tx -> store.history.snapshots(tx, tracker, Instant.EPOCH, Instant.MAX)).size());
        assertEquals(1, store.read(tx -> courses.readings(tx, tracker, List.of(Field.SEEDING), Instant.EPOCH, TestStore.NOW.plus(Duration.ofDays(9999)))).size());
        assertEquals(4, seen().size());
    }

    @Test
    void what_was_remembered_and_can_not_be_read_is_forgotten() {
        store.write(tx -> tx.update("INSERT INTO state VALUES (?, '{\"ru')", tracker));
        assertEquals(TrackerState.NEW, store.read(tx -> store.history.state(tx, tracker)));
        assertEquals(1, store.read(Unreadable::in).size());
    }

    @Test
    void an_event_that_can_not_be_read_is_left_out_and_the_others_are_told() {
        for (var opening : List.of("one", "two")) {
            var event = new Event(opening, tracker, "tracker-up", Severity.INFO, TestStore.NOW, new Event.Detail.Recovered(opening, TestStore.NOW, Duration.ZERO), AccountStats.NOTHING);
            store.write(tx -> store.events.add(tx, event));
        }
        store.write(tx -> tx.update("UPDATE event SET detail = 'xyz' WHERE fingerprint = 'one'"));
        assertEquals(List.of("two"), store.read(tx -> store.events.list(tx, Optional.empty(), Instant.EPOCH, Instant.MAX)).stream().map(found -> found.event().fingerprint()).toList());
        assertEquals(Optional.empty(), store.read(tx -> store.events.find(tx, "one")));
        assertEquals(1, store.read(tx -> new Archive().events(tx, new Archive.Range(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 9), Optional.empty(), Optional.empty())).size());
        var two = store.read(tx -> store.events.find(tx, "two")).orElseThrow().event();
        assertEquals(Optional.of(two), store.read(tx -> store.events.end(tx, two)));
        assertEquals(List.of("1 event(s) can't be read."), store.read(Unreadable::in));
    }

    /// Each byte of each kind of row, changed in any way: nothing but what is read may come of it.
    @Test
    void whatever_a_disk_makes_of_what_is_kept_a_reading_can_be_added() {
        var random = new Random(215);
        var any = new AnyStats(random);
        var stats = any.next();
        for (int nr = 0; nr < 150; nr++) {
            stats = any.after(stats);
            var snapshot = new Snapshot(tracker, at(nr % 40), stats, false);
            int round = nr;
            store.write(tx -> store.history.append(tx, snapshot));
            spoil(random, "daily", "figures", round);
            spoil(random, "reading", "block", round);
            spoil(random, "strip", "numbers", round);
            assertNotEquals(null, seen(), "seed 215");
            store.read(tx -> store.history.before(tx, tracker, TestStore.NOW.plus(Duration.ofDays(9999)), 5));
            store.read(Unreadable::in);
        }
        assertNotEquals(0, store.read(Unreadable::in).size());
    }

    private void spoil(Random random, String table, String column, int round) {
        store.write(tx -> tx.query("SELECT " + column + " FROM " + table + " LIMIT 1 OFFSET ?", row -> row.getBytes(1), random.nextInt(4) * random.nextInt(8)).forEach(bytes -> {
            var changed = Arrays.copyOf(bytes, round % 5 == 0 ? bytes.length / 2 : bytes.length);
            if (changed.length > 0) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            tx.update("UPDATE " + table + " SET " + column + " = ? WHERE " + column + " = ?", changed, bytes);
        }));
    }

    private void spoil(int nr) {
        store.write(tx -> tx.update("UPDATE daily SET figures = x'ffffff' WHERE day = ?", FIRST.plusDays(nr).toEpochDay()));
    }

    private void days(int first, int count) {
        for (int nr = first; nr < first + count; nr++) {
            var snapshot = snapshot(nr, nr, Duration.ofHours(12));
            store.write(tx -> store.history.append(tx, snapshot));
        }
    }

    private Snapshot snapshot(int day, long number, Duration time) {
        return new Snapshot(tracker, FIRST.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC).plus(time), AccountStats.of(Map.of(Field.SEEDING, new Value.Count(number))), false);
    }

    private Instant at(int day) {
        return FIRST.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private int strips() {
        return store.read(tx -> tx.first("SELECT count(*) FROM strip", row -> row.getInt(1))).orElseThrow();
    }

    /// First, lowest, highest and last number of each day.
    private List<List<Long>> seen() {
        return store.read(tx -> courses.days(tx, tracker, Field.SEEDING, FIRST, MUCH_LATER)).stream()
                .map(day -> List.of((long) day.first()[0], (long) day.lowest()[0], (long) day.highest()[0], (long) day.last()[0])).toList();
    }
}
