package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trackerwatch.store.TestStore.NOW;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Secret;

/// What goes with a tracker or a target, and what does not.
class RemovalTest {

    @TempDir
    private Path directory;

    private TestStore store;

    @BeforeEach
    void open() {
        store = new TestStore(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void removing_a_tracker_removes_all_that_was_stored_of_it_and_says_what() {
        long gone = store.tracker("gone");
        long other = store.tracker("other");
        store.write(tx -> fill(tx, gone));
        store.write(tx -> fill(tx, other));
        var tables = store.read(RemovalTest::tablesOfTrackers);
        assertTrue(tables.containsAll(List.of("reading", "daily", "failure", "request", "state", "event", "schedule",
                "memory", "alert")));
        var removed = store.get(tx -> store.registry.remove(tx, gone));
        assertEquals(new Registry.Removed(removed.tracker(), 2, 1, List.of()), removed);
        assertEquals("gone", removed.tracker().name());
        for (var table : tables) {
            assertFalse(trackersIn(table).contains(gone), table);
        }
        assertEquals(2, store.read(tx -> store.history.snapshots(tx, other, Instant.MIN, Instant.MAX)).size());
    }

    @Test
    void an_id_is_never_used_again() {
        long first = store.tracker("A");
        store.write(tx -> store.registry.remove(tx, first));
        assertNotEquals(first, store.tracker("A"));
        long target = add("T", Set.of());
        store.write(tx -> store.targets.remove(tx, target));
        assertNotEquals(target, add("T", Set.of()));
    }

    /// An empty scope means all trackers, so the last one of a scope must not simply vanish from it.
    @Test
    void a_target_for_the_removed_tracker_alone_is_told_of_none_instead_of_all() {
        long one = store.tracker("one");
        long two = store.tracker("two");
        add("both", Set.of(one, two));
        add("only one", Set.of(one));
        add("all", Set.of());
        assertEquals(List.of("only one"), store.get(tx -> store.registry.remove(tx, one)).idle());
        assertEquals(Set.of(two), scope("both"));
        assertEquals(Set.of(one), scope("only one"));
        assertEquals(Set.of(), scope("all"));
        assertEquals(List.of("both"), store.get(tx -> store.registry.remove(tx, two)).idle());
        assertEquals(Set.of(two), scope("both"));
    }

    @Test
    void removing_a_target_leaves_events_and_the_other_targets_alone() {
        long tracker = store.tracker("A");
        long gone = add("gone", Set.of(tracker));
        long other = add("other", Set.of(tracker));
        long event = store.get(tx -> store.events.add(tx, event(tracker))).orElseThrow();
        store.write(tx -> List.of(gone, other).forEach(target ->
                store.events.judge(tx, event, target, new Verdict.Sent(), Optional.of(1L))));
        assertEquals("gone", store.get(tx -> store.targets.remove(tx, gone)).name());
        assertEquals(List.of(other), store.read(tx -> store.events.verdicts(tx, event)).stream()
                .map(Events.Judged::target).toList());
        assertEquals(List.of("other"), store.read(store.targets::list).stream().map(Target::name).toList());
        assertTrue(store.read(tx -> store.events.get(tx, event)).isPresent());
    }

    private void fill(Transaction tx, long tracker) {
        store.history.append(tx, new Snapshot(tracker, NOW, AccountStats.NOTHING, false));
        store.history.append(tx, new Snapshot(tracker, NOW.plusSeconds(1), AccountStats.NOTHING, true));
        store.history.append(tx, tracker, NOW, new PollFailure(PollFailure.Reason.TIMED_OUT, "No answer."));
        store.history.append(tx, tracker, List.of(HistoryTest.request(NOW)));
        store.history.remember(tx, tracker, TrackerState.NEW);
        store.registry.remember(tx, tracker, Map.of("user_id", "7"));
        store.events.add(tx, event(tracker));
        long target = store.targets.add(tx, target("told of " + tracker, Set.of())).id();
        store.events.alerted(tx, new Events.Lane(target, tracker, "ratio-drop"), NOW);
    }

    private long add(String name, Set<Long> trackers) {
        return store.get(tx -> store.targets.add(tx, target(name, trackers))).id();
    }

    private Set<Long> scope(String target) {
        return store.read(tx -> store.targets.find(tx, target)).orElseThrow().trackers();
    }

    private List<Long> trackersIn(String table) {
        return store.read(tx -> tx.query("SELECT DISTINCT tracker FROM " + table, row -> row.getLong(1)));
    }

    private static Event event(long tracker) {
        return new Event("fingerprint of " + tracker, tracker, "ratio-drop", Severity.WARNING, NOW,
                new Event.Detail.Due(LocalDate.EPOCH, 1), AccountStats.NOTHING);
    }

    private static Target target(String name, Set<Long> trackers) {
        return new Target(0, name, "discord", new Secret("https://discord.example/" + name), Set.of(), trackers,
                Map.of(), Map.of(),
                false, Target.Health.GOOD);
    }

    private static List<String> tablesOfTrackers(Transaction tx) {
        return tx.query("""
                SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
                WHERE t.type = 'table' AND c.name = 'tracker' AND t.name <> 'target_tracker'""",
                row -> row.getString(1));
    }
}
