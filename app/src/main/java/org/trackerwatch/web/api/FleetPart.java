package org.trackerwatch.web.api;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;
import org.trackerwatch.App;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.FleetReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Query;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import tools.jackson.databind.node.ObjectNode;

/// All accounts side by side.
public final class FleetPart implements Part {

    private final App app;

    public FleetPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/fleet/daily", request -> table(request, "30d", FleetReport::daily, FleetReport::dailyTable, "daily")),
                Route.get("/api/v1/fleet/compare", request -> table(request, "30d", FleetReport::compare, FleetReport::compareTable, "compare")),
                Route.get("/api/v1/fleet/calendar", request -> document(request, "1y", FleetReport::calendar)),
                Route.get("/api/v1/fleet/share", request -> document(request, "30d", FleetReport::share)));
    }

    private Reply table(Request request, String range, BiFunction<FleetReport, Transaction, ObjectNode> document,
                        BiFunction<FleetReport, Transaction, String> table, String name) {
        var query = request.query("range", "from", "to", "field", "trackers", "format");
        boolean asTable = SeriesPart.isTable(query);
        return app.database().read(tx -> {
            var report = report(tx, query, range, name.equals("compare"));
            return asTable ? Reply.file("trackerwatch-" + name + "-" + report.field().key() + ".csv", "text/csv;charset=utf-8",
                    Json.utf8(table.apply(report, tx))) : Reply.json(document.apply(report, tx));
        });
    }

    private Reply document(Request request, String range, BiFunction<FleetReport, Transaction, ObjectNode> document) {
        var query = request.query("range", "from", "to", "field", "trackers");
        return app.database().read(tx -> Reply.json(document.apply(report(tx, query, range, false), tx)));
    }

    /// @param any whether a ratio, which can't be summed up, may be asked for as well
    private FleetReport report(Transaction tx, Query query, String range, boolean any) {
        var field = query.text("field").map(name -> SeriesPart.field("field", name)).orElse(Field.UPLOADED);
        if (!any && field.type() == Field.Type.RATIO) {
            throw SeriesPart.refused("field", "A ratio can't be summed up; /api/v1/fleet/compare shows how it went.");
        }
        var period = Period.of(query, range, app.time().now(), () -> Period.first(tx, 0, app.time().now()));
        return new FleetReport(trackers(tx, query), field, period.from(), period.to());
    }

    /// In the user's order; all of them where none is named.
    private List<Tracker> trackers(Transaction tx, Query query) {
        var wanted = new HashSet<String>(query.list("trackers"));
        var all = app.registry().list(tx);
        wanted.stream().filter(id -> all.stream().noneMatch(tracker -> String.valueOf(tracker.id()).equals(id))).sorted().findFirst().ifPresent(id -> {
            throw SeriesPart.refused("trackers", "There is no tracker with the id " + id + ".");
        });
        var places = app.arrangement().all(tx);
        return all.stream().filter(tracker -> wanted.isEmpty() || wanted.contains(String.valueOf(tracker.id())))
                .sorted(Comparator.comparing(tracker -> places.get(tracker.id()).position())).toList();
    }
}
