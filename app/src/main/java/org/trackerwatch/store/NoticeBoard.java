package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.Kind;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Transitions;

/// Notices of targets, and what they are about, as rows.
final class NoticeBoard {

    /// What was given up longer ago is no news.
    static final Duration OLD = Duration.ofDays(7);

    /// In a target's place: a notice about trackerwatch itself.
    static final long ITSELF = 0;

    private static final String GIVEN_UP = "target = ? AND state = 'dead' AND settled_at > ? AND kind NOT IN ('notice', 'test')";

    private final Deliveries deliveries = new Deliveries();

    /// A notice of a target, to be given to another.
    void add(Transaction tx, long target, long about, Message message, Instant now) {
        long id = deliveries.add(tx, target, 0, Kind.NOTICE, message.severity(), List.of(), Optional.of(message), now);
        tx.update("UPDATE delivery SET about = ? WHERE id = ?", about, id);
    }

    /// When a target was last given notice of another in that severity, whatever came of it but that it was called off.
    Optional<Instant> last(Transaction tx, long target, long about, Severity severity) {
        return tx.first("""
                SELECT max(created_at) AS at FROM delivery
                WHERE about = ? AND target = ? AND kind = 'notice' AND severity = ? AND state <> 'cancelled'""",
                row -> Columns.maybeAt(row, "at"), about, target, Columns.word(severity)).flatMap(at -> at);
    }

    /// Those that say that a target can't be reached, to whom nobody has said yet that it works again; oldest first.
    List<Delivery> bad(Transaction tx, long about) {
        return Deliveries.read(tx, """
                about = ? AND kind = 'notice' AND severity = 'urgent' AND state NOT IN ('dead', 'cancelled')
                AND NOT EXISTS (SELECT 1 FROM delivery good WHERE good.about = delivery.about AND good.target = delivery.target
                    AND good.kind = 'notice' AND good.severity = 'good' AND good.id > delivery.id) ORDER BY id""", about);
    }

    /// Whether a message is still to be sent: that a target can't be reached lapses when it can, and that it can be again when
    /// nobody there has read the contrary. What is no notice, or was asked for once more, always is.
    boolean isNews(Transaction tx, Delivery message, Instant now) {
        var about = tx.first("SELECT about FROM delivery WHERE id = ?", row -> Columns.number(row, "about"), message.id()).flatMap(id -> id);
        return about.isEmpty() || switch (message.severity()) {
            case URGENT -> about.get() == ITSELF || Targets.health(tx, about.get()).filter(health -> Transitions.isCutOff(health, now)).isPresent();
            case GOOD -> tx.first("""
                    SELECT 1 FROM delivery WHERE about = ? AND target = ? AND kind = 'notice' AND severity = 'urgent' AND id < ?
                    AND (state IN ('delivered', 'accepted', 'sending') OR uncertain)""", row -> row.getInt(1), about, message.target(),
                    message.id()).isPresent();
            case WARNING, INFO -> true;
        };
    }

    /// What a target was not told since then because it was given up, oldest first.
    List<Delivery> givenUp(Transaction tx, long target, Instant since) {
        return Deliveries.read(tx, GIVEN_UP + " ORDER BY id", target, since);
    }

    /// How many messages for it were given up since the last one arrived. What the user has seen or sent again is not meant.
    int missed(Transaction tx, long target, Instant now) {
        return tx.first("SELECT count(*) FROM delivery d WHERE " + GIVEN_UP + """
                 AND acknowledged_at IS NULL AND NOT EXISTS (SELECT 1 FROM delivery again WHERE again.redelivers = d.id)
                AND settled_at > coalesce((SELECT max(settled_at) FROM delivery WHERE target = ? AND state IN ('delivered', 'accepted')), 0)""",
                row -> row.getInt(1), target, now.minus(OLD), target).orElse(0);
    }

    /// Of its service's last answer; empty where none came.
    Optional<Long> status(Transaction tx, long target) {
        return tx.first("SELECT status FROM attempt WHERE target = ? AND ended_at IS NOT NULL ORDER BY id DESC LIMIT 1",
                row -> Columns.number(row, "status"), target).flatMap(number -> number);
    }
}
