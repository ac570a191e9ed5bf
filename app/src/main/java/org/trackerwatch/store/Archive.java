package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.Severity;

/// What grows over the years, a page at a time, newest first. A page begins behind a place and not at a number, so what is
/// added meanwhile shifts nothing.
public final class Archive {

    /// Where something stands.
    public record Place(Instant at, long id) {

        private static final Place END = new Place(Instant.ofEpochMilli(Long.MAX_VALUE), Long.MAX_VALUE);

        /// Empty if it was not written by [#toString()].
        public static Optional<Place> parse(String text) {
            try {
                var parts = text.split("[.]", 2);
                return Optional.of(new Place(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[parts.length - 1])));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return at.toEpochMilli() + "." + id;
        }
    }

    /// @param tracker its id; empty for all
    /// @param before  nothing that stands there or is newer
    public record Range(Optional<Long> tracker, Optional<Instant> since, Optional<Instant> until, Optional<Place> before, int most) {

        private Place end() {
            return before.orElse(Place.END);
        }
    }

    public List<Events.Stored> events(Transaction tx, Range range, Optional<String> rule, Optional<Severity> severity) {
        var word = severity.map(Columns::word);
        return Events.read(tx, """
                SELECT * FROM event WHERE (? IS NULL OR tracker = ?) AND (? IS NULL OR rule = ?) AND (? IS NULL OR severity = ?)
                AND (? IS NULL OR at >= ?) AND (? IS NULL OR at < ?) AND (at, id) < (?, ?) AND json_valid(detail) AND json_valid(figures)
                ORDER BY at DESC, id DESC LIMIT ?""",
                range.tracker, range.tracker, rule, rule, word, word, range.since, range.since, range.until, range.until,
                range.end().at, range.end().id, range.most);
    }

    /// @param id     only this one
    /// @param target its id; empty for all
    /// @param states empty for all
    public List<Delivery> deliveries(Transaction tx, Range range, Optional<Long> id, Optional<Long> target, List<Delivery.State> states) {
        var words = states.isEmpty() ? Optional.<String>empty()
                : Optional.of(states.stream().map(Columns::word).collect(Collectors.joining(",", ",", ",")));
        return Deliveries.read(tx, """
                (? IS NULL OR id = ?) AND (? IS NULL OR tracker = ?) AND (? IS NULL OR target = ?)
                AND (? IS NULL OR instr(?, ',' || state || ',') > 0) AND (? IS NULL OR created_at >= ?) AND (? IS NULL OR created_at < ?)
                AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?""", id, id, range.tracker, range.tracker, target, target,
                words, words, range.since, range.since, range.until, range.until, range.end().at, range.end().id, range.most);
    }

    /// Those that lasted at some time of the range.
    ///
    /// @param open only those that last
    public List<Incident> incidents(Transaction tx, Range range, boolean open) {
        return tx.query("""
                SELECT * FROM incident WHERE (? IS NULL OR tracker = ?) AND (NOT ? OR ended_at IS NULL)
                AND (? IS NULL OR ended_at IS NULL OR ended_at >= ?) AND (? IS NULL OR since < ?)
                AND (since, id) < (?, ?) ORDER BY since DESC, id DESC LIMIT ?""", Incidents::incident, range.tracker, range.tracker, open,
                range.since, range.since, range.until, range.until, range.end().at, range.end().id, range.most);
    }
}
