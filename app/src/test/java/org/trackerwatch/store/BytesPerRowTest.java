package org.trackerwatch.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.core.Snapshot;

/// The promise: 60 bytes a snapshot, indexes, days and the gaps that live writing leaves in pages included.
class BytesPerRowTest {

    private static final int ROWS = 100_000;
    private static final int TRACKERS = 50;

    @Test
    void a_snapshot_takes_at_most_60_bytes(@TempDir Path directory) throws IOException {
        var file = directory.resolve("trackerwatch.db");
        var history = new History();
        int rows = 0;
        long before;
        long took;
        var written = new ArrayList<List<Snapshot>>();
        try (var database = Database.open(file)) {
            database.write(tx -> SomeTrackers.add(tx, TRACKERS));
            database.checkpoint();
            before = Files.size(file);
            var accounts = new LivingAccounts(1, TRACKERS);
            long start = System.nanoTime();
            while (rows < ROWS) {
                var hour = accounts.nextHour();
                database.write(tx -> hour.forEach(snapshot -> history.append(tx, snapshot)));
                written.add(hour);
                rows += hour.size();
            }
            took = System.nanoTime() - start;
            database.checkpoint();
        }
        double bytes = (double) (Files.size(file) - before) / rows;
        System.out.printf("%d snapshots of %d trackers: %.1f bytes each, %.0f stored a second%n", rows, TRACKERS, bytes,
                rows / (took / 1e9));
        try (var database = Database.open(file)) {
            var third = written.stream().flatMap(List::stream).filter(snapshot -> snapshot.tracker() == 3).toList();
            assertEquals(third, database.read(tx -> history.snapshots(tx, 3, Instant.MIN, Instant.MAX)));
            assertEquals(Optional.of(third.getLast()), database.read(tx -> history.latest(tx, 3)));
        }
        assertTrue(bytes <= 60, bytes + " bytes a snapshot");
    }
}
