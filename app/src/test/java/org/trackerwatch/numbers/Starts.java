package org.trackerwatch.numbers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.trackerwatch.numbers.Numbers.Line;

/// From the call of the program to its first page, on an empty directory.
final class Starts {

    private static final int STARTS = 15;

    private Starts() {}

    static List<Line> of(Room room) throws IOException, InterruptedException {
        var times = new ArrayList<Duration>();
        var works = new ArrayList<Duration>();
        for (int nr = 0; nr < STARTS; nr++) {
            try (var built = room.start(room.directory("start" + nr))) {
                times.add(built.start());
                works.add(built.processor());
            }
        }
        return List.of(new Line("start to first page, empty directory: least, median of " + STARTS, "≤ 0.4 s", leastAndMedian(times)),
                new Line("of the processors, until then or a little later", "–", leastAndMedian(works)));
    }

    private static String leastAndMedian(List<Duration> lengths) {
        var sorted = lengths.stream().sorted().toList();
        return Numbers.seconds(sorted.getFirst()) + ", " + Numbers.seconds(sorted.get(sorted.size() / 2));
    }
}
