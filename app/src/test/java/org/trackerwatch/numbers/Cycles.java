package org.trackerwatch.numbers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.numbers.Numbers.Line;
import org.trackerwatch.trackers.Time;

/// All trackers due at the same moment, again and again.
final class Cycles {

    private static final int TRACKERS = 100;

    /// A thousand polls.
    private static final int CYCLES = 10;

    private static final int THOUSANDS = 4;
    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final int SLOW = 5;

    /// More than the least time between two requests to one site, which a cycle would have to wait for where the one before has
    /// just ended.
    private static final Duration APART = Duration.ofSeconds(3);

    private Cycles() {}

    static List<Line> of(Room room) throws IOException, InterruptedException {
        var directory = room.directory("cycles");
        try (var sites = new Sites(TRACKERS); var fleet = room.fleet(directory)) {
            fleet.add(sites.addresses(), Optional.empty());
            try (var built = room.start(directory)) {
                var works = new ArrayList<Duration>();
                for (int nr = 0; nr < THOUSANDS; nr++) {
                    works.add(thousand(built, sites, fleet));
                }
                sites.delay(ANSWER);
                var slow = new ArrayList<Duration>();
                for (int nr = 0; nr < SLOW; nr++) {
                    Time.SYSTEM.sleep(APART);
                    slow.add(once(sites, fleet));
                }
                slow.sort(null);
                return List.of(new Line("processors' time of 1000 polls, read, stored and evaluated: the first, the " + THOUSANDS + "th thousand", "≤ 0.6 s",
                                Numbers.seconds(works.getFirst()) + ", " + Numbers.seconds(works.getLast())),
                        new Line("a cycle of " + TRACKERS + " sites that take " + ANSWER.toMillis() + " ms each: least, median of " + SLOW
                                + "; requests to one site at a time", "≤ 0.75 s; 1",
                                Numbers.seconds(slow.getFirst()) + ", " + Numbers.seconds(slow.get(SLOW / 2)) + "; " + sites.most()),
                        new Line("memory after these " + (THOUSANDS * CYCLES + SLOW) + " cycles, RSS", "–", Numbers.mebibytes(built.memory().rss())));
            }
        }
    }

    private static Duration thousand(Built built, Sites sites, Fleet fleet) throws InterruptedException {
        var before = built.processor();
        for (int nr = 0; nr < CYCLES; nr++) {
            once(sites, fleet);
        }
        return built.processor().minus(before);
    }

    /// @return from the first request to the last answer
    static Duration once(Sites sites, Fleet fleet) throws InterruptedException {
        sites.begin();
        var since = Time.SYSTEM.now();
        fleet.due();
        fleet.await(since);
        return sites.length();
    }
}
