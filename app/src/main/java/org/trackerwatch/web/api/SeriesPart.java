package org.trackerwatch.web.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.ReadingReport;
import org.trackerwatch.report.SeriesReport;
import org.trackerwatch.report.SnapshotTable;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Query;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// An account through time: its readings one by one, and as the lines of a chart.
public final class SeriesPart implements Part {

    private static final List<Field> USUAL = List.of(Field.UPLOADED, Field.DOWNLOADED, Field.RATIO, Field.BUFFER, Field.SEEDING, Field.BONUS);

    private static final List<String> FORMATS = List.of("json", "csv");

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    /// Some 15 MB.
    private static final int LARGEST_TABLE = 50_000;

    private final App app;

    public SeriesPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/trackers/{id}/series", this::series),
                Route.get("/api/v1/trackers/{id}/snapshots", this::snapshots));
    }

    private Reply series(Request request) {
        var query = request.query("range", "from", "to", "fields", "mode", "format");
        var fields = fields(query);
        boolean perDay = query.word("mode", List.of("value", "per_day")).filter("per_day"::equals).isPresent();
        return app.database().read(tx -> {
            var tracker = TrackersPart.tracker(app, tx, request);
            var period = Period.of(query, "30d", app.time().now(), () -> Period.first(tx, tracker.id(), app.time().now()));
            var report = new SeriesReport(app, tracker, period.from(), period.to(), fields, perDay);
            return isTable(query) ? Reply.file("trackerwatch-" + tracker.id() + "-series.csv", "text/csv;charset=utf-8", Json.utf8(report.csv(tx)))
                    : Reply.json(report.document(tx));
        });
    }

    private Reply snapshots(Request request) {
        var query = request.query("limit", "before", "format", "range", "from", "to");
        return app.database().read(tx -> {
            var tracker = TrackersPart.tracker(app, tx, request);
            return isTable(query) ? table(tx, query, tracker) : page(tx, query, tracker);
        });
    }

    private Reply page(Transaction tx, Query query, Tracker tracker) {
        List.of("range", "from", "to").forEach(name -> query.text(name).ifPresent(_ -> {
            throw refused(name, "“" + name + "” is for format=csv; pages go back from the newest by “before”.");
        }));
        int limit = query.number("limit", 1, LARGEST_PAGE, PAGE);
        var before = query.id("before").map(Instant::ofEpochMilli).orElse(Instant.MAX);
        var found = app.history().before(tx, tracker.id(), before, limit + 1);
        var node = Json.object();
        var items = node.putArray("items");
        found.stream().limit(limit).map(ReadingReport::of).forEach(items::add);
        return Reply.json(found.size() <= limit ? node.putNull("next") : node.put("next", String.valueOf(found.get(limit - 1).at().toEpochMilli())));
    }

    private Reply table(Transaction tx, Query query, Tracker tracker) {
        var period = Period.of(query, "all", app.time().now(), () -> Instant.EPOCH);
        List<Snapshot> found = app.history().snapshots(tx, tracker.id(), period.from(), period.to());
        if (found.size() > LARGEST_TABLE) {
            throw refused("range", "That would be " + found.size() + " readings; ask for " + LARGEST_TABLE + " at most, in parts by “from” and “to”.");
        }
        return Reply.file("trackerwatch-" + tracker.id() + "-readings.csv", "text/csv;charset=utf-8", Json.utf8(SnapshotTable.csv(found)));
    }

    static boolean isTable(Query query) {
        return query.word("format", FORMATS).filter("csv"::equals).isPresent();
    }

    private static List<Field> fields(Query query) {
        var named = query.list("fields").stream().distinct().map(name -> field("fields", name)).toList();
        return named.isEmpty() ? USUAL : named;
    }

    /// A figure that is a number.
    static Field field(String parameter, String name) {
        return Field.of(name).filter(SeriesReport::isNumber).orElseThrow(() -> refused(parameter, "“" + name + "” is no figure that a chart can show. "
                + "There is " + String.join(", ", Arrays.stream(Field.values()).filter(SeriesReport::isNumber).map(Field::key).toList()) + "."));
    }

    static Refused refused(String name, String detail) {
        return new Refused(new Problem(400, "Wrong request", detail, List.of(new Problem.Field(name, detail))));
    }
}
