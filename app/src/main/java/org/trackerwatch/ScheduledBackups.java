package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.BackupState;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Keeping;
import org.trackerwatch.store.Notices;
import org.trackerwatch.store.OldBackups;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Transaction;

/// Makes backups by itself, in a loop of their own, so that polls and messages wait for none. One that fails is told to
/// every target, and tried again each hour.
final class ScheduledBackups implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackups.class);

    /// A program that has just begun has other things to do.
    private static final Duration SETTLING = Duration.ofMinutes(10);

    private final App app;
    private Instant begun;

    ScheduledBackups(App app) {
        this.app = app;
        begun = app.time().now();
    }

    @Override
    public void run() {
        var now = app.time().now();
        // A clock that was set back since would make it wait for as long as that was wrong.
        begun = now.isBefore(begun) ? now : begun;
        if (app.database().read(tx -> isDue(tx, now))) {
            make(now);
        }
    }

    /// A clock that was set back makes it no later.
    private boolean isDue(Transaction tx, Instant now) {
        var every = Setting.BACKUP_EVERY.in(tx);
        var state = BackupState.get(tx);
        var next = state.map(last -> last.tried().isAfter(now) ? now : last.next(every.orElse(Duration.ZERO))).orElse(begun);
        return every.isPresent() && !now.isBefore(next) && !now.isBefore(begun.plus(SETTLING));
    }

    private void make(Instant now) {
        var backups = new Backups(app.config().database(), app.config().keyFile());
        var folder = app.database().read(backups::folder);
        try {
            var made = backups.make(folder, Backup.Occasion.SCHEDULED, Optional.empty(), now);
            app.database().write(tx -> {
                if (BackupState.get(tx).flatMap(BackupState::trouble).isPresent()) {
                    new Notices(app.targets()).backupsWork(tx, now);
                }
                BackupState.made(tx, made.file(), now);
            });
            LOG.info("Made the backup {}.", made.file());
            // Only after a good one, so that trouble never costs the last.
            new OldBackups(made.file(), now).remove(app.database().read(Keeping::in), app.config().zone());
        } catch (StoreException e) {
            failed(String.valueOf(e.getMessage()), now);
        }
    }

    private void failed(String trouble, Instant now) {
        LOG.error("{} It is tried again in an hour.", trouble);
        app.database().write(tx -> {
            BackupState.failed(tx, trouble, now);
            new Notices(app.targets()).backupFailed(tx, trouble, now);
        });
    }
}
