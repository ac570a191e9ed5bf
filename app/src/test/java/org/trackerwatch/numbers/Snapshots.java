package org.trackerwatch.numbers;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.Config;
import org.trackerwatch.numbers.Numbers.Line;
import org.trackerwatch.store.LivingAccounts;

/// What a reading takes on the disk, its share of indexes and daily figures included.
final class Snapshots {

    private static final int TRACKERS = 50;
    private static final int HOURS = 90 * 24;
    private static final int SEED = 20261121;

    private Snapshots() {}

    static Line of(Room room) throws IOException {
        var directory = room.directory("snapshots");
        try (var fleet = new Fleet(directory, Map.of()); var app = App.open(Config.of(Optional.of(directory), Map.of()))) {
            fleet.add(Sites.behindAProxy(TRACKERS), Optional.empty());
            long before = fleet.size();
            int count = 0;
            var accounts = new LivingAccounts(SEED, TRACKERS);
            for (int hour = 0; hour < HOURS; hour++) {
                var readings = accounts.nextHour();
                app.database().write(tx -> readings.forEach(reading -> app.history().append(tx, reading)));
                count += readings.size();
            }
            return new Line("bytes of the database per snapshot, " + TRACKERS + " trackers hourly for 90 days", "≤ 60",
                    String.format(Locale.ROOT, "%.1f", (fleet.size() - before) / (double) count));
        }
    }
}
