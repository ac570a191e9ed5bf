package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.core.TrackerState;
import org.trackerwatch.trackers.Allowance;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Visit;

/// What polls brought, and what the evaluator made of it. Moments are kept to the millisecond.
public final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    /// The last reading tells nearly all, those of two days the rest; no figure is read more seldom than once a month.
    private static final List<Duration> LOOKED_BACK = List.of(Duration.ZERO, Duration.ofDays(2), Duration.ofDays(31));

    /// How a poll ended, as far as it is kept.
    public record OutcomeAt(Instant at, Outcome outcome) {}

    /// Keeps a reading, and adds it to its day unless it is doubtful. A user name that must not be kept is left out.
    public void append(Transaction tx, Snapshot snapshot) {
        var kept = new Snapshot(snapshot.tracker(), snapshot.at().truncatedTo(ChronoUnit.MILLIS),
                Usernames.storable(tx, snapshot.stats()), snapshot.doubtful());
        appendToBlock(tx, kept);
        if (!kept.doubtful()) {
            addToDay(tx, kept);
        }
    }

    /// Keeps that a poll failed.
    public void append(Transaction tx, long tracker, Instant at, PollFailure failure) {
        tx.update("INSERT OR REPLACE INTO failure (tracker, at, reason, detail, retry_after_ms) VALUES (?, ?, ?, ?, ?)",
                tracker, at, Columns.word(failure.reason()), failure.detail(),
                failure.retryAfter().map(Duration::toMillis));
    }

    /// From `from` on and before `to`, in order of time.
    public List<Snapshot> snapshots(Transaction tx, long tracker, Instant from, Instant to) {
        return blocks(tx, "WHERE tracker = ? AND latest >= ? AND earliest < ? ORDER BY nr", tracker, from, to)
                .flatMap(block -> block.snapshots().stream())
                .filter(snapshot -> !snapshot.at().isBefore(from) && snapshot.at().isBefore(to))
                .sorted(Comparator.comparing(Snapshot::at))
                .toList();
    }

    /// The latest before that moment, newest first.
    public List<Snapshot> before(Transaction tx, long tracker, Instant before, int most) {
        record Part(int size, Instant earliest) {}
        int found = 0;
        var from = before;
        var parts = tx.query("SELECT size, earliest FROM reading WHERE tracker = ? AND earliest < ? ORDER BY nr DESC LIMIT ?",
                row -> new Part(row.getInt(1), Columns.at(row, "earliest")), tracker, before, most + 1);
        for (int i = 0; i < parts.size() && found < most; i++) {
            found += i == 0 ? 0 : parts.get(i).size;
            from = parts.get(i).earliest.isBefore(from) ? parts.get(i).earliest : from;
        }
        return snapshots(tx, tracker, from, before).reversed().stream().limit(most).toList();
    }

    /// The last one that was stored.
    public Optional<Snapshot> latest(Transaction tx, long tracker) {
        return blocks(tx, "WHERE tracker = ? ORDER BY nr DESC LIMIT 1", tracker)
                .flatMap(block -> block.last().stream()).findFirst();
    }

    /// The last one of each tracker that has one.
    public Map<Long, Snapshot> latest(Transaction tx) {
        return blocks(tx, """
                WHERE (tracker, nr) IN (SELECT id, (SELECT max(nr) FROM reading r WHERE r.tracker = t.id) FROM tracker t)""")
                .flatMap(block -> block.last().stream())
                .collect(Collectors.toUnmodifiableMap(Snapshot::tracker, snapshot -> snapshot));
    }

    /// When each of these figures was last in a reading that could be believed: a page that is read once a day tells
    /// some of them. Missing is what no reading of the last month had.
    public Map<Field, Instant> lastTold(Transaction tx, long tracker, Set<Field> wanted) {
        var told = new EnumMap<Field, Instant>(Field.class);
        latest(tx, tracker).ifPresent(last -> {
            note(told, List.of(last), wanted);
            var end = last.at().plusMillis(1);
            for (int i = 1; i < LOOKED_BACK.size() && !told.keySet().containsAll(wanted); i++) {
                var from = last.at().minus(LOOKED_BACK.get(i));
                note(told, snapshots(tx, tracker, from, end), wanted);
                end = from;
            }
        });
        return told;
    }

    /// The latest of them that tells it.
    private static void note(Map<Field, Instant> told, List<Snapshot> readings, Set<Field> wanted) {
        readings.reversed().stream().filter(snapshot -> !snapshot.doubtful()).forEach(snapshot -> snapshot.stats().values().keySet().stream()
                .filter(wanted::contains).forEach(field -> told.putIfAbsent(field, snapshot.at())));
    }

    /// What was known at that moment: the last one until then.
    public Optional<Snapshot> at(Transaction tx, long tracker, Instant at) {
        return blocks(tx, "WHERE tracker = ? AND earliest <= ? ORDER BY nr DESC LIMIT 1", tracker, at)
                .flatMap(block -> block.snapshots().stream())
                .filter(snapshot -> !snapshot.at().isAfter(at))
                .max(Comparator.comparing(Snapshot::at));
    }

    /// Polls as they ended, good and failed, from `from` on and before `to`, in order of time: what is needed to
    /// evaluate them again.
    public List<OutcomeAt> outcomes(Transaction tx, long tracker, Instant from, Instant to) {
        var read = snapshots(tx, tracker, from, to).stream().map(History::read);
        var failed = tx.query("SELECT * FROM failure WHERE tracker = ? AND at >= ? AND at < ?",
                History::failed, tracker, from, to);
        return Stream.concat(read, failed.stream()).sorted(Comparator.comparing(OutcomeAt::at)).toList();
    }

    /// The last poll until that moment.
    public Optional<OutcomeAt> outcomeAt(Transaction tx, long tracker, Instant at) {
        var read = at(tx, tracker, at).map(History::read);
        var failed = tx.first("SELECT * FROM failure WHERE tracker = ? AND at <= ? ORDER BY at DESC LIMIT 1",
                History::failed, tracker, at);
        return Stream.concat(read.stream(), failed.stream()).max(Comparator.comparing(OutcomeAt::at));
    }

    /// From `from` until `to`, both included. Days without a reading are missing, and those that can't be read.
    public List<Day> days(Transaction tx, long tracker, LocalDate from, LocalDate to) {
        return tx.query("SELECT * FROM daily WHERE tracker = ? AND day BETWEEN ? AND ? ORDER BY day",
                History::day, tracker, from.toEpochDay(), to.toEpochDay()).stream().flatMap(Optional::stream).toList();
    }

    public TrackerState state(Transaction tx, long tracker) {
        return tx.first("SELECT document FROM state WHERE tracker = ?", row -> row.getString(1), tracker)
                .map(document -> state(tracker, document)).orElse(TrackerState.NEW);
    }

    /// What can't be read is forgotten, or no poll could be kept any more.
    private static TrackerState state(long tracker, String document) {
        try {
            return Documents.read(TrackerState.class, document);
        } catch (RuntimeException e) {
            LOG.error("What was remembered of the tracker with the id {} can't be read ({}); it begins anew with its next poll.", tracker, Stumble.of(e));
            return TrackerState.NEW;
        }
    }

    /// Trackers of which any rule's condition is met, without reading all that is remembered of all.
    Set<Long> standing(Transaction tx) {
        return Set.copyOf(tx.query("""
                SELECT tracker FROM state WHERE CASE WHEN json_valid(document) THEN EXISTS (SELECT 1 FROM json_each(document, '$.rules')) END""", row -> row.getLong(1)));
    }

    public void remember(Transaction tx, long tracker, TrackerState state) {
        tx.update("""
                INSERT INTO state (tracker, document) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET document = excluded.document WHERE document <> excluded.document""",
                tracker, Documents.write(TrackerState.class, Usernames.storable(tx, state)));
    }

    /// Adds to the ledger of requests.
    public void append(Transaction tx, long tracker, List<Visit.Request> requests) {
        requests.forEach(request -> tx.update("""
                INSERT INTO request (tracker, at, name, method, path, status, bytes, took_ms, allowed, remaining, pause_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                tracker, request.at(), request.name(), request.method(), request.path(), request.status(), request.bytes(),
                request.took().toMillis(), request.allowance().allowed(), request.allowance().remaining(),
                request.allowance().pause().map(Duration::toMillis)));
    }

    /// The ledger from that moment on, oldest first.
    public List<Visit.Request> requests(Transaction tx, long tracker, Instant from) {
        return tx.query("SELECT * FROM request WHERE tracker = ? AND at >= ? ORDER BY at, id",
                History::request, tracker, from);
    }

    private static void appendToBlock(Transaction tx, Snapshot snapshot) {
        record Last(long nr, Block block) {}
        long tracker = snapshot.tracker();
        var last = tx.first("SELECT * FROM reading WHERE tracker = ? ORDER BY nr DESC LIMIT 1",
                row -> new Last(row.getLong("nr"), block(row)), tracker);
        var longer = last.flatMap(found -> found.block.longer(snapshot));
        long nr = last.map(Last::nr).orElse(0L);
        if (longer.isPresent()) {
            tx.update("""
                    UPDATE reading SET size = size + 1, earliest = min(earliest, ?), latest = max(latest, ?), block = ?
                    WHERE tracker = ? AND nr = ?""", snapshot.at(), snapshot.at(), longer.get().packed(), tracker, nr);
        } else {
            tx.update("INSERT INTO reading (tracker, nr, size, earliest, latest, block) VALUES (?, ?, 1, ?, ?, ?)",
                    tracker, nr + 1, snapshot.at(), snapshot.at(), Block.empty(tracker).with(snapshot).packed());
        }
    }

    private void addToDay(Transaction tx, Snapshot snapshot) {
        var date = LocalDate.ofInstant(snapshot.at(), ZoneOffset.UTC);
        var known = tx.first("SELECT * FROM daily WHERE tracker = ? AND day = ?",
                History::day, snapshot.tracker(), date.toEpochDay());
        var day = known.isEmpty() ? Day.empty(snapshot.tracker(), date).with(snapshot.stats())
                : known.get().map(before -> before.with(snapshot.stats())).orElseGet(() -> ofReadings(tx, snapshot.tracker(), date));
        tx.update("INSERT OR REPLACE INTO daily (tracker, day, readings, figures) VALUES (?, ?, ?, ?)",
                day.tracker(), date.toEpochDay(), day.readings(), day.packed());
        if (known.isEmpty()) {
            Strips.extend(tx, day.tracker(), date.toEpochDay());
        }
    }

    /// A day that can't be read any more, as far as its readings tell.
    private Day ofReadings(Transaction tx, long tracker, LocalDate date) {
        var begin = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        var day = Day.empty(tracker, date);
        for (var reading : snapshots(tx, tracker, begin, begin.plus(Duration.ofDays(1)))) {
            day = reading.doubtful() ? day : day.with(reading.stats());
        }
        return day;
    }

    private static Stream<Block> blocks(Transaction tx, String where, Object... arguments) {
        return tx.query("SELECT reading.* FROM reading " + where, History::block, arguments).stream();
    }

    private static Block block(ResultSet row) throws SQLException {
        return new Block(row.getLong("tracker"), row.getBytes("block"));
    }

    private static Optional<Day> day(ResultSet row) throws SQLException {
        return Day.of(row.getLong("tracker"), LocalDate.ofEpochDay(row.getLong("day")), row.getInt("readings"),
                row.getBytes("figures"));
    }

    private static OutcomeAt read(Snapshot snapshot) {
        return new OutcomeAt(snapshot.at(), new Outcome.Read(snapshot.stats()));
    }

    private static OutcomeAt failed(ResultSet row) throws SQLException {
        return new OutcomeAt(Columns.at(row, "at"), new Outcome.Failed(Schedules.failure(row)));
    }

    private static Visit.Request request(ResultSet row) throws SQLException {
        return new Visit.Request(Columns.at(row, "at"), row.getString("name"), row.getString("method"), row.getString("path"),
                row.getInt("status"), row.getLong("bytes"), Duration.ofMillis(row.getLong("took_ms")),
                new Allowance(Columns.number(row, "allowed"), Columns.number(row, "remaining"),
                        Columns.maybeMillis(row, "pause_ms")));
    }
}
