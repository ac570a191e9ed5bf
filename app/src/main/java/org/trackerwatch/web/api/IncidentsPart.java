package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.report.IncidentReport;
import org.trackerwatch.store.Archive;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// When trackers could not be read, why, and who was told.
public final class IncidentsPart implements Part {

    private final App app;

    public IncidentsPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/incidents", this::list),
                Route.get("/api/v1/incidents/{id}", this::get));
    }

    private Reply list(Request request) {
        var paging = Paging.of(request, "open");
        boolean open = paging.query().flag("open");
        var now = app.time().now();
        return app.database().read(tx -> paging.reply(new Archive().incidents(tx, paging.range(), open),
                incident -> new Archive.Place(incident.since(), incident.id()), incident -> IncidentReport.of(app, tx, incident).document(now)));
    }

    private Reply get(Request request) {
        request.query();
        long id = request.id("id");
        return Reply.json(app.database().read(tx -> app.incidents().get(tx, id).map(found -> IncidentReport.of(app, tx, found)))
                .orElseThrow(() -> new Refused(Problem.missing("There is no incident " + id + ". It may be so old that it was forgotten.")))
                .document(app.time().now()));
    }
}
