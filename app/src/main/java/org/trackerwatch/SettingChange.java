package org.trackerwatch;

import org.trackerwatch.store.BackupFolder;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.Transaction;

/// Sets what holds for all trackers, with what has to be looked at before and what follows.
public final class SettingChange {

    private final App app;

    public SettingChange(App app) {
        this.app = app;
    }

    /// @throws IllegalArgumentException in words for the user, if it is not allowed or can't work; then nothing is changed
    public Setting.Current set(Transaction tx, Setting<?> setting, String value) {
        var changed = setting.set(tx, value);
        if (setting.equals(Setting.BACKUP_FOLDER)) {
            BackupFolder.judge(new Backups(app.config().database()).folder(tx));
        }
        if (setting.equals(Setting.POLL_INTERVAL)) {
            app.registry().list(tx).forEach(tracker -> new Revision(app).sooner(tx, tracker));
        }
        return changed;
    }
}
