package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.core.Transitions;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Value;

class RetentionTest {

    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(800));

    @TempDir
    private Path directory;

    private TestStore store;
    private long tracker;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
        tracker = store.tracker("A");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_was_given_up_stays_until_it_is_seen_or_a_year_is_over() {
        long seen = dead(100);
        long unseen = dead(100);
        long old = dead(400);
        store.write(tx -> new DeadLetters().acknowledge(tx, seen, NOW));
        pruneAll();
        var left = store.read(tx -> new DeadLetters().list(tx)).stream().map(each -> each.delivery().id()).toList();
        assertEquals(List.of(unseen), left);
        assertTrue(store.read(tx -> new Deliveries().get(tx, seen)).isEmpty());
        assertTrue(store.read(tx -> new Deliveries().get(tx, old)).isEmpty());
    }

    private long dead(int daysAgo) {
        var then = NOW.minus(Duration.ofDays(daysAgo));
        return store.database.writeAndGet(tx -> {
            var target = store.targets.find(tx, "Phone").orElseGet(() -> store.targets.add(tx, new Target(0, "Phone", "discord",
                    new Secret("address"), Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD)));
            var deliveries = new Deliveries();
            long id = deliveries.add(tx, target.id(), 0, Delivery.Kind.TEST, Severity.INFO, List.of(), Optional.empty(), then);
            deliveries.write(tx, Transitions.ended(deliveries.get(tx, id).orElseThrow(), Delivery.State.DEAD, "Refused."), Optional.empty(), then);
            return id;
        });
    }

    @Test
    void readings_are_kept_for_good_unless_the_user_wants_otherwise() {
        hourly(2000, NOW.minus(Duration.ofDays(1000)));
        pruneAll();
        assertEquals(2000, readings().size());
    }

    @Test
    void readings_older_than_the_setting_go_and_the_days_stay() {
        hourly(2000, NOW.minus(Duration.ofHours(1999)));
        int days = days();
        store.write(tx -> Setting.RETENTION.set(tx, "30d"));
        pruneAll();
        var left = readings();
        var cutoff = NOW.minus(Duration.ofDays(30));
        assertTrue(left.size() >= 30 * 24 && left.size() < 35 * 24, left.size() + " readings");
        assertTrue(left.getFirst().at().isBefore(cutoff.plus(Duration.ofHours(1))), "none that is younger went");
        assertEquals(days, days());
    }

    @Test
    void the_last_readings_of_a_tracker_stay_however_old_they_are() {
        hourly(500, LONG_AGO);
        store.write(tx -> Setting.RETENTION.set(tx, "7d"));
        pruneAll();
        assertTrue(store.read(tx -> store.history.latest(tx, tracker)).isPresent());
        assertTrue(readings().size() < 60);
    }

    @Test
    void failed_polls_and_events_go_after_two_years() {
        var failure = new PollFailure(PollFailure.Reason.TIMED_OUT, "No answer.");
        store.write(tx -> List.of(LONG_AGO, NOW).forEach(at -> store.history.append(tx, tracker, at, failure)));
        add("old", LONG_AGO);
        add("young", NOW);
        pruneAll();
        assertEquals(1, store.read(tx -> store.history.outcomes(tx, tracker, Instant.MIN, Instant.MAX)).size());
        assertEquals(List.of("young"), fingerprints());
    }

    @Test
    void events_that_are_kept_for_good_stay() {
        add("old", LONG_AGO);
        store.write(tx -> Setting.EVENT_RETENTION.set(tx, "forever"));
        pruneAll();
        assertEquals(List.of("old"), fingerprints());
    }

    @Test
    void an_event_that_a_cooldown_holds_back_stays_until_it_was_told() {
        long target = target();
        long id = add("held", LONG_AGO);
        store.write(tx -> store.events.judge(tx, id, target, new Verdict.Held(NOW), Optional.empty()));
        pruneAll();
        assertEquals(List.of("held"), fingerprints());
        store.write(tx -> store.events.release(tx, new Events.Lane(target, tracker, "ratio-drop"), NOW,
                Optional.empty()));
        pruneAll();
        assertEquals(List.of(), fingerprints());
    }

    @Test
    void an_event_whose_condition_still_stands_stays_until_it_is_over() {
        add("stands", LONG_AGO);
        store.write(tx -> store.history.remember(tx, tracker,
                new TrackerState(AccountStats.NOTHING, Optional.of(NOW), Optional.empty(),
                Optional.empty(), Map.of("ratio-danger", new TrackerState.RuleState("stands", LONG_AGO)), Set.of())));
        pruneAll();
        assertEquals(List.of("stands"), fingerprints());
        store.write(tx -> store.history.remember(tx, tracker, TrackerState.NEW));
        pruneAll();
        assertEquals(List.of(), fingerprints());
    }

    @Test
    void the_last_alert_outlives_its_event() {
        var lane = new Events.Lane(target(), tracker, "ratio-drop");
        add("old", LONG_AGO);
        store.write(tx -> store.events.alerted(tx, lane, LONG_AGO));
        pruneAll();
        assertEquals(Optional.of(LONG_AGO), store.read(tx -> store.events.lastAlert(tx, lane)));
    }

    @Test
    void the_ledger_of_requests_is_kept_for_14_days() {
        var edge = NOW.minus(Duration.ofDays(14));
        store.write(tx -> store.history.append(tx, tracker,
                List.of(HistoryTest.request(edge.minusMillis(1)), HistoryTest.request(edge),
                HistoryTest.request(NOW))));
        pruneAll();
        assertEquals(List.of(edge, NOW), store.read(tx -> store.history.requests(tx, tracker, Instant.MIN)).stream()
                .map(request -> request.at()).toList());
    }

    @Test
    void it_works_in_batches_so_that_polls_do_not_wait() {
        store.write(tx -> store.history.append(tx, tracker,
                IntStream.range(0, 1200).mapToObj(i -> HistoryTest.request(LONG_AGO.plusSeconds(i))).toList()));
        var retention = new Retention();
        assertEquals(List.of(500, 500, 200, 0), Stream.generate(() -> store.get(tx -> retention.prune(tx, NOW)))
                .limit(4).toList());
    }

    private void pruneAll() {
        var retention = new Retention();
        int batches = 0;
        while (store.get(tx -> retention.prune(tx, NOW)) > 0) {
            assertTrue(batches++ < 100, "no end");
        }
    }

    private void hourly(int count, Instant from) {
        store.write(tx -> IntStream.range(0, count).forEach(i -> store.history.append(tx, new Snapshot(tracker,
                from.plus(Duration.ofHours(i)), AccountStats.NOTHING.with(Field.SEEDING, new Value.Count(i)), false))));
    }

    private List<Snapshot> readings() {
        return store.read(tx -> store.history.snapshots(tx, tracker, Instant.MIN, Instant.MAX));
    }

    private int days() {
        return store.read(tx -> store.history.days(tx, tracker, LocalDate.EPOCH, LocalDate.of(2100, 1, 1))).size();
    }

    private long add(String fingerprint, Instant at) {
        return store.get(tx -> store.events.add(tx, new Event(fingerprint, tracker, "ratio-drop", Severity.INFO, at,
                new Event.Detail.Due(LocalDate.EPOCH, 1), AccountStats.NOTHING))).orElseThrow();
    }

    private List<String> fingerprints() {
        return store.read(tx -> store.events.list(tx, Optional.empty(), Instant.MIN, Instant.MAX)).stream()
                .map(stored -> stored.event().fingerprint()).toList();
    }

    private long target() {
        return store.get(tx -> store.targets.add(tx,
                new Target(0, "phone", "discord", new Secret("https://discord.example/"),
                Set.of(), Set.of(), Map.of(), Map.of(), false, Target.Health.GOOD))).id();
    }
}
