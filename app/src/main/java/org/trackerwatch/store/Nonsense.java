package org.trackerwatch.store;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.PollFailure;

/// What stands in a database and can't be, so that whatever reads it would fail: SQLite takes any text for the word of a
/// list, or for an address. Only who writes to the file past this program can make it so.
public final class Nonsense {

    /// Where a word of a list is kept.
    private record Place(String table, String column, Enum<?>... words) {

        private Stream<String> wrong(Transaction tx) {
            return tx.query("SELECT DISTINCT substr(" + column + ", 1, 100) FROM " + table + " WHERE " + column + " IS NOT NULL", row -> row.getString(1)).stream()
                    .filter(word -> Stream.of(words).noneMatch(known -> known.name().equals(word.toUpperCase(Locale.ROOT))))
                    .map(word -> "In the table “" + table + "” there is the " + column + " “" + word + "”.");
        }
    }

    private static final List<Place> WORDS = List.of(new Place("tracker", "mode", Tracker.Mode.values()),
            new Place("target", "state", Target.Health.State.values()), new Place("target", "least", Severity.values()),
            new Place("event", "severity", Severity.values()), new Place("silence", "mode", Silence.Mode.values()),
            new Place("schedule", "reason", PollFailure.Reason.values()), new Place("incident", "reason", PollFailure.Reason.values()),
            new Place("incident", "last_reason", PollFailure.Reason.values()), new Place("delivery", "kind", Delivery.Kind.values()),
            new Place("delivery", "severity", Severity.values()), new Place("delivery", "state", Delivery.State.values()),
            new Place("delivery", "form", Delivery.Form.values()));

    /// Far beyond what any command takes.
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(3660);

    private Nonsense() {}

    /// In words for the user; empty: all can be read. Settings are left out: each says by itself how it is mended.
    public static List<String> in(Transaction tx) {
        var words = Stream.concat(WORDS.stream().flatMap(place -> place.wrong(tx)),
                Events.unknownKinds(tx).stream().map(kind -> "In the table “verdict” there is the kind “" + kind + "”.")).toList();
        return words.isEmpty() ? Stream.concat(of(tx, "tracker", Nonsense::tracker), of(tx, "target", Nonsense::target)).toList() : words;
    }

    @FunctionalInterface
    private interface Attempt {
        void at(Transaction tx, long id);
    }

    private static Stream<String> of(Transaction tx, String table, Attempt attempt) {
        return tx.query("SELECT id FROM " + table + " ORDER BY id", row -> row.getLong(1)).stream().flatMap(id -> {
            try {
                attempt.at(tx, id);
                return Stream.empty();
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                var name = tx.first("SELECT substr(name, 1, 100) FROM " + table + " WHERE id = ?", row -> row.getString(1), id).orElseThrow();
                return Stream.of("The " + table + " “" + name + "” can't be read (" + e.getMessage() + ").");
            }
        });
    }

    private static void tracker(Transaction tx, long id) {
        tx.first("SELECT * FROM tracker WHERE id = ?", row -> {
            Columns.text(row, "min_ratio").map(BigDecimal::new);
            Columns.text(row, "joined").map(LocalDate::parse);
            Columns.number(row, "max_per_day").map(Math::toIntExact);
            Columns.number(row, "interval_s").ifPresent(Nonsense::interval);
            return Columns.text(row, "url").map(URI::create);
        }, id).flatMap(address -> address).filter(address -> !isOfTheWeb(address)).ifPresent(address -> {
            throw new IllegalArgumentException("no address of a site: " + address);
        });
    }

    private static void interval(long seconds) {
        if (seconds <= 0 || seconds > LONGEST_INTERVAL.toSeconds()) {
            throw new IllegalArgumentException("no interval: " + seconds + " s");
        }
    }

    private static boolean isOfTheWeb(URI address) {
        return Optional.ofNullable(address.getScheme()).filter(scheme -> scheme.matches("(?i)https?")).isPresent();
    }

    private static void target(Transaction tx, long id) {
        tx.first("SELECT * FROM target WHERE id = ?", Calms::read, id);
        tx.query("SELECT value FROM target_threshold WHERE target = ?", row -> new BigDecimal(row.getString(1)), id);
    }
}
