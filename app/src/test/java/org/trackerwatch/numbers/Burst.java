package org.trackerwatch.numbers;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.numbers.Numbers.Line;
import org.trackerwatch.trackers.Time;

/// A hundred accounts get a hit and run at once, and one channel is told of all.
final class Burst {

    private static final int ALERTS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Burst() {}

    static Line of(Room room) throws IOException, InterruptedException {
        var directory = room.directory("burst");
        try (var sites = new Sites(ALERTS); var fleet = room.fleet(directory)) {
            fleet.tell(room.discord().webhook("1", "1"), Set.of("hit-and-run"));
            fleet.add(sites.addresses(), Optional.empty());
            try (var _ = room.start(directory)) {
                Cycles.once(sites, fleet);
                sites.hitAndRun();
                Cycles.once(sites, fleet);
                var begun = Time.SYSTEM.now();
                while (told(room) < ALERTS && Time.SYSTEM.now().isBefore(begun.plus(PATIENCE))) {
                    Time.SYSTEM.sleep(Duration.ofMillis(100));
                }
                return new Line("burst of " + ALERTS + " alerts to one Discord channel", ALERTS + " arrive, no limit broken", told(room) + " arrived within "
                        + Numbers.seconds(Duration.between(begun, Time.SYSTEM.now())) + " of the last poll in "
                        + room.discord().posts().size() + " messages, " + room.discord().violations().size() + " limits broken");
            }
        }
    }

    private static int told(Room room) {
        return room.discord().embeds("1").size();
    }
}
