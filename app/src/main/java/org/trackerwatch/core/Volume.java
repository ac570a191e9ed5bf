package org.trackerwatch.core;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// What a figure gained day by day (UTC): the last it was on a day less the last it was before. What came together over
/// several days without a reading is spread over them evenly, and marked as an estimate. What comes first has nothing before
/// it: of that day only what changed within it is known, and nothing where it was read once.
///
/// @param days      since 1970, growing, without a break
/// @param gained    NaN where it is unknown
/// @param estimated whether it is a share of what came over several days
public record Volume(long[] days, double[] gained, boolean[] estimated) {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /// @param stretches days, in order of time; those before `from` tell what was there before
    /// @param field     by its place in them
    /// @param from      the first day, since 1970
    /// @param to        the last day
    public static Volume of(List<Stretch> stretches, int field, long from, long to) {
        int length = Math.toIntExact(Math.max(0, to - from + 1));
        var days = new long[length];
        var gained = new double[length];
        var estimated = new boolean[length];
        Arrays.setAll(days, i -> from + i);
        Arrays.fill(gained, Double.NaN);
        double before = Double.NaN;
        long told = Long.MIN_VALUE;
        for (var day : stretches) {
            if (!Double.isFinite(day.last()[field])) {
                continue;
            }
            long date = day.from() / DAY;
            boolean begins = Double.isNaN(before);
            long since = begins ? date - 1 : told;
            double each = begins ? day.gained(field) : (day.last()[field] - before) / (date - since);
            for (long shared = Math.max(since + 1, from); shared <= Math.min(date, to); shared++) {
                gained[Math.toIntExact(shared - from)] = each;
                estimated[Math.toIntExact(shared - from)] = date - since > 1;
            }
            before = day.last()[field];
            told = date;
        }
        return new Volume(days, gained, estimated);
    }

    /// So many days taken together at a time. Unknown is what is unknown on each of them.
    public Volume together(int width) {
        if (width == 1) {
            return this;
        }
        int length = (days.length + width - 1) / width;
        var starts = new long[length];
        var sums = new double[length];
        var guesses = new boolean[length];
        Arrays.fill(sums, Double.NaN);
        for (int i = days.length - 1; i >= 0; i--) {
            starts[i / width] = days[i];
            sums[i / width] = Double.isNaN(gained[i]) ? sums[i / width] : gained[i] + (Double.isNaN(sums[i / width]) ? 0 : sums[i / width]);
            guesses[i / width] |= estimated[i];
        }
        return new Volume(starts, sums, guesses);
    }

    /// The first day of which it is known.
    public OptionalLong since() {
        return IntStream.range(0, days.length).filter(i -> Double.isFinite(gained[i])).mapToLong(i -> days[i]).findFirst();
    }

    /// Of all days of which it is known; NaN if it is of none.
    public double sum() {
        return Arrays.stream(gained).filter(Double::isFinite).reduce(Double::sum).orElse(Double.NaN);
    }
}
