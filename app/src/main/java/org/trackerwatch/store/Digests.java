package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Digest;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Target;

/// When each target gets its digest: once for each day that has one, whatever happens to the program and the clock. Who
/// was away for several days gets one of all of them.
public final class Digests {

    private final Standings standings;
    private final Deliveries deliveries = new Deliveries();
    private final Silences silences = new Silences();

    Digests(Standings standings) {
        this.standings = standings;
    }

    /// The last one.
    private record Last(String rhythm, LocalDate day, Instant upto) {}

    private record Part(String digest, Instant from, Instant to, Digest.Page page) {}

    /// Puts those on their way that are due.
    ///
    /// @param room bytes of UTF-8 that a message's text may have there
    public void followUps(Transaction tx, List<Target> targets, ToIntFunction<Target> room, Instant now) {
        tx.update("DELETE FROM digest WHERE target IN (SELECT id FROM target WHERE digest_at IS NULL)");
        targets.forEach(target -> target.calm().digest().ifPresent(time -> followUp(tx, target, time, room, now)));
    }

    private void followUp(Transaction tx, Target target, DigestTime time, ToIntFunction<Target> room, Instant now) {
        var due = time.lastDue(now, standings.zone(tx));
        var last = last(tx, target);
        var from = last.map(Last::upto).filter(now::isAfter).orElse(now);
        if (last.filter(before -> before.rhythm().equals(rhythm(time)) && !isAstray(before.day(), due, time)).isEmpty()) {
            note(tx, target, time, due, from);
        } else if (due.isAfter(last.get().day()) && target.health().state() == Target.Health.State.PAUSED) {
            note(tx, target, time, due, from);
        } else if (due.isAfter(last.get().day()) && !isSilenced(tx, target, now)) {
            make(tx, target, room.applyAsInt(target), from, now);
            note(tx, target, time, due, now);
        }
    }

    /// The clock once showed days that are still to come, by more than one digest: it was wrong, and is not waited for.
    private static boolean isAstray(LocalDate last, LocalDate due, DigestTime time) {
        return last.isAfter(due.plusDays(time.day().isPresent() ? 7 : 1));
    }

    private boolean isSilenced(Transaction tx, Target target, Instant now) {
        return silences.lasting(tx, now).stream().anyMatch(silence -> silence.tracker().isEmpty() && silence.rule().isEmpty()
                && silence.target().orElse(target.id()) == target.id());
    }

    private void make(Transaction tx, Target target, int room, Instant from, Instant now) {
        var trackers = standings.of(tx, target);
        if (trackers.isEmpty()) {
            return;
        }
        var name = target.id() + " " + now;
        var pages = standings.digest(tx, target, trackers, from, now).pages(room);
        tx.update("DELETE FROM digest_tracker WHERE digest NOT IN (SELECT digest FROM digest_page)");
        for (int number = 1; number <= pages.size(); number++) {
            long id = deliveries.add(tx, target.id(), 0, Delivery.Kind.DIGEST, Severity.INFO, List.of(), Optional.empty(), now);
            tx.update("INSERT INTO digest_page (delivery, digest, from_at, to_at, page, pages) VALUES (?, ?, ?, ?, ?, ?)", id, name, from,
                    now, number, pages.size());
            for (long tracker : pages.get(number - 1)) {
                tx.update("INSERT INTO digest_tracker (digest, tracker, page) VALUES (?, ?, ?)", name, tracker, number);
            }
        }
    }

    /// Empty if there is nothing left to say: its trackers are gone, or their names are hidden by now and the first of its
    /// messages tells of them together.
    Optional<Message> message(Transaction tx, Delivery delivery, Target target) {
        return tx.first("SELECT * FROM digest_page WHERE delivery = ?", Digests::part, delivery.id())
                .filter(part -> part.page().number() == 1 || !target.hideName()).flatMap(part -> message(tx, part, target));
    }

    /// A later page knows its own trackers only: all of them again for each would be much to read.
    private Optional<Message> message(Transaction tx, Part part, Target target) {
        record Place(long tracker, int page) {}
        var number = part.page().number();
        var places = tx.query("SELECT tracker, page FROM digest_tracker WHERE digest = ?", row -> new Place(row.getLong(1), row.getInt(2)),
                part.digest());
        var wanted = places.stream().filter(place -> number == 1 || place.page() == number).map(Place::tracker).collect(Collectors.toSet());
        var trackers = standings.of(tx, wanted);
        var own = places.stream().filter(place -> place.page() == number).map(Place::tracker).toList();
        return Optional.of(standings.digest(tx, target, trackers, part.from(), part.to())).filter(_ -> !trackers.isEmpty())
                .map(digest -> digest.message(part.page(), own, "digest " + part.digest() + " " + number));
    }

    /// A delivery of a digest is made once more.
    static void again(Transaction tx, long delivery, long anew) {
        tx.update("""
                INSERT INTO digest_page (delivery, digest, from_at, to_at, page, pages)
                SELECT ?, digest, from_at, to_at, page, pages FROM digest_page WHERE delivery = ?""", anew, delivery);
    }

    private static Optional<Last> last(Transaction tx, Target target) {
        return tx.first("SELECT * FROM digest WHERE target = ?", row -> new Last(row.getString("rhythm"),
                LocalDate.parse(row.getString("day")), Columns.at(row, "upto")), target.id());
    }

    private static void note(Transaction tx, Target target, DigestTime time, LocalDate day, Instant upto) {
        tx.update("INSERT OR REPLACE INTO digest (target, rhythm, day, upto) VALUES (?, ?, ?, ?)", target.id(), rhythm(time), day.toString(), upto);
    }

    private static String rhythm(DigestTime time) {
        return time.at() + time.day().map(day -> " " + Columns.word(day)).orElse("");
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(row.getString("digest"), Columns.at(row, "from_at"), Columns.at(row, "to_at"),
                new Digest.Page(row.getInt("page"), row.getInt("pages")));
    }
}
