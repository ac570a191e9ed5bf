package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.Rehearsal;
import org.trackerwatch.core.Rule;
import org.trackerwatch.report.EventTypeReport;
import org.trackerwatch.report.PayloadSchema;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// What a target can be told of.
public final class EventTypesPart implements Part {

    private final App app;

    public EventTypesPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/event-types", this::list),
                Route.get("/api/v1/event-types/{key}", this::get),
                Route.get("/api/v1/event-types/{key}/schema", this::schema));
    }

    private Reply list(Request request) {
        request.query();
        return Reply.json(EventTypeReport.all(app.rulebook().rules()));
    }

    private Reply get(Request request) {
        request.query();
        return Reply.json(EventTypeReport.of(rule(request)));
    }

    private Reply schema(Request request) {
        request.query();
        var rule = rule(request);
        return Reply.json(PayloadSchema.of(rule, new Rehearsal(app).stories(rule)));
    }

    private Rule rule(Request request) {
        return app.rulebook().find(request.part("key")).orElseThrow(() ->
                new Refused(Problem.missing("There is no such event. /api/v1/event-types lists them.")));
    }
}
