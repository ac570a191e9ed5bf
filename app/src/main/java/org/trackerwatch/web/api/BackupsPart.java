package org.trackerwatch.web.api;

import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.report.BackupReport;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.BackupState;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Setting;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// Copies of the database. Where they lie is a setting, and none holds the key: that takes who sits at the machine.
public final class BackupsPart implements Part {

    private final App app;
    private final Backups backups;

    public BackupsPart(App app) {
        this.app = app;
        backups = new Backups(app.config().database(), app.config().keyFile());
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/backups", this::list),
                Route.post("/api/v1/backups", this::make));
    }

    private Reply list(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> {
            var folder = backups.folder(tx);
            return BackupReport.all(folder, Backups.list(folder), BackupState.get(tx), Setting.BACKUP_EVERY.in(tx));
        }));
    }

    private Reply make(Request request) {
        request.query();
        if (request.body().length > 0) {
            request.fields().done();
        }
        var folder = app.database().read(backups::folder);
        return Reply.made("/api/v1/backups", BackupReport.of(backups.make(folder, Backup.Occasion.ASKED_FOR, Optional.empty(), app.time().now())));
    }
}
