package org.trackerwatch.store;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.trackers.Field;

/// Days that are over, figure by figure, 32 of them in a row of the database: a year of one figure is 12 short rows rather than
/// 365 long ones. They are made when the first reading of a later day comes, so a poll hardly pays for them, and fall with
/// any day that is changed (the database sees to that itself), to be made anew.
///
/// Each tracker has them from its first day until some day; what comes after is in `daily` alone. A day that can't be read is
/// in none.
final class Strips {

    private static final Logger LOG = LoggerFactory.getLogger(Strips.class);

    /// As the triggers reckon it, too.
    static final int DAYS = 1 << 5;

    private static final long ERA = DAYS * Courses.DAY;

    /// By place in [Figures#FIELDS]; of others, days have no numbers.
    private static final List<Field> NUMBERS = Figures.FIELDS.stream().filter(field -> switch (field.type()) {
        case SIZE, RATIO, COUNT, AMOUNT -> true;
        case TEXT, FLAG, MOMENT, SPAN -> false;
    }).toList();

    private Strips() {}

    /// Makes those that are missing.
    ///
    /// @param day since 1970; that one and those around it are left as they are
    static void extend(Transaction tx, long tracker, long day) {
        var scan = new Scan(NUMBERS);
        var days = new ArrayList<Stretch>();
        tx.query("""
                SELECT day, figures FROM daily WHERE tracker = ?1 AND day < ?2 >> 5 << 5
                AND day >= coalesce((SELECT max(era) + 1 << 5 FROM strip WHERE tracker = ?1), day) ORDER BY day""",
                row -> Courses.add(row, 1, scan, days), tracker, day);
        made(tracker, days).forEach(row -> tx.update("INSERT INTO strip (tracker, era, field, numbers) VALUES (?, ?, ?, ?)",
                tracker, row.era, row.field, row.numbers));
    }

    /// The same of all trackers, each until its last day.
    static void extend(Transaction tx) {
        tx.query("SELECT id, (SELECT max(day) FROM daily WHERE tracker = id) AS last FROM tracker WHERE last IS NOT NULL",
                row -> new long[] {row.getLong(1), row.getLong(2)}).forEach(last -> extend(tx, last[0], last[1]));
    }

    /// Days from `from` until `to`, both included and since 1970. Those of which the figure is unknown are missing.
    static List<Stretch> days(Transaction tx, long tracker, Field field, long from, long to) {
        var found = new ArrayList<Stretch>();
        var scan = new Scan(List.of(field));
        tx.query("SELECT era, numbers FROM strip WHERE tracker = ? AND era BETWEEN ? >> 5 AND ? >> 5 AND field = ? ORDER BY era",
                row -> new Row(row.getLong(1), 0, row.getBytes(2)), tracker, from, to, Figures.FIELDS.indexOf(field))
                .forEach(row -> found.addAll(unpacked(tx, tracker, row, scan)));
        found.removeIf(day -> day.from() < from * Courses.DAY || day.from() > to * Courses.DAY);
        tx.query("""
                SELECT day, figures FROM daily WHERE tracker = ?1 AND day <= ?3
                AND day >= max(?2, coalesce((SELECT max(era) + 1 << 5 FROM strip WHERE tracker = ?1), ?2)) ORDER BY day""",
                row -> Courses.add(row, 1, scan, found), tracker, from, to);
        return known(found);
    }

    private static List<Stretch> unpacked(Transaction tx, long tracker, Row row, Scan scan) {
        try {
            return Strip.days(row.numbers, row.era * ERA);
        } catch (RuntimeException _) {
            return daily(tx, tracker, scan, row.era * DAYS, row.era * DAYS + DAYS - 1);
        }
    }

    /// @param scan for one figure
    private static List<Stretch> daily(Transaction tx, long tracker, Scan scan, long from, long to) {
        var found = new ArrayList<Stretch>();
        tx.query("SELECT day, figures FROM daily WHERE tracker = ? AND day BETWEEN ? AND ? ORDER BY day",
                row -> Courses.add(row, 1, scan, found), tracker, from, to);
        return found;
    }

    private static List<Stretch> known(List<Stretch> days) {
        days.removeIf(day -> Double.isNaN(day.last()[0]));
        return days;
    }

    /// What becomes a row of the table.
    private record Row(long era, int field, byte[] numbers) {}

    /// They follow from the days, and can be missing. What nobody foresaw in these must not cost the poll that they are made in.
    private static List<Row> made(long tracker, List<Stretch> days) {
        try {
            return days.stream().collect(Collectors.groupingBy(day -> Math.floorDiv(day.from(), ERA), TreeMap::new, Collectors.toList())).entrySet().stream()
                    .flatMap(era -> rows(era.getKey(), era.getValue())).toList();
        } catch (RuntimeException e) {
            LOG.warn("Past days of the tracker with the id {} are not kept figure by figure ({}); charts read them one by one.", tracker, Stumble.of(e));
            return List.of();
        }
    }

    private static Stream<Row> rows(long era, List<Stretch> days) {
        return IntStream.range(0, NUMBERS.size()).filter(field -> days.stream().anyMatch(day -> !Double.isNaN(day.last()[field])))
                .mapToObj(field -> new Row(era, Figures.FIELDS.indexOf(NUMBERS.get(field)), Strip.packed(days, field, era * ERA)));
    }
}
