package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.trackerwatch.store.TestStore.NOW;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Visit;

class SchedulesTest {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Instant END = NOW.plus(LEASE);

    @TempDir
    private Path directory;

    private TestStore store;
    private Schedules schedules;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
        schedules = store.schedules;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_new_tracker_is_due_when_it_was_added() {
        long tracker = store.tracker("A");
        assertEquals(Schedule.first(NOW), store.read(tx -> schedules.get(tx, tracker)));
        assertEquals(List.of(), due(NOW.minusMillis(1), 9));
        assertEquals(List.of(tracker), due(NOW, 9));
    }

    @Test
    void a_schedule_comes_back_as_it_was_settled() {
        long tracker = store.tracker("A");
        var failure = new PollFailure(PollFailure.Reason.RATE_LIMITED, "The site asks for a pause.",
                Optional.of(Duration.ofMillis(61_500)));
        var settled = new Schedule(NOW.plusSeconds(3600), 3, Optional.of(NOW), Optional.of(failure));
        settle(tracker, settled);
        assertEquals(settled, store.read(schedules::all).get(tracker));
        var good = new Schedule(NOW.plusSeconds(7200), 0, Optional.of(NOW.plusSeconds(3600)), Optional.empty());
        settle(tracker, good);
        assertEquals(good, store.read(tx -> schedules.get(tx, tracker)));
    }

    @Test
    void the_longest_due_come_first() {
        var trackers = List.of(store.tracker("A"), store.tracker("B"), store.tracker("C"));
        for (int i = 0; i < 3; i++) {
            settle(trackers.get(i), Schedule.first(NOW.minusSeconds(i)));
        }
        assertEquals(trackers.reversed(), due(NOW, 9));
        assertEquals(trackers.reversed().subList(0, 2), due(NOW, 2));
    }

    @Test
    void paused_and_stopped_trackers_are_never_due() {
        long paused = store.tracker("A");
        long stopped = store.tracker("B");
        store.write(tx -> {
            store.registry.pause(tx, paused);
            store.registry.stop(tx, stopped, SomeTrackers.key("key of B"));
        });
        assertEquals(List.of(), due(NOW, 9));
        assertEquals(Optional.empty(), store.read(schedules::next));
    }

    @Test
    void what_one_polls_no_other_polls() {
        long tracker = store.tracker("A");
        assertEquals(true, lease(tracker, NOW));
        assertEquals(false, lease(tracker, NOW.plusSeconds(1)));
        assertEquals(List.of(), due(NOW.plusSeconds(1), 9));
        settle(tracker, Schedule.first(NOW));
        assertEquals(true, lease(tracker, NOW.plusSeconds(2)));
    }

    @Test
    void what_was_given_back_unpolled_is_due_as_before() {
        long tracker = store.tracker("A");
        lease(tracker, NOW);
        store.write(tx -> schedules.release(tx, tracker));
        assertEquals(List.of(tracker), due(NOW, 9));
    }

    @Test
    void a_lease_ends_by_itself_when_its_holder_died() {
        long tracker = store.tracker("A");
        lease(tracker, NOW);
        assertEquals(List.of(), due(END.minusMillis(1), 9));
        assertEquals(List.of(tracker), due(END, 9));
        assertEquals(true, lease(tracker, END));
    }

    @Test
    void a_poll_that_a_kill_cut_off_stands_in_the_ledger_with_the_moment_at_which_it_began() {
        long cutOff = store.tracker("A");
        long quiet = store.tracker("B");
        lease(cutOff, NOW);
        store.write(tx -> schedules.releaseAll(tx, END, LEASE));
        store.write(tx -> schedules.releaseAll(tx, END, LEASE));
        assertEquals(List.of(Visit.Request.unrecorded(NOW)), ledger(cutOff));
        assertEquals(List.of(), ledger(quiet));
    }

    @Test
    void so_does_one_whose_lease_ended_by_itself_and_one_that_a_stop_did_not_wait_for() {
        long tracker = store.tracker("A");
        lease(tracker, NOW);
        lease(tracker, END);
        store.write(tx -> schedules.giveUp(tx, tracker, END, LEASE));
        assertEquals(List.of(Visit.Request.unrecorded(NOW), Visit.Request.unrecorded(END)), ledger(tracker));
    }

    @Test
    void one_that_ended_leaves_no_such_trace() {
        long tracker = store.tracker("A");
        lease(tracker, NOW);
        settle(tracker, Schedule.first(NOW));
        lease(tracker, END);
        store.write(tx -> schedules.release(tx, tracker));
        store.write(tx -> schedules.releaseAll(tx, END, LEASE));
        assertEquals(List.of(), ledger(tracker));
    }

    private List<Visit.Request> ledger(long tracker) {
        return store.read(tx -> store.history.requests(tx, tracker, Instant.EPOCH));
    }

    @Test
    void a_removed_tracker_can_not_be_leased() {
        assertEquals(false, lease(99, NOW));
    }

    @Test
    void the_next_due_time_is_known() {
        assertEquals(Optional.empty(), store.read(schedules::next));
        long one = store.tracker("A");
        long two = store.tracker("B");
        settle(one, Schedule.first(NOW.plusSeconds(20)));
        settle(two, Schedule.first(NOW.plusSeconds(10)));
        assertEquals(Optional.of(NOW.plusSeconds(10)), store.read(schedules::next));
        lease(two, NOW);
        assertEquals(Optional.of(NOW.plusSeconds(20)), store.read(schedules::next), "the other is being polled");
    }

    private List<Long> due(Instant at, int limit) {
        return store.read(tx -> schedules.due(tx, at, limit));
    }

    private boolean lease(long tracker, Instant at) {
        return store.get(tx -> schedules.lease(tx, tracker, at, at.plus(LEASE)));
    }

    private void settle(long tracker, Schedule schedule) {
        store.write(tx -> schedules.settle(tx, tracker, schedule));
    }
}
