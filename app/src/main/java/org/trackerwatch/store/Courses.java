package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.core.Stretch;
import org.trackerwatch.trackers.Field;

/// A few figures' numbers through time, for charts: the same readings and days as [History] has, read as numbers alone.
public final class Courses {

    static final long DAY = Duration.ofDays(1).toMillis();

    /// Readings from `from` on and before `to`, in order of time.
    ///
    /// @param fields of which the numbers are, in this order
    public List<Stretch> readings(Transaction tx, long tracker, List<Field> fields, Instant from, Instant to) {
        var found = new ArrayList<Stretch>();
        var scan = new Scan(fields);
        tx.query("SELECT block FROM reading WHERE tracker = ? AND latest >= ? AND earliest < ? ORDER BY nr",
                row -> row.getBytes(1), tracker, from, to).forEach(block -> unpack(block, scan, from, to, found));
        found.sort((one, other) -> Long.compare(one.from(), other.from()));
        return found;
    }

    /// When anything was first read of it, be it only as a day by now.
    public Optional<LocalDate> firstDay(Transaction tx, long tracker) {
        return tx.first("SELECT min(day) AS day FROM daily WHERE tracker = ?", row -> Columns.number(row, "day"), tracker)
                .flatMap(day -> day).map(LocalDate::ofEpochDay);
    }

    /// The same of all.
    public Optional<LocalDate> firstDay(Transaction tx) {
        return tx.first("SELECT min(day) AS day FROM daily", row -> Columns.number(row, "day")).flatMap(day -> day).map(LocalDate::ofEpochDay);
    }

    /// Days (UTC) from `from` until `to`, both included; those without a reading are missing, and those that can't be read.
    public List<Stretch> days(Transaction tx, long tracker, List<Field> fields, LocalDate from, LocalDate to) {
        var scan = new Scan(fields);
        var found = new ArrayList<Stretch>();
        tx.query("SELECT day, figures FROM daily WHERE tracker = ? AND day BETWEEN ? AND ? ORDER BY day",
                row -> add(row, 1, scan, found), tracker, from.toEpochDay(), to.toEpochDay());
        return found;
    }

    /// The same of one figure, over whatever time: read from [Strips], where there are any. Days of which it is unknown are missing.
    public List<Stretch> days(Transaction tx, long tracker, Field field, LocalDate from, LocalDate to) {
        return Strips.days(tx, tracker, field, from.toEpochDay(), to.toEpochDay());
    }

    /// The same of every tracker that has any, in one question. Naming the trackers lets SQLite look each of them up at the
    /// first day that is wanted.
    public Map<Long, List<Stretch>> days(Transaction tx, List<Field> fields, LocalDate from, LocalDate to) {
        var found = new HashMap<Long, List<Stretch>>();
        var scan = new Scan(fields);
        tx.query("SELECT tracker, day, figures FROM daily WHERE tracker IN (SELECT id FROM tracker) AND day BETWEEN ? AND ? ORDER BY tracker, day",
                row -> add(row, 2, scan, found.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())),
                from.toEpochDay(), to.toEpochDay());
        return found;
    }

    /// A block that can't be read is left out.
    private static void unpack(byte[] block, Scan scan, Instant from, Instant to, List<Stretch> into) {
        var in = new Packed.Reader(block);
        scan.begin();
        int before = into.size();
        try {
            for (long at = 0; in.hasMore(); ) {
                at += in.signed();
                boolean doubtful = scan.read(in);
                if (at >= from.toEpochMilli() && at < to.toEpochMilli()) {
                    into.add(Stretch.reading(at, scan.numbers(), doubtful));
                }
            }
        } catch (RuntimeException _) {
            into.subList(before, into.size()).clear();
        }
    }

    /// The four kinds of figures of a [Day] lie one after the other, each as its difference to the one before.
    ///
    /// @return false if the day can't be read, and is left out
    static boolean add(ResultSet row, int column, Scan scan, List<Stretch> into) throws SQLException {
        long begin = row.getLong(column) * DAY;
        var in = new Packed.Reader(row.getBytes(column + 1));
        scan.begin();
        try {
            var day = new Stretch(begin, begin + DAY, next(scan, in), next(scan, in), next(scan, in), next(scan, in), false);
            in.end();
            return into.add(day);
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static double[] next(Scan scan, Packed.Reader in) {
        scan.read(in);
        return scan.numbers();
    }
}
