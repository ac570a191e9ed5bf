package org.trackerwatch.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// How long a poll's commit takes while a backup is made of a database of some fifty megabytes, beside how long it takes
/// without. Prints it.
public final class BackupMeasurement {

    private BackupMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Files.createTempDirectory("backup");
        try (var store = new TestStore(directory)) {
            long tracker = store.tracker("One");
            fill(store, tracker);
            var alone = longest(store, () -> pause(2000));
            var began = System.nanoTime();
            var beside = longest(store, () -> new Backups(directory.resolve("trackerwatch.db"))
                    .make(directory.resolve("backups"), Backup.Occasion.SCHEDULED, Optional.empty(), Instant.now()));
            System.out.printf("%d MiB: backup and its check %d ms; longest commit %.1f ms alone, %.1f ms beside it%n",
                    Files.size(directory.resolve("trackerwatch.db")) >> 20, (System.nanoTime() - began) / 1_000_000, alone, beside);
        }
    }

    private static void fill(TestStore store, long tracker) {
        var random = new Random(1);
        for (int day = 0; day < 100; day++) {
            int nr = day;
            store.write(tx -> {
                for (int i = 0; i < 500; i++) {
                    var block = new byte[1000];
                    random.nextBytes(block);
                    tx.update("INSERT INTO daily VALUES (?, ?, 1, ?)", tracker, nr * 500 + i, block);
                }
            });
        }
    }

    /// In milliseconds, of commits that follow each other while something else is done.
    private static double longest(TestStore store, Runnable meanwhile) throws InterruptedException {
        var done = new AtomicBoolean();
        var work = Thread.ofPlatform().start(() -> {
            meanwhile.run();
            done.set(true);
        });
        long longest = 0;
        for (int i = 0; !done.get(); i++) {
            long before = System.nanoTime();
            var value = String.valueOf(i);
            store.write(tx -> tx.update("INSERT INTO setting VALUES ('measured', ?) ON CONFLICT DO UPDATE SET value = excluded.value", value));
            longest = Math.max(longest, System.nanoTime() - before);
            pause(5);
        }
        work.join();
        return longest / 1e6;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
