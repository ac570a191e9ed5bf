package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.report.SettingReport;
import org.trackerwatch.store.Setting;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// What holds for all trackers.
public final class SettingsPart implements Part {

    private final App app;

    public SettingsPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/settings", this::list),
                Route.put("/api/v1/settings/{key}", this::set));
    }

    private Reply list(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> SettingReport.all(app, tx)));
    }

    private Reply set(Request request) {
        var setting = setting(request.part("key"));
        var fields = request.fields();
        var value = fields.needed("value");
        fields.done();
        return Reply.json(app.database().writeAndGet(tx -> SettingReport.of(fields.parsed("value", text -> setting.set(tx, text), value))));
    }

    private static Setting<?> setting(String key) {
        try {
            return Setting.named(key);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.missing(String.valueOf(e.getMessage())));
        }
    }
}
