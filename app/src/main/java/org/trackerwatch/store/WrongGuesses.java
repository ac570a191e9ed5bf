package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who guessed at the password, a code or the setup code and was wrong, and how long he is not listened to.
public final class WrongGuesses {

    /// Whoever mistypes isn't kept waiting for it.
    private static final int FREE = 4;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /// Whoever has millions of addresses shall not fill the disk.
    private static final int MOST = 10_000;

    /// Until when nothing that comes from there is looked at; empty if it is looked at now.
    public Optional<Instant> until(Transaction tx, String network, Instant now) {
        return tx.first("SELECT until FROM wrong_guess WHERE network = ?", row -> Columns.at(row, "until"), network)
                .filter(until -> until.isAfter(now) && Duration.between(now, until).compareTo(LONGEST_WAIT) <= 0);
    }

    /// @param longest that is waited
    public void wrong(Transaction tx, String network, Instant now, Duration longest) {
        tx.update("DELETE FROM wrong_guess WHERE last_at < ?", now.minus(FORGOTTEN));
        tx.update("DELETE FROM wrong_guess WHERE network IN (SELECT network FROM wrong_guess ORDER BY last_at DESC LIMIT -1 OFFSET ?)", MOST);
        int times = 1 + tx.first("SELECT times FROM wrong_guess WHERE network = ?", row -> row.getInt(1), network).orElse(0);
        tx.update("INSERT INTO wrong_guess (network, times, last_at, until) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                + " SET times = excluded.times, last_at = excluded.last_at, until = excluded.until", network, times, now, now.plus(wait(times, longest)));
    }

    public void right(Transaction tx, String network) {
        tx.update("DELETE FROM wrong_guess WHERE network = ?", network);
    }

    /// All of them, as whoever sits at the machine may.
    public void forget(Transaction tx) {
        tx.update("DELETE FROM wrong_guess");
    }

    /// Twice as long each time.
    private static Duration wait(int times, Duration longest) {
        if (times <= FREE) {
            return Duration.ZERO;
        }
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(times - FREE - 1, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
