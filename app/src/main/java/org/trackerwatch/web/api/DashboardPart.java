package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.report.DashboardReport;
import org.trackerwatch.report.SummaryReport;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// All accounts at a glance: for the dashboard, and flat for other people's dashboards.
public final class DashboardPart implements Part {

    private final App app;

    public DashboardPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/dashboard", this::dashboard),
                Route.get("/api/v1/summary", this::summary));
    }

    private Reply dashboard(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> DashboardReport.of(app, tx).document(tx)));
    }

    private Reply summary(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> SummaryReport.of(app, tx).document()));
    }
}
