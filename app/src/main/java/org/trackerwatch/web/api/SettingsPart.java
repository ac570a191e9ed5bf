package org.trackerwatch.web.api;

import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.SettingChange;
import org.trackerwatch.report.SettingReport;
import org.trackerwatch.store.SealedSettings;
import org.trackerwatch.store.Setting;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// What holds for all trackers.
public final class SettingsPart implements Part {

    /// Takes an address back.
    private static final String NONE = "none";

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
        if (request.part("key").equals(SealedSettings.PING_URL)) {
            return ping(request);
        }
        var setting = setting(request.part("key"));
        var fields = request.fields();
        var value = fields.needed("value");
        fields.done();
        return Reply.json(app.database().writeAndGet(tx -> SettingReport.of(fields.parsed("value", text -> new SettingChange(app).set(tx, setting, text), value))));
    }

    /// Whoever has the address can keep the watcher quiet, so it is told to nobody.
    private Reply ping(Request request) {
        var fields = request.fields();
        var given = fields.needed("value");
        fields.done();
        var address = Optional.of(given).filter(text -> !text.strip().equalsIgnoreCase(NONE)).map(text -> fields.parsed("value", new SettingChange(app)::pingAddress, text));
        app.database().write(tx -> address.ifPresentOrElse(known -> app.sealedSettings().set(tx, SealedSettings.PING_URL, known),
                () -> app.sealedSettings().clear(tx, SealedSettings.PING_URL)));
        return Reply.json(SettingReport.ping(address.isPresent()));
    }

    private static Setting<?> setting(String key) {
        try {
            return Setting.named(key);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.missing(String.valueOf(e.getMessage())));
        }
    }
}
