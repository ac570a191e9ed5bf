package org.trackerwatch.numbers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trackerwatch.numbers.Built.Memory;
import org.trackerwatch.numbers.Numbers.Line;
import org.trackerwatch.trackers.Time;

/// A program that has shown its page and read a hundred accounts, and then has nothing to do.
final class Idling {

    private static final int TRACKERS = 100;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private Idling() {}

    static List<Line> of(Room room, Duration length) throws IOException, InterruptedException {
        var directory = room.directory("idle");
        try (var sites = new Sites(TRACKERS); var fleet = room.fleet(directory)) {
            fleet.tell(room.discord().webhook("2", "2"), Set.of("hit-and-run"));
            fleet.add(sites.addresses(), Optional.empty());
            try (var built = room.start(directory)) {
                Cycles.once(sites, fleet);
                fleet.settled();
                var before = built.processor();
                var looks = looks(built, length);
                var last = looks.getLast();
                var most = looks.stream().max(Comparator.comparingLong(Memory::rss)).orElseThrow();
                return List.of(new Line("idle memory with " + TRACKERS + " trackers read, RSS over " + length.toSeconds() + " s: most, last", "≤ 95 MiB",
                                Numbers.mebibytes(most.rss()) + ", " + Numbers.mebibytes(last.rss())),
                        new Line("of the last: shared out among its users (PSS), no file's (anonymous)", "–",
                                Numbers.mebibytes(last.pss()) + ", " + Numbers.mebibytes(last.anonymous())),
                        new Line("processors' time of these " + length.toSeconds() + " s", "–", Numbers.seconds(built.processor().minus(before))));
            }
        }
    }

    private static List<Memory> looks(Built built, Duration length) throws IOException, InterruptedException {
        var looks = new ArrayList<Memory>();
        for (var end = Time.SYSTEM.now().plus(length); Time.SYSTEM.now().isBefore(end);) {
            Time.SYSTEM.sleep(LOOK);
            looks.add(built.memory());
        }
        return looks;
    }
}
