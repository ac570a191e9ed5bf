package org.trackerwatch.web.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.trackerwatch.store.Courses;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.web.Query;

/// The time that a chart is about: `range=30d`, or `from` and `to`.
///
/// @param to just after the last moment
record Period(Instant from, Instant to) {

    private static final String ALL = "all";

    private static final Map<String, Duration> RANGES = ranges();

    /// @param first when anything began, for `range=all`
    static Period of(Query query, String otherwise, Instant now, Supplier<Instant> first) {
        var range = query.word("range", List.copyOf(RANGES.keySet()));
        var from = query.instant("from");
        var to = query.instant("to");
        if (range.isPresent() && (from.isPresent() || to.isPresent())) {
            throw SeriesPart.refused("range", "Give “range”, or “from” and “to”, but not both.");
        }
        var end = to.orElse(now.plusMillis(1));
        var begin = from.orElseGet(() -> begin(range.orElse(otherwise), end, first));
        if (!begin.isBefore(end)) {
            throw SeriesPart.refused("from", "“from” has to be before “to”.");
        }
        return new Period(begin, end);
    }

    private static Instant begin(String range, Instant end, Supplier<Instant> first) {
        var begin = range.equals(ALL) ? first.get() : end.minus(RANGES.get(range));
        return begin.isBefore(end) ? begin : end.minusMillis(1);
    }

    /// When the figures of an account, or of any, begin.
    ///
    /// @param tracker 0 for any
    static Instant first(Transaction tx, long tracker, Instant now) {
        var courses = new Courses();
        return (tracker == 0 ? courses.firstDay(tx) : courses.firstDay(tx, tracker))
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()).orElse(now);
    }

    private static Map<String, Duration> ranges() {
        var ranges = new LinkedHashMap<String, Duration>();
        ranges.put("24h", Duration.ofHours(24));
        ranges.put("7d", Duration.ofDays(7));
        ranges.put("30d", Duration.ofDays(30));
        ranges.put("90d", Duration.ofDays(90));
        ranges.put("1y", Duration.ofDays(365));
        ranges.put(ALL, Duration.ZERO);
        return ranges;
    }
}
