package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.trackers.Time;

/// Brings the tables of an older version to this one's shape: after a backup, and in one transaction.
final class Upgrade {

    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

    private Upgrade() {}

    /// Whoever comes to a database of old while somebody upgrades it waits for his turn, and then finds nothing to do: a backup
    /// of his would hold the database as it is after it, under the name of one before.
    ///
    /// @throws StoreException if it can't be done; then the database is as it was
    static void of(Path file, Path key, Session session, List<String> migrations) {
        if (session.reading(Migrations::done) == 0) {
            session.writing(tx -> applied(tx, file, migrations, 0));
            return;
        }
        try (var turn = BackupTurn.of(file)) {
            if (session.reading(tx -> Migrations.isBehind(tx, file, migrations))) {
                kept(file, backup(turn, file, key, session), session, migrations);
            }
        } catch (IOException e) {
            throw unkept(e.getClass().getSimpleName() + ": " + e.getMessage() + ". " + Backups.CHECK, e);
        }
    }

    private static void kept(Path file, Inspection backup, Session session, List<String> migrations) {
        int from = session.reading(Migrations::done);
        try {
            session.writing(tx -> applied(tx, file, migrations, from));
        } catch (RuntimeException e) {
            throw failed(file, from, backup, e instanceof StoreException known ? known
                    : StoreException.caused("This is a fault of this version, please report it: " + Stumble.of(e), e));
        }
        LOG.info("The database was brought from format {} to {}; as it was before, it is in {}.", from, migrations.size(), backup.file());
    }

    /// What SQL alone can't make of the days of an older version is made here.
    private static int applied(Transaction tx, Path file, List<String> migrations, int from) {
        int done = Migrations.apply(tx, file, migrations);
        if (from > 0) {
            Strips.extend(tx);
        }
        return done;
    }

    private static Inspection backup(BackupTurn turn, Path file, Path key, Session session) {
        var backups = new Backups(file, key);
        try {
            var now = Time.SYSTEM.now();
            var made = backups.make(turn, session.reading(backups::folder), Backup.Occasion.UPGRADE, now);
            tidy(made.file(), now);
            return made;
        } catch (StoreException e) {
            throw unkept(String.valueOf(e.getMessage()), e);
        }
    }

    private static StoreException unkept(String why, Exception cause) {
        return StoreException.caused("The database is of an older version and is not brought up to date without a backup. Nothing was changed. " + why, cause);
    }

    private static void tidy(Path made, Instant now) {
        try {
            new OldBackups(made, now).removeUpgrades();
        } catch (StoreException e) {
            LOG.warn("Backups of earlier upgrades in {} could not be tidied up ({}).", made.getParent(), e.getClass().getSimpleName());
        }
    }

    private static StoreException failed(Path file, int from, Inspection backup, StoreException cause) {
        return StoreException.caused("The database " + file + " could not be brought up to date from format " + from + ". That was undone, so"
                + " the version before still works with it; it is in " + backup.file() + " as well. " + cause.getMessage(), cause);
    }
}
