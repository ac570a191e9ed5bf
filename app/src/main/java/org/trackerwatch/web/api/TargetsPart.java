package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.core.Target;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.TargetReport;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// Where alerts go, and how delivery there goes.
public final class TargetsPart implements Part {

    private final App app;

    public TargetsPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/targets", this::list),
                Route.get("/api/v1/targets/{id}", this::get),
                Route.delete("/api/v1/targets/{id}", this::remove),
                Route.post("/api/v1/targets/{id}/pause", this::pause),
                Route.post("/api/v1/targets/{id}/resume", this::resume));
    }

    private Reply list(Request request) {
        request.query();
        var list = Json.array();
        app.database().read(tx -> TargetReport.all(app, tx)).stream().map(TargetReport::document).forEach(list::add);
        return Reply.json(list);
    }

    private Reply get(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> TargetReport.of(app, tx, target(app, tx, request))).document());
    }

    private Reply remove(Request request) {
        app.database().write(tx -> app.targets().remove(tx, target(app, tx, request).id()));
        return Reply.done();
    }

    private Reply pause(Request request) {
        return Reply.json(app.database().writeAndGet(tx ->
                TargetReport.of(app, tx, app.targets().pause(tx, target(app, tx, request).id()))).document());
    }

    private Reply resume(Request request) {
        return Reply.json(app.database().writeAndGet(tx ->
                TargetReport.of(app, tx, app.targets().resume(tx, target(app, tx, request).id()))).document());
    }

    /// The one that the path names.
    static Target target(App app, Transaction tx, Request request) {
        return app.targets().get(tx, request.id("id")).orElseThrow(() ->
                new Refused(Problem.missing("There is no target with the id " + request.id("id") + ". It may have been removed.")));
    }
}
