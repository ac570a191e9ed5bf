package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;
import org.trackerwatch.trackers.Visit;

/// Polls that can't be kept, whatever the reason: a site must not be asked more often for a trouble of ours.
final class UnkeptPollsTest extends AtHome {

    @Test
    void a_day_that_can_not_be_read_costs_no_reading_and_no_event() {
        var tracker = house.tracker("Otters");
        past(tracker, 100);
        house.says(new UserJson().hitAndRuns(0));
        house.poll();
        sql("UPDATE daily SET figures = x'ffffff' WHERE day % 2 = 0");
        sql("DELETE FROM strip");
        house.says(new UserJson().hitAndRuns(3));
        house.live(Duration.ofHours(26));
        assertTrue(house.rules().contains("hit-and-run"), house.rules()::toString);
        assertTrue(house.requests.size() > 24 && house.requests.size() <= 29, () -> house.requests.size() + " requests");
        assertEquals(0, house.schedule(tracker).failures());
        assertTrue(house.app.database().read(tx -> tx.first("SELECT count(*) FROM strip", row -> row.getInt(1))).orElseThrow() > 0);
    }

    @Test
    void a_fault_that_nobody_foresaw_makes_no_tracker_be_asked_more_often() {
        var tracker = house.tracker("Otters");
        house.target();
        house.poll();
        int before = house.requests.size();
        sql("UPDATE target SET least = 'nonsense'");
        for (int minutes = 0; minutes < 600; minutes += 5) {
            house.time.pass(Duration.ofMinutes(5));
            house.poll();
        }
        asked(tracker, before, 11);
        assertTrue(house.schedule(tracker).failures() > 5, "nobody sees it");
        sql("UPDATE target SET least = 'info'");
        house.live(Duration.ofHours(2));
        assertEquals(0, house.schedule(tracker).failures());
    }

    @Test
    void a_reading_that_the_database_does_not_take_makes_no_tracker_be_asked_more_often() {
        var tracker = house.tracker("Otters");
        house.poll();
        int before = house.requests.size();
        sql("CREATE TRIGGER no AFTER UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'no'); END");
        house.live(Duration.ofHours(10));
        asked(tracker, before, 11);
        assertEquals(1, house.app.database().read(tx -> house.app.history().snapshots(tx, tracker.id(), Instant.EPOCH, Instant.MAX)).size());
    }

    /// Not even that it was asked can be written down with it: then it shows by the lease that ends by itself.
    @Test
    void a_poll_of_which_nothing_can_be_kept_counts_as_one() {
        var tracker = house.tracker("Otters");
        house.app.database().write(tx -> house.app.registry().edit(tx, fourTimesADay(tracker)));
        house.poll();
        int before = house.requests.size();
        sql("CREATE TRIGGER no BEFORE UPDATE OF polled_at ON schedule BEGIN SELECT RAISE(ABORT, 'no'); END");
        house.live(Duration.ofHours(48));
        asked(tracker, before, 8);
    }

    private void past(Tracker tracker, int days) {
        for (int day = days; day > 0; day--) {
            var snapshot = new Snapshot(tracker.id(), house.time.now().minus(Duration.ofDays(day)), AccountStats.NOTHING.with(Field.SEEDING, new Value.Count(day)), false);
            house.app.database().write(tx -> house.app.history().append(tx, snapshot));
        }
    }

    private static Tracker fourTimesADay(Tracker tracker) {
        return new Tracker(tracker.id(), tracker.name(), tracker.definition(), tracker.url(), tracker.username(), tracker.interval(), Optional.of(4),
                tracker.minRatio(), tracker.joined(), tracker.mode(), tracker.added());
    }

    private void asked(Tracker tracker, int before, int most) {
        int asked = house.requests.size() - before;
        assertTrue(asked > most / 2 && asked <= most, () -> asked + " requests");
        var ledger = house.app.database().read(tx -> house.app.history().requests(tx, tracker.id(), Instant.EPOCH));
        assertTrue(ledger.stream().map(Visit.Request::at).distinct().count() >= house.requests.size() - 1, ledger::toString);
        assertTrue(house.schedule(tracker).dueAt().isAfter(house.time.now().minus(Duration.ofMinutes(20))));
    }

    private void sql(String sql) {
        house.app.database().write(tx -> tx.update(sql));
    }
}
