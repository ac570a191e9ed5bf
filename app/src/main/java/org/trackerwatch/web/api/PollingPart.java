package org.trackerwatch.web.api;

import java.time.Duration;
import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.HandEntry;
import org.trackerwatch.PollNow;
import org.trackerwatch.report.EventReport;
import org.trackerwatch.report.PollReport;
import org.trackerwatch.report.ReadingReport;
import org.trackerwatch.report.RequestReport;
import org.trackerwatch.store.Setting;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// Reads accounts at the user's word, or takes from him what he read himself; and shows what was asked of a site.
public final class PollingPart implements Part {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final App app;

    public PollingPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/api/v1/trackers/{id}/poll", this::poll),
                Route.post("/api/v1/trackers/{id}/record", this::record),
                Route.get("/api/v1/trackers/{id}/requests", this::requests));
    }

    private Reply poll(Request request) throws InterruptedException {
        boolean force = false;
        if (request.body().length > 0) {
            var fields = request.fields();
            force = fields.flag("force").orElse(false);
            fields.done();
        }
        var tracker = app.database().read(tx -> TrackersPart.tracker(app, tx, request));
        var result = new PollNow(app).poll(List.of(tracker), force, _ -> { }).getFirst();
        boolean usernames = app.database().read(Setting.STORE_USERNAMES::in);
        return Reply.json(PollReport.of(usernames ? result : PollReport.masked(result)));
    }

    private Reply record(Request request) throws InterruptedException {
        var fields = request.fields();
        var now = app.time().now();
        var at = fields.instant("at").orElse(now);
        if (at.isAfter(now)) {
            throw fields.wrong("at", "This lies ahead; nobody knows figures of then.");
        }
        var figures = new FigureForm(fields, now).figures();
        var tracker = app.database().read(tx -> TrackersPart.tracker(app, tx, request));
        try {
            var entered = new HandEntry(app).keep(tracker, figures, at);
            var node = ReadingReport.of(entered.snapshot()).put("tracker", tracker.name());
            var events = node.putArray("events");
            entered.events().stream().map(EventReport::of).forEach(events::add);
            return Reply.json(node);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.conflict(String.valueOf(e.getMessage())));
        }
    }

    private Reply requests(Request request) {
        var from = request.query("since").instant("since").orElse(app.time().now().minus(A_DAY));
        return Reply.json(app.database().read(tx -> RequestReport.of(app.history().requests(tx, TrackersPart.tracker(app, tx, request).id(), from))));
    }
}
