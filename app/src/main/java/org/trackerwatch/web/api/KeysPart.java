package org.trackerwatch.web.api;

import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.report.KeyReport;
import org.trackerwatch.web.Fields;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// The keys of programs that ask the API.
public final class KeysPart implements Part {

    private final App app;

    public KeysPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/keys", this::list).full(),
                Route.post("/api/v1/keys", this::make),
                Route.delete("/api/v1/keys/{id}", this::remove));
    }

    private Reply list(Request request) {
        request.query();
        return Reply.json(KeyReport.all(app.database().read(app.apiKeys()::list)));
    }

    private Reply make(Request request) {
        var fields = request.fields();
        var name = fields.needed("name");
        boolean full = isFull(fields);
        fields.done();
        var made = fields.parsed("name", text -> app.database().writeAndGet(tx ->
                app.apiKeys().make(tx, text, full, app.random(), app.time().now())), name);
        return Reply.made("/api/v1/keys/" + made.key().id(), KeyReport.made(made.key(), made.text()));
    }

    private static boolean isFull(Fields fields) {
        return switch (fields.needed("access")) {
            case "read" -> false;
            case "full" -> true;
            default -> throw fields.wrong("access", "This is read or full.");
        };
    }

    private Reply remove(Request request) {
        long id = request.id("id");
        if (!app.database().writeAndGet(tx -> app.apiKeys().remove(tx, id))) {
            throw new Refused(Problem.missing("There is no key " + id + "; it may have been taken back already."));
        }
        return Reply.done();
    }
}
