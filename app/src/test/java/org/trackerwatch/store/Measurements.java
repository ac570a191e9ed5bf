package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.TrackerState;

/// What the store costs, printed. To be run by hand: `Measurements [trackers] [hours]`.
final class Measurements {

    private final int trackers;
    private final int hours;
    private final Path directory = Files.createTempDirectory("measured");
    private final LivingAccounts accounts;

    private Measurements(int trackers, int hours) throws IOException {
        this.trackers = trackers;
        this.hours = hours;
        accounts = new LivingAccounts(1, trackers);
    }

    public static void main(String[] arguments) throws IOException {
        int trackers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        int hours = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 24 * 365;
        new Measurements(trackers, hours).run();
    }

    private void run() throws IOException {
        System.out.printf("%d trackers, hourly for %d hours%n", trackers, hours);
        timed("open, first time", () -> {
            TestStore.class.getName();
            try (var store = new TestStore(directory)) {
                store.write(tx -> SomeTrackers.add(tx, trackers));
            }
            return 1;
        });
        timed("open and close again", () -> {
            Database.open(directory.resolve("trackerwatch.db")).close();
            return 1;
        });
        try (var store = new TestStore(directory)) {
            long before = Files.size(directory.resolve("trackerwatch.db"));
            int rows = timed("store snapshots, an hour's in one transaction", () -> fill(store));
            store.database.checkpoint();
            System.out.printf("%-55s %10.1f bytes a snapshot%n", "",
                    (double) (Files.size(directory.resolve("trackerwatch.db")) - before) / rows);
            for (int round = 0; round < 3; round++) {
                timed("store polls whole, each its own transaction", () -> poll(store));
            }
            read(store, "latest snapshot of each tracker", tx -> store.history.latest(tx).size());
            for (int days : List.of(30, 90, 365)) {
                var from = accounts.hour().minus(Duration.ofDays(days));
                read(store, "snapshots of all trackers, " + days + " days", tx -> all(store, tx, from));
                read(store, "days of all trackers, " + days + " days", tx -> days(store, tx, from));
            }
        }
    }

    private int fill(TestStore store) {
        int rows = 0;
        for (int hour = 0; hour < hours; hour++) {
            var snapshots = accounts.nextHour();
            store.write(tx -> snapshots.forEach(snapshot -> store.history.append(tx, snapshot)));
            rows += snapshots.size();
        }
        return rows;
    }

    /// All that a poll without events reads and writes.
    private int poll(TestStore store) {
        int polls = 0;
        for (int hour = 0; hour < 1 + 1000 / trackers; hour++) {
            var snapshots = accounts.nextHour();
            for (var snapshot : snapshots) {
                store.write(tx -> poll(store, tx, snapshot));
            }
            polls += snapshots.size();
        }
        return polls;
    }

    private static void poll(TestStore store, Transaction tx, Snapshot snapshot) {
        long id = snapshot.tracker();
        store.registry.get(tx, id);
        store.targets.list(tx);
        var state = store.history.state(tx, id);
        store.history.append(tx, snapshot);
        store.history.remember(tx, id,
                new TrackerState(snapshot.stats().over(state.known()), Optional.of(snapshot.at()),
                Optional.empty(), Optional.empty(), state.rules(), state.marks()));
        store.history.append(tx, id, List.of(HistoryTest.request(snapshot.at())));
        store.registry.remember(tx, id, Map.of("user_id", "7"));
        store.schedules.settle(tx, id, Schedule.first(snapshot.at().plusSeconds(3600)));
    }

    private int all(TestStore store, Transaction tx, Instant from) {
        int found = 0;
        for (int id = 1; id <= trackers; id++) {
            found += store.history.snapshots(tx, id, from, Instant.MAX).size();
        }
        return found;
    }

    private int days(TestStore store, Transaction tx, Instant from) {
        int found = 0;
        for (int id = 1; id <= trackers; id++) {
            found += store.history.days(tx, id, LocalDate.ofInstant(from, ZoneOffset.UTC), LocalDate.MAX).size();
        }
        return found;
    }

    private static void read(TestStore store, String what, ToIntFunction<Transaction> work) {
        for (int round = 0; round < 3; round++) {
            timed(what, () -> store.read(work::applyAsInt));
        }
    }

    private static int timed(String what, IntSupplier work) {
        long start = System.nanoTime();
        long startOfWork = processor();
        int count = work.getAsInt();
        double micros = (processor() - startOfWork) / 1e3;
        System.out.printf("%-55s %8.1f ms, of the processor %8.1f ms, %7d rows at %7.1f µs%n", what,
                (System.nanoTime() - start) / 1e6, micros / 1e3, count, micros / count);
        return count;
    }

    /// Time that the machine worked for us: unlike the clock's, it does not depend on what else it does.
    private static long processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
