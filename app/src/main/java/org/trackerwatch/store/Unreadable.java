package org.trackerwatch.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.trackerwatch.core.TrackerState;

/// What was kept of the past and can't be read any more: SQLite has no checksums, so a disk that changes what it holds is
/// noticed by nobody. Charts and lists leave it out, and all else works.
public final class Unreadable {

    /// More days of a tracker need not be named.
    private static final int NAMED = 3;

    private Unreadable() {}

    /// In words for the user, a line for each tracker and kind; empty: all can be read.
    public static List<String> in(Transaction tx) {
        return Stream.of(days(tx), blocks(tx), states(tx), events(tx)).flatMap(List::stream).toList();
    }

    private static List<String> days(Transaction tx) {
        var bad = new TreeMap<String, List<LocalDate>>();
        tx.query("SELECT t.name, d.day, d.readings, d.figures FROM daily d JOIN tracker t ON t.id = d.tracker ORDER BY t.id, d.day", row -> {
            var date = LocalDate.ofEpochDay(row.getLong(2));
            return Day.of(0, date, row.getInt(3), row.getBytes(4)).isPresent() || bad.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(date);
        });
        return bad.entrySet().stream().map(Unreadable::days).toList();
    }

    private static String days(Map.Entry<String, List<LocalDate>> of) {
        var days = of.getValue();
        return days.size() == 1 ? "The day " + days.getFirst() + " of “" + of.getKey() + "” can't be read." : days.size() + " days of “" + of.getKey()
                + "” can't be read: " + String.join(", ", days.stream().limit(NAMED).map(LocalDate::toString).toList()) + (days.size() > NAMED ? " and more." : ".");
    }

    private static List<String> blocks(Transaction tx) {
        return tx.query("SELECT t.name, r.size, r.earliest, r.block FROM reading r JOIN tracker t ON t.id = r.tracker ORDER BY t.id, r.nr", row ->
                new Block(0, row.getBytes(4)).isReadable() ? "" : row.getInt(2) + " reading(s) of “" + row.getString(1) + "” from " + Columns.at(row, "earliest")
                        + " on can't be read.").stream().filter(words -> !words.isEmpty()).toList();
    }

    private static List<String> states(Transaction tx) {
        return tx.query("SELECT t.name, s.document FROM state s JOIN tracker t ON t.id = s.tracker ORDER BY t.id", row ->
                isState(row.getString(2)) ? "" : "What was remembered of “" + row.getString(1) + "” can't be read; it begins anew with the next poll.")
                .stream().filter(words -> !words.isEmpty()).toList();
    }

    private static List<String> events(Transaction tx) {
        long bad = tx.query("SELECT * FROM event", row -> Events.stored(row).isEmpty()).stream().filter(unread -> unread).count();
        return bad == 0 ? List.of() : List.of(bad + " event(s) can't be read.");
    }

    private static boolean isState(String document) {
        try {
            Documents.read(TrackerState.class, document);
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }
}
