package org.trackerwatch.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;

/// What the database knows of trouble, read without the key: it may be the key that is in trouble.
public final class Symptoms {

    private Symptoms() {}

    /// @param read   whether it ever was
    /// @param reason of the last poll, if that failed
    /// @param since  the first failure in a row
    public record Account(String name, String definition, Tracker.Mode mode, boolean read, int failures, Optional<String> reason, Optional<Instant> since) {}

    public static List<Account> accounts(Transaction tx) {
        return tx.query("""
                SELECT t.name, t.definition, t.mode, EXISTS (SELECT 1 FROM reading r WHERE r.tracker = t.id) AS read, s.failures, s.reason,
                (SELECT min(i.since) FROM incident i WHERE i.tracker = t.id AND i.ended_at IS NULL) AS since
                FROM tracker t JOIN schedule s ON s.tracker = t.id ORDER BY t.id""",
                row -> new Account(row.getString("name"), row.getString("definition"), Columns.word(Tracker.Mode.class, row, "mode"),
                        row.getBoolean("read"), row.getInt("failures"), Columns.text(row, "reason"), Columns.maybeAt(row, "since")));
    }

    /// @param waiting how many messages
    /// @param oldest  when that was made which waits longest
    public record Receiver(String name, String kind, Target.Health health, int waiting, Optional<Instant> oldest) {}

    public static List<Receiver> receivers(Transaction tx) {
        var queues = new Deliveries().queues(tx);
        return tx.query("SELECT id, name, kind FROM target ORDER BY id", row -> Map.entry(row.getLong(1), List.of(row.getString(2), row.getString(3))))
                .stream().map(row -> {
                    var queue = queues.getOrDefault(row.getKey(), Deliveries.Queue.EMPTY);
                    return new Receiver(row.getValue().getFirst(), row.getValue().getLast(),
                            Targets.health(tx, row.getKey()).orElse(Target.Health.GOOD), queue.waiting(), queue.oldest());
                }).toList();
    }

    /// Messages that may have arrived, and are to be sent again.
    public static long uncertain(Transaction tx) {
        return number(tx, "SELECT count(*) FROM delivery WHERE settled_at IS NULL AND uncertain");
    }

    /// Messages that were given up, which nobody has looked at.
    public static long givenUp(Transaction tx) {
        return number(tx, "SELECT count(*) FROM delivery WHERE state = 'dead' AND acknowledged_at IS NULL AND kind NOT IN ('notice', 'test')");
    }

    /// Nothing is watched, and nobody told.
    public static boolean isEmpty(Transaction tx) {
        return number(tx, "SELECT (SELECT count(*) FROM tracker) + (SELECT count(*) FROM target)") == 0;
    }

    public static long proxied(Transaction tx) {
        return number(tx, "SELECT count(*) FROM tracker WHERE proxy IS NOT NULL");
    }

    /// The latest moment that anything was written down at.
    public static Optional<Instant> latest(Transaction tx) {
        return tx.first("""
                SELECT max(at) AS at FROM (SELECT max(latest) AS at FROM reading UNION ALL SELECT max(polled_at) FROM schedule
                UNION ALL SELECT max(at) FROM heartbeat UNION ALL SELECT max(started_at) FROM attempt)""",
                row -> Columns.maybeAt(row, "at")).flatMap(at -> at);
    }

    /// The secrets that a key doesn't open, by what they are.
    ///
    /// @throws StoreException if there is no key in the file
    public static List<String> unreadable(Transaction tx, Path keyFile) {
        return Sealed.unreadable(tx, Vault.opener(keyFile, KeyFile.required(keyFile)));
    }

    /// A change of keys was interrupted: the next one lies beside the file that is in use, and is the one that fits.
    public static boolean isKeyWaiting(Transaction tx, Path keyFile) {
        var wanted = SealKey.id(tx);
        return KeyFile.whole(KeyFile.next(keyFile)).filter(key -> SealKey.fits(wanted, key)).isPresent()
                && KeyFile.whole(keyFile).filter(key -> SealKey.fits(wanted, key)).isEmpty();
    }

    /// Neither the file nor the one beside it holds the key that the database was begun with, or is sealed with.
    public static boolean isKeyAmiss(Transaction tx, Path keyFile) {
        var wanted = SealKey.id(tx);
        return wanted.isPresent() && KeyFile.fitting(keyFile, wanted).isEmpty();
    }

    public static long sealed(Transaction tx) {
        return Stream.of(Sealed.values()).mapToLong(place -> number(tx, "SELECT count(" + place.column + ") FROM " + place.table)).sum();
    }

    /// How backups are made.
    ///
    /// @param every   how often; empty if never
    /// @param trouble why the last one that was due was not made
    /// @param lineage whose they are; empty if that can't be told
    public record Habit(Path folder, Optional<Duration> every, Optional<String> trouble, Optional<Lineage> lineage) {

        /// Those of the folder, the newest first, but those that are known to be another installation's.
        public List<Backup> own() {
            return Backups.list(folder).stream().filter(backup -> lineage.filter(ours -> ours.isOther(backup.file())).isEmpty()).toList();
        }
    }

    public static Habit backups(Transaction tx, Path database) {
        return new Habit(new Backups(database).folder(tx), Setting.BACKUP_EVERY.in(tx), BackupState.get(tx).flatMap(BackupState::trouble), Lineage.known(tx));
    }

    private static long number(Transaction tx, String sql) {
        return tx.first(sql, row -> row.getLong(1)).orElseThrow();
    }
}
