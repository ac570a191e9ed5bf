package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Value;

/// A process that stores polls is killed in the middle, over and over.
class CrashTest {

    private static final int KILLS = 5;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /// Stores a snapshot, an event and the state in each transaction, and says so after each commit.
    static final class Writer {
        public static void main(String[] arguments) {
            var history = new History();
            var events = new Events();
            try (var database = Database.open(Path.of(arguments[0]))) {
                for (int i = Integer.parseInt(arguments[1]); ; i++) {
                    var nr = i;
                    var at = START.plusSeconds(nr);
                    var stats = AccountStats.of(Map.of(Field.SNATCHED, new Value.Count(nr)));
                    database.write(tx -> {
                        history.append(tx, new Snapshot(1, at, stats, false));
                        events.add(tx, new Event("event " + nr, 1, "ratio-drop", Severity.INFO, at,
                                new Event.Detail.Changed(Field.SNATCHED, Optional.empty(), new Value.Count(nr)),
                                stats));
                        history.remember(tx, 1, new TrackerState(stats, Optional.of(at), Optional.empty(),
                                Optional.empty(), Map.of(), Set.of()));
                    });
                    System.out.println(nr);
                }
            }
        }
    }

    @Test
    void whatever_moment_a_process_is_killed_at_each_poll_is_whole_and_none_is_lost(@TempDir Path directory)
            throws Exception {
        var file = directory.resolve("trackerwatch.db");
        var random = new Random(20261121);
        int stored = 0;
        try (var database = Database.open(file)) {
            database.write(tx -> SomeTrackers.add(tx, 1));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int said = runAndKill(file, stored, 20 + random.nextInt(200), random.nextInt(3000));
            stored = check(file, said);
        }
        System.out.println(KILLS + " kills, " + stored + " polls stored");
    }

    /// The last poll that the process said it had stored.
    private static int runAndKill(Path file, int from, int polls, int micros) throws Exception {
        var process = ChildJvm.start(Writer.class, file, from);
        try (var lines = process.inputReader()) {
            int said = from - 1;
            for (int i = 0; i < polls; i++) {
                said = Integer.parseInt(lines.readLine());
            }
            Thread.sleep(0, micros * 300);
            ChildJvm.kill(process);
            for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                said = Math.max(said, Integer.parseInt(line));
            }
            return said;
        } finally {
            ChildJvm.kill(process);
        }
    }

    private static int check(Path file, int said) {
        var history = new History();
        try (var database = Database.open(file)) {
            return database.read(tx -> {
                assertEquals(List.of("ok"), tx.query("PRAGMA integrity_check", row -> row.getString(1)));
                assertEquals(List.of(), tx.query("PRAGMA foreign_key_check", row -> row.getString(1)));
                var snapshots = history.snapshots(tx, 1, Instant.MIN, Instant.MAX);
                int stored = snapshots.size();
                assertTrue(stored == said + 1 || stored == said + 2, "said " + said + ", stored " + stored);
                for (int i = 0; i < stored; i++) {
                    assertEquals(i, snapshots.get(i).stats().count(Field.SNATCHED).orElseThrow());
                }
                assertEquals(stored, new Events().list(tx, Optional.empty(), Instant.MIN, Instant.MAX).size());
                assertEquals(snapshots.getLast().stats(), history.state(tx, 1).known());
                assertEquals(stored, history.days(tx, 1, LocalDate.EPOCH, LocalDate.of(2100, 1, 1)).stream()
                        .mapToInt(Day::readings).sum());
                return stored;
            });
        }
    }
}
