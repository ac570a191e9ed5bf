package org.trackerwatch.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How much a figure grew between two of its readings: a time that is asked about may be longer than what is known of it.
///
/// @param by    may be less than nothing
/// @param since when it was first known; of a time whose days alone are kept, the day's beginning
public record Growth(double by, Instant since) {

    /// @param course in order of time
    /// @param field  by its place in it
    /// @return empty where it was known once, or never: a difference takes two
    public static Optional<Growth> of(List<Stretch> course, int field) {
        var sound = course.stream().filter(each -> !each.doubtful() && Double.isFinite(each.first()[field]) && Double.isFinite(each.last()[field])).toList();
        if (sound.isEmpty()) {
            return Optional.empty();
        }
        var first = sound.getFirst();
        var last = sound.getLast();
        boolean once = first == last || last.from() < first.to();
        double by = last.last()[field] - first.first()[field];
        return once && Double.isNaN(first.gained(field)) ? Optional.empty() : Optional.of(new Growth(by, first.begin()));
    }
}
