package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.TrackerReport;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import tools.jackson.databind.node.ArrayNode;

/// The user's accounts: as they stand, and in the order in which he wants to see them.
public final class TrackersPart implements Part {

    private final App app;

    public TrackersPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/trackers", this::list),
                Route.put("/api/v1/trackers/order", this::order),
                Route.get("/api/v1/trackers/{id}", this::get));
    }

    private Reply list(Request request) {
        var id = request.query("id").id("id");
        return Reply.json(app.database().read(tx -> id.isEmpty() ? summaries(tx) : summary(tx, id.get())));
    }

    private Reply get(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> TrackerReport.of(app, tx, tracker(app, tx, request)).document()));
    }

    private Reply order(Request request) {
        var fields = request.fields();
        var ids = fields.ids("ids").orElseThrow(() -> fields.wrong("ids", "This is needed: the trackers' ids, in the order that you want."));
        fields.done();
        return Reply.json(app.database().writeAndGet(tx -> {
            ids.stream().filter(id -> app.registry().get(tx, id).isEmpty()).findFirst().ifPresent(id -> {
                throw fields.wrong("ids", "There is no tracker with the id " + id + ".");
            });
            app.arrangement().order(tx, ids);
            return summaries(tx);
        }));
    }

    private ArrayNode summaries(Transaction tx) {
        var list = Json.array();
        TrackerReport.all(app, tx).stream().map(TrackerReport::summary).forEach(list::add);
        return list;
    }

    /// That one alone, or none: to ask whether it is there is no mistake.
    private ArrayNode summary(Transaction tx, long id) {
        var list = Json.array();
        app.registry().get(tx, id).ifPresent(tracker -> list.add(TrackerReport.of(app, tx, tracker).summary()));
        return list;
    }

    /// The one that the path names.
    static Tracker tracker(App app, Transaction tx, Request request) {
        return app.registry().get(tx, request.id("id")).orElseThrow(() ->
                new Refused(Problem.missing("There is no tracker with the id " + request.id("id") + ". It may have been removed.")));
    }
}
