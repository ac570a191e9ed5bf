package org.trackerwatch.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How the scheduled backups go.
///
/// @param tried   the last time
/// @param made    when the last one was
/// @param trouble why the last try failed, in words for the user
/// @param since   the first failure in a row
public record BackupState(Instant tried, Optional<Instant> made, Optional<String> file, Optional<String> trouble, Optional<Instant> since) {

    private static final Duration RETRY = Duration.ofHours(1);

    /// When the next one is due; one that failed is tried again each hour.
    public Instant next(Duration every) {
        return tried.plus(trouble.isPresent() ? RETRY : every);
    }

    /// Empty before the first try.
    public static Optional<BackupState> get(Transaction tx) {
        return tx.first("SELECT * FROM backup_state", row -> new BackupState(Columns.at(row, "tried_at"), Columns.maybeAt(row, "made_at"),
                Columns.text(row, "file"), Columns.text(row, "trouble"), Columns.maybeAt(row, "since")));
    }

    public static void made(Transaction tx, Path file, Instant now) {
        tx.update("INSERT OR REPLACE INTO backup_state (id, tried_at, made_at, file) VALUES (1, ?, ?, ?)", now, now, file.toString());
    }

    public static void failed(Transaction tx, String trouble, Instant now) {
        tx.update("INSERT INTO backup_state (id, tried_at, trouble, since) VALUES (1, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                + " tried_at = excluded.tried_at, trouble = excluded.trouble, since = coalesce(since, excluded.since)", now, trouble, now);
    }
}
