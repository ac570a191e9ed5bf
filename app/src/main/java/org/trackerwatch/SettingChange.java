package org.trackerwatch;

import java.util.List;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.deliver.Ping;
import org.trackerwatch.store.BackupFolder;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Secret;

/// Sets what holds for all trackers, with what has to be looked at before and what follows.
public final class SettingChange {

    private final App app;

    public SettingChange(App app) {
        this.app = app;
    }

    /// @throws IllegalArgumentException in words for the user, if it is not allowed or can't work; then nothing is changed
    public Setting.Current set(Transaction tx, Setting<?> setting, String value) {
        var before = setting.equals(Setting.POLL_INTERVAL) ? app.registry().list(tx) : List.<Tracker>of();
        var changed = setting.set(tx, value);
        if (setting.equals(Setting.BACKUP_FOLDER)) {
            BackupFolder.judge(new Backups(app.config().database()).folder(tx));
        }
        before.forEach(former -> app.registry().get(tx, former.id()).ifPresent(tracker -> new Revision(app).replan(tx, former, tracker)));
        return changed;
    }

    /// @throws IllegalArgumentException in words for the user
    public Secret pingAddress(String pasted) {
        return Ping.address(pasted, app.database().read(Setting.PING_ALLOW_PRIVATE::in));
    }
}
