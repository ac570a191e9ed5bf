package org.trackerwatch.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A line as a chart draws it: so many points at most, and yet no peak is lost. Where there are too many readings each
/// part of the time becomes two points, its lowest and its highest, in the order that its course suggests.
///
/// @param at     in milliseconds since 1970, growing
/// @param values by field, then by point; what is unknown is NaN, and so is a point that breaks the line over a time of
///               which nothing is known
public record Curve(long[] at, double[][] values) {

    /// A pause so many times as long as the usual one breaks the line.
    private static final int PAUSE = 3;

    private static final long A_SECOND = 1000;

    /// @param stretches in order of time, without doubtful ones
    /// @param fields    how many numbers each has
    /// @param most      points, but for those that break the line and the last one
    public static Curve of(List<Stretch> stretches, int fields, int most) {
        var sound = stretches.stream().filter(stretch -> !stretch.doubtful()).toList();
        if (sound.isEmpty()) {
            return new Curve(new long[0], new double[fields][0]);
        }
        boolean few = sound.size() <= most && sound.stream().allMatch(Stretch::isReading);
        return (few ? Points.of(sound, fields) : bucketed(sound, fields, most)).curve();
    }

    /// On a grid that several lines share: two points for each part of the time, unknown where nothing is known.
    ///
    /// @param begin in milliseconds since 1970
    /// @param width of a part
    public static Curve on(List<Stretch> stretches, int fields, long begin, long width, int parts) {
        var at = new long[2 * parts];
        var values = new double[fields][2 * parts];
        var buckets = new Bucket[parts];
        Arrays.setAll(buckets, i -> new Bucket(fields, begin + i * width));
        stretches.stream().filter(stretch -> !stretch.doubtful() && stretch.from() >= begin && stretch.from() < begin + parts * width)
                .forEach(stretch -> buckets[Math.toIntExact((stretch.from() - begin) / width)].add(stretch));
        for (int i = 0; i < parts; i++) {
            at[2 * i] = buckets[i].begin + width / 4;
            at[2 * i + 1] = buckets[i].begin + width - width / 4;
            for (int field = 0; field < fields; field++) {
                values[field][2 * i] = buckets[i].early(field);
                values[field][2 * i + 1] = buckets[i].late(field);
            }
        }
        return new Curve(at, values);
    }

    private static Points bucketed(List<Stretch> sound, int fields, int most) {
        long begin = sound.getFirst().from();
        long length = sound.getLast().to() - begin;
        long longest = sound.stream().mapToLong(stretch -> stretch.to() - stretch.from()).max().orElse(0);
        long width = Math.max(1, Math.max(longest, (length + most / 2 - 1) / (most / 2)));
        var end = sound.stream().filter(Stretch::isReading).reduce((_, last) -> last);
        long bound = end.map(Stretch::from).orElse(Long.MAX_VALUE);
        var points = new Points(fields);
        var bucket = new Bucket(fields, begin);
        for (var stretch : sound) {
            long start = begin + (stretch.from() - begin) / width * width;
            if (start != bucket.begin) {
                bucket.into(points, width, bound);
                bucket = new Bucket(fields, start);
            }
            bucket.add(stretch);
        }
        bucket.into(points, width, bound);
        end.ifPresent(reading -> points.add(reading.from(), reading.last()));
        return points;
    }

    private static final class Bucket {

        private final long begin;
        private final double[] first;
        private final double[] lowest;
        private final double[] highest;
        private final double[] last;

        Bucket(int fields, long begin) {
            this.begin = begin;
            first = unknown(fields);
            lowest = unknown(fields);
            highest = unknown(fields);
            last = unknown(fields);
        }

        void add(Stretch stretch) {
            for (int i = 0; i < first.length; i++) {
                first[i] = Double.isNaN(first[i]) ? stretch.first()[i] : first[i];
                lowest[i] = least(lowest[i], stretch.lowest()[i]);
                highest[i] = most(highest[i], stretch.highest()[i]);
                last[i] = Double.isNaN(stretch.last()[i]) ? last[i] : stretch.last()[i];
            }
        }

        double early(int field) {
            return first[field] <= last[field] ? lowest[field] : highest[field];
        }

        double late(int field) {
            return first[field] <= last[field] ? highest[field] : lowest[field];
        }

        /// @param bound before which they lie: the last reading, which is drawn as it is
        void into(Points points, long width, long bound) {
            var early = new double[first.length];
            var late = new double[first.length];
            Arrays.setAll(early, this::early);
            Arrays.setAll(late, this::late);
            long second = Math.min(begin + width - width / 4, bound - A_SECOND);
            points.add(Math.min(begin + width / 4, second - A_SECOND), early);
            points.add(second, late);
        }

        private static double least(double one, double other) {
            return Double.isNaN(one) || other < one ? other : one;
        }

        private static double most(double one, double other) {
            return Double.isNaN(one) || other > one ? other : one;
        }
    }

    private static final class Points {

        private final int fields;
        private final List<Long> at = new ArrayList<>();
        private final List<double[]> values = new ArrayList<>();

        Points(int fields) {
            this.fields = fields;
        }

        static Points of(List<Stretch> readings, int fields) {
            var points = new Points(fields);
            readings.forEach(reading -> points.add(reading.from(), reading.last()));
            return points;
        }

        void add(long moment, double[] numbers) {
            if (at.isEmpty() || moment > at.getLast()) {
                at.add(moment);
                values.add(numbers);
            }
        }

        Curve curve() {
            breakLine();
            var columns = new double[fields][at.size()];
            for (int point = 0; point < at.size(); point++) {
                for (int field = 0; field < fields; field++) {
                    columns[field][point] = values.get(point)[field];
                }
            }
            return new Curve(at.stream().mapToLong(Long::longValue).toArray(), columns);
        }

        private void breakLine() {
            var pauses = new long[Math.max(0, at.size() - 1)];
            for (int i = 0; i < pauses.length; i++) {
                pauses[i] = at.get(i + 1) - at.get(i);
            }
            var sorted = pauses.clone();
            Arrays.sort(sorted);
            for (int i = pauses.length - 1; i >= 0; i--) {
                if (pauses[i] >= PAUSE * Math.max(A_SECOND, sorted[sorted.length / 2])) {
                    at.add(i + 1, at.get(i) + pauses[i] / 2);
                    values.add(i + 1, unknown(fields));
                }
            }
        }
    }

    private static double[] unknown(int fields) {
        var none = new double[fields];
        Arrays.fill(none, Double.NaN);
        return none;
    }
}
