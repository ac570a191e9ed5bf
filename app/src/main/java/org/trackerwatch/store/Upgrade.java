package org.trackerwatch.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.core.Stumble;
import org.trackerwatch.trackers.Time;

/// Brings the tables of an older version to this one's shape: after a backup, and in one transaction.
final class Upgrade {

    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

    private Upgrade() {}

    /// @throws StoreException if it can't be done; then the database is as it was
    static void of(Path file, Path key, Session session, List<String> migrations) {
        int from = session.reading(Migrations::done);
        var backup = from == 0 ? Optional.<Inspection>empty() : Optional.of(backup(file, key, session));
        try {
            session.writing(tx -> applied(tx, file, migrations, from));
        } catch (RuntimeException e) {
            var why = e instanceof StoreException known ? known : StoreException.caused("This is a fault of this version, please report it: " + Stumble.of(e), e);
            throw backup.map(made -> failed(file, from, made, why)).orElse(why);
        }
        backup.ifPresent(made -> LOG.info("The database was brought from format {} to {}; as it was before, it is in {}.", from,
                migrations.size(), made.file()));
    }

    /// What SQL alone can't make of the days of an older version is made here.
    private static int applied(Transaction tx, Path file, List<String> migrations, int from) {
        int done = Migrations.apply(tx, file, migrations);
        if (from > 0) {
            Strips.extend(tx);
        }
        return done;
    }

    private static Inspection backup(Path file, Path key, Session session) {
        var backups = new Backups(file, key);
        try {
            var now = Time.SYSTEM.now();
            var made = backups.make(session.reading(backups::folder), Backup.Occasion.UPGRADE, Optional.empty(), now);
            tidy(made.file(), now);
            return made;
        } catch (StoreException e) {
            throw StoreException.caused("The database is of an older version and is not brought up to date without a backup. Nothing was changed."
                    + " " + e.getMessage(), e);
        }
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
