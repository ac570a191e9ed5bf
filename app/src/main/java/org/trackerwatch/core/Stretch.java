package org.trackerwatch.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Some numbers of an account over some time: a reading, which is of one moment, or a day of readings. What is unknown is
/// NaN. Compared by nobody: its arrays are as they were found.
///
/// @param from     in milliseconds since 1970
/// @param to       likewise; of a reading the same
/// @param first    by the place of the field among those that were asked for, as all four
/// @param doubtful can't be right, and has to be left out of every line
public record Stretch(long from, long to, double[] first, double[] lowest, double[] highest, double[] last, boolean doubtful) {

    /// A figure that a site's pages tell once a day stands until it is told again, for somewhat more than a day.
    public static final Duration STANDS = Duration.ofHours(26);

    public static Stretch reading(long at, double[] numbers, boolean doubtful) {
        return new Stretch(at, at, numbers, numbers, numbers, numbers, doubtful);
    }

    /// With what still stood at each.
    ///
    /// @param readings in order of time; doubtful ones are left out
    public static List<Stretch> carried(List<Stretch> readings) {
        var carried = readings.stream().filter(each -> !each.doubtful()).map(each -> reading(each.from, each.last.clone(), false)).toList();
        int fields = carried.isEmpty() ? 0 : carried.getFirst().last.length;
        for (int field = 0; field < fields; field++) {
            double number = Double.NaN;
            long told = 0;
            for (var each : carried) {
                if (!Double.isNaN(each.last[field])) {
                    number = each.last[field];
                    told = each.from;
                } else if (each.from - told <= STANDS.toMillis()) {
                    each.last[field] = number;
                }
            }
        }
        return carried;
    }

    public Instant begin() {
        return Instant.ofEpochMilli(from);
    }

    public boolean isReading() {
        return from == to;
    }

    /// How much it grew meanwhile. A day on which it never moved may have been read once, and so says nothing: NaN.
    public double gained(int field) {
        return lowest[field] == highest[field] ? Double.NaN : last[field] - first[field];
    }
}
