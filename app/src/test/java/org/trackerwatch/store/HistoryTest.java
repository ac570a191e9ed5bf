package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.trackerwatch.store.TestStore.NOW;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Allowance;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Ratio;
import org.trackerwatch.trackers.Value;
import org.trackerwatch.trackers.Visit;

class HistoryTest {

    @TempDir
    private Path directory;

    private TestStore store;
    private History history;
    private long tracker;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
        history = store.history;
        tracker = store.tracker("A");
    }

    @AfterEach
    void close() {
        store.close();
    }

    static Visit.Request request(Instant at) {
        return new Visit.Request(at, "api", "GET", "/api/user", 200, 512, Duration.ofMillis(87),
                new Allowance(Optional.of(30L), Optional.empty(), Optional.of(Duration.ofSeconds(90))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_history_comes_back_as_it_was(long seed) {
        var random = new Random(seed);
        var any = new AnyStats(random);
        long other = store.tracker("B");
        var written = new ArrayList<Snapshot>();
        var stats = any.next();
        for (int i = 0; i < 150; i++) {
            var snapshot = new Snapshot(random.nextBoolean() ? tracker : other, NOW.plusSeconds(60L * i), stats,
                    random.nextInt(9) == 0);
            written.add(snapshot);
            store.write(tx -> history.append(tx, snapshot));
            stats = any.after(stats);
        }
        for (long id : new long[] {tracker, other}) {
            var own = written.stream().filter(snapshot -> snapshot.tracker() == id).toList();
            assertEquals(own, all(id), "seed " + seed);
            assertEquals(Optional.of(own.getLast()), store.read(tx -> history.latest(tx, id)), "seed " + seed);
            assertEquals(own.getLast(), store.read(history::latest).get(id), "seed " + seed);
            var from = NOW.plusSeconds(60L * random.nextInt(150));
            var to = from.plusSeconds(60L * random.nextInt(60));
            assertEquals(own.stream().filter(each -> !each.at().isBefore(from) && each.at().isBefore(to)).toList(),
                    store.read(tx -> history.snapshots(tx, id, from, to)), "seed " + seed);
            assertEquals(own.stream().filter(each -> !each.at().isAfter(to)).reduce((_, later) -> later),
                    store.read(tx -> history.at(tx, id, to)), "seed " + seed);
        }
    }

    @Test
    void without_readings_there_is_nothing() {
        assertEquals(Optional.empty(), store.read(tx -> history.latest(tx, tracker)));
        assertEquals(Map.of(), store.read(history::latest));
        assertEquals(Optional.empty(), store.read(tx -> history.at(tx, tracker, NOW)));
        assertEquals(List.of(), all(tracker));
        assertEquals(Optional.empty(), store.read(tx -> history.outcomeAt(tx, tracker, NOW)));
    }

    @Test
    void moments_are_kept_to_the_millisecond() {
        append("2026-11-21T10:00:00.123456789Z", seeding(1));
        assertEquals(Instant.parse("2026-11-21T10:00:00.123Z"), all(tracker).getFirst().at());
    }

    @Test
    void a_clock_that_was_set_back_loses_nothing() {
        append("2030-01-01T00:00:00Z", seeding(1));
        append("2026-11-21T10:00:00Z", seeding(2));
        append("2026-11-21T11:00:00Z", seeding(3));
        assertEquals(List.of(2L, 3L, 1L), all(tracker).stream()
                .map(each -> each.stats().count(Field.SEEDING).orElseThrow()).toList());
        assertEquals(seeding(3), store.read(tx -> history.latest(tx, tracker)).orElseThrow().stats(),
                "the last one that was stored");
        assertEquals(seeding(2), store.read(tx -> history.at(tx, tracker, Instant.parse("2026-11-21T10:30:00Z")))
                .orElseThrow().stats());
    }

    @Test
    void good_and_failed_polls_are_told_in_the_order_they_happened() {
        var failure = new PollFailure(PollFailure.Reason.RATE_LIMITED, "The site asks for a pause.",
                Optional.of(Duration.ofSeconds(90)));
        append("2026-11-21T10:00:00Z", seeding(1));
        store.write(tx -> history.append(tx, tracker, Instant.parse("2026-11-21T11:00:00Z"), failure));
        append("2026-11-21T12:00:00Z", seeding(2));
        var first = new History.OutcomeAt(Instant.parse("2026-11-21T10:00:00Z"), new Outcome.Read(seeding(1)));
        var second = new History.OutcomeAt(Instant.parse("2026-11-21T11:00:00Z"), new Outcome.Failed(failure));
        var third = new History.OutcomeAt(Instant.parse("2026-11-21T12:00:00Z"), new Outcome.Read(seeding(2)));
        assertEquals(List.of(first, second, third), store.read(tx -> history.outcomes(tx, tracker, NOW, Instant.MAX)));
        assertEquals(List.of(second), store.read(tx -> history.outcomes(tx, tracker, second.at(), third.at())));
        assertEquals(Optional.of(first), store.read(tx -> history.outcomeAt(tx, tracker, second.at().minusMillis(1))));
        assertEquals(Optional.of(second), store.read(tx -> history.outcomeAt(tx, tracker, second.at())));
        assertEquals(Optional.of(third), store.read(tx -> history.outcomeAt(tx, tracker, Instant.MAX)));
    }

    @Test
    void a_day_has_the_first_lowest_highest_and_last_of_each_number() {
        append("2026-11-20T23:59:59Z", bonus(9999));
        append("2026-11-21T00:00:00Z", bonus(500));
        append("2026-11-21T06:00:00Z", bonus(700).with(Field.RATIO, Ratio.finite("1.5")));
        append("2026-11-21T12:00:00Z", bonus(100).with(Field.CLASS, new Value.Text("Member"))
                .with(Field.RATIO, new Ratio.Infinite()));
        append("2026-11-21T23:59:59Z", AccountStats.NOTHING.with(Field.RATIO, new Ratio.None())
                .with(Field.UPLOADED, ByteSize.exact(7)));
        append("2026-11-22T00:00:00Z", bonus(1));
        var half = Ratio.finite("1.5");
        assertEquals(List.of(new Day(tracker, LocalDate.of(2026, 11, 21), 4,
                        bonus(500).with(Field.RATIO, half).with(Field.UPLOADED, ByteSize.exact(7)),
                        bonus(100).with(Field.RATIO, half).with(Field.UPLOADED, ByteSize.exact(7)),
                        bonus(700).with(Field.RATIO, new Ratio.Infinite()).with(Field.UPLOADED, ByteSize.exact(7)),
                        bonus(100).with(Field.RATIO, new Ratio.Infinite()).with(Field.UPLOADED, ByteSize.exact(7)))),
                store.read(tx -> history.days(tx, tracker, LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 21))));
        assertEquals(3, store.read(tx -> history.days(tx, tracker, LocalDate.EPOCH, LocalDate.of(2100, 1, 1))).size());
    }

    @Test
    void a_doubtful_reading_is_kept_but_spoils_no_day() {
        append("2026-11-21T00:00:00Z", bonus(500));
        var doubtful = new Snapshot(tracker, NOW, bonus(-1), true);
        store.write(tx -> history.append(tx, doubtful));
        assertEquals(doubtful, all(tracker).getLast());
        var day = store.read(tx -> history.days(tx, tracker, LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 21)))
                .getFirst();
        assertEquals(bonus(500), day.lowest());
        assertEquals(1, day.readings());
    }

    @Test
    void the_state_is_new_at_first_and_then_as_it_was_remembered() {
        assertEquals(TrackerState.NEW, store.read(tx -> history.state(tx, tracker)));
        var state = new TrackerState(bonus(7), Optional.of(NOW), Optional.empty(), Optional.empty(),
                Map.of("zero-seeding", new TrackerState.RuleState("f", NOW)), Set.of("10 GiB"));
        store.write(tx -> history.remember(tx, tracker, TrackerState.NEW));
        store.write(tx -> history.remember(tx, tracker, state));
        assertEquals(state, store.read(tx -> history.state(tx, tracker)));
    }

    @Test
    void each_figure_has_the_age_of_the_last_reading_that_told_it() {
        append("2026-10-01T12:00:00Z", AccountStats.NOTHING.with(Field.INVITES, new Value.Count(2)));
        append("2026-11-20T12:00:00Z", bonus(5).with(Field.SEEDING, new Value.Count(3)));
        append("2026-11-21T12:00:00Z", seeding(4));
        store.write(tx -> history.append(tx, new Snapshot(tracker, Instant.parse("2026-11-21T13:00:00Z"), seeding(900), true)));
        var told = store.read(tx -> history.lastTold(tx, tracker, Set.of(Field.SEEDING, Field.BONUS, Field.INVITES, Field.CLASS)));
        assertEquals(Map.of(Field.SEEDING, Instant.parse("2026-11-21T12:00:00Z"), Field.BONUS, Instant.parse("2026-11-20T12:00:00Z")), told);
        long empty = store.tracker("B");
        assertEquals(Map.of(), store.read(tx -> history.lastTold(tx, empty, Set.of(Field.SEEDING))));
    }

    @Test
    void the_ledger_of_requests_is_told_from_a_moment_on() {
        var requests = List.of(request(NOW), request(NOW), request(NOW.plusSeconds(1)));
        store.write(tx -> history.append(tx, tracker, requests));
        assertEquals(requests, store.read(tx -> history.requests(tx, tracker, NOW)));
        assertEquals(requests.subList(2, 3), store.read(tx -> history.requests(tx, tracker, NOW.plusMillis(1))));
    }

    private void append(String at, AccountStats stats) {
        store.write(tx -> history.append(tx, new Snapshot(tracker, Instant.parse(at), stats, false)));
    }

    private List<Snapshot> all(long id) {
        return store.read(tx -> history.snapshots(tx, id, Instant.MIN, Instant.MAX));
    }

    private static AccountStats seeding(int torrents) {
        return AccountStats.NOTHING.with(Field.SEEDING, new Value.Count(torrents));
    }

    private static AccountStats bonus(int points) {
        return AccountStats.NOTHING.with(Field.BONUS, new Value.Amount(BigDecimal.valueOf(points)));
    }
}
