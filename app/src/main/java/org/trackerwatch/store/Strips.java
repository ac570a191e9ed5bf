package org.trackerwatch.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.trackers.Field;

/// Days that are over, figure by figure, 32 of them in a row of the database: a year of one figure is 12 short rows rather than
/// 365 long ones. They are made when the first reading of a later day comes, so a poll hardly pays for them, and fall with
/// any day that is changed (the database sees to that itself), to be made anew.
///
/// Each tracker has them from its first day until some day; what comes after is in `daily` alone.
final class Strips {

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
        var days = tx.query("""
                SELECT day, figures FROM daily WHERE tracker = ?1 AND day < ?2 >> 5 << 5
                AND day >= coalesce((SELECT max(era) + 1 << 5 FROM strip WHERE tracker = ?1), day) ORDER BY day""",
                row -> Courses.day(row, 1, scan), tracker, day);
        days.stream().collect(Collectors.groupingBy(each -> Math.floorDiv(each.from(), ERA)))
                .forEach((era, within) -> put(tx, tracker, era, within));
    }

    /// The same of all trackers, each until its last day.
    static void extend(Transaction tx) {
        tx.query("SELECT id, (SELECT max(day) FROM daily WHERE tracker = id) AS last FROM tracker WHERE last IS NOT NULL",
                row -> new long[] {row.getLong(1), row.getLong(2)}).forEach(last -> extend(tx, last[0], last[1]));
    }

    /// Days from `from` until `to`, both included and since 1970. Those of which the figure is unknown are missing.
    static List<Stretch> days(Transaction tx, long tracker, Field field, long from, long to) {
        var found = new ArrayList<Stretch>();
        tx.query("SELECT era, numbers FROM strip WHERE tracker = ? AND era BETWEEN ? >> 5 AND ? >> 5 AND field = ? ORDER BY era",
                row -> Strip.days(row.getBytes(2), row.getLong(1) * ERA), tracker, from, to, Figures.FIELDS.indexOf(field)).forEach(found::addAll);
        found.removeIf(day -> day.from() < from * Courses.DAY || day.from() > to * Courses.DAY);
        var scan = new Scan(List.of(field));
        tx.query("""
                SELECT day, figures FROM daily WHERE tracker = ?1 AND day <= ?3
                AND day >= max(?2, coalesce((SELECT max(era) + 1 << 5 FROM strip WHERE tracker = ?1), ?2)) ORDER BY day""",
                row -> Courses.day(row, 1, scan), tracker, from, to).stream().filter(day -> !Double.isNaN(day.last()[0])).forEach(found::add);
        return found;
    }

    private static void put(Transaction tx, long tracker, long era, List<Stretch> days) {
        for (int i = 0; i < NUMBERS.size(); i++) {
            int field = i;
            if (days.stream().anyMatch(day -> !Double.isNaN(day.last()[field]))) {
                tx.update("INSERT INTO strip (tracker, era, field, numbers) VALUES (?, ?, ?, ?)", tracker, era,
                        Figures.FIELDS.indexOf(NUMBERS.get(field)), Strip.packed(days, field, era * ERA));
            }
        }
    }
}
