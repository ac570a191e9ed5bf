package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.Silence;

/// What the user does not want to hear of for a while.
public final class Silences {

    /// Those that are over are still shown for so long.
    private static final Duration KEPT = Duration.ofDays(90);

    public Silence add(Transaction tx, Silence silence) {
        tx.update("DELETE FROM silence WHERE until < ?", silence.from().minus(KEPT));
        long id = tx.insert("INSERT INTO silence (tracker, target, rule, from_at, until, mode, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
                silence.tracker(), silence.target(), silence.rule(), silence.from(), silence.until(), Columns.word(silence.mode()),
                silence.reason());
        return get(tx, id).orElseThrow();
    }

    public Optional<Silence> get(Transaction tx, long id) {
        return tx.first("SELECT * FROM silence WHERE id = ?", Silences::silence, id);
    }

    /// Those that last, oldest first.
    public List<Silence> lasting(Transaction tx, Instant now) {
        return tx.query("SELECT * FROM silence WHERE until > ? ORDER BY id", Silences::silence, now);
    }

    /// Those that last and those that are over, oldest first.
    public List<Silence> list(Transaction tx) {
        return tx.query("SELECT * FROM silence ORDER BY id", Silences::silence);
    }

    /// Ends it now. What silences hold is decided anew: another one may cover it.
    ///
    /// @return whether it lasted until now
    public boolean end(Transaction tx, long id, Instant now) {
        boolean ended = tx.update("UPDATE silence SET until = max(from_at, ?) WHERE id = ? AND until > ?", now, id, now) > 0;
        if (ended) {
            tx.update("UPDATE verdict SET until = min(until, ?) WHERE kind = 'silenced' AND released_at IS NULL", now);
        }
        return ended;
    }

    private static Silence silence(ResultSet row) throws SQLException {
        return new Silence(row.getLong("id"), Columns.number(row, "tracker"), Columns.number(row, "target"), Columns.text(row, "rule"),
                Columns.at(row, "from_at"), Columns.at(row, "until"), Columns.word(Silence.Mode.class, row, "mode"),
                Columns.text(row, "reason"));
    }
}
