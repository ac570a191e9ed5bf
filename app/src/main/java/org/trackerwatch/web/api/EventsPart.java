package org.trackerwatch.web.api;

import java.util.List;
import java.util.Locale;
import org.trackerwatch.App;
import org.trackerwatch.core.Offline;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Severity;
import org.trackerwatch.report.EventReport;
import org.trackerwatch.report.InquiryReport;
import org.trackerwatch.report.TrackerReport;
import org.trackerwatch.store.Archive;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import tools.jackson.databind.JsonNode;

/// What happened, who was told of it, and why somebody was not.
public final class EventsPart implements Part {

    private final App app;

    public EventsPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/events", this::list),
                Route.get("/api/v1/events/explain", this::explain));
    }

    private Reply list(Request request) {
        var paging = Paging.of(request, "event", "severity");
        var severity = paging.query().word("severity", List.of("urgent", "warning", "good", "info")).map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)));
        return app.database().read(tx -> {
            var targets = app.targets().list(tx);
            return paging.reply(new Archive().events(tx, paging.range(), paging.query().text("event"), severity),
                    stored -> new Archive.Place(stored.event().at(), stored.id()), stored -> EventReport.whole(app, tx, stored, targets));
        });
    }

    /// The polls until then are evaluated again: what was no event left no trace.
    private Reply explain(Request request) {
        var query = request.query("tracker", "event", "at", "target");
        long id = query.id("tracker").orElseThrow(() -> wrong("tracker", "This is needed: the tracker's id."));
        var rule = query.text("event").map(this::rule).orElseThrow(() -> wrong("event", "This is needed: what did or did not happen, such as ratio-drop."));
        if (rule.key().equals(Offline.RULE)) {
            throw wrong("event", "Whether trackerwatch is offline shows over all trackers, and not in a poll of one; the incidents tell when it was.");
        }
        var until = query.instant("at").orElseGet(app.time()::now);
        return Reply.json(app.database().read(tx -> {
            var tracker = app.registry().get(tx, id).orElseThrow(() -> wrong("tracker", "There is no tracker with the id " + id + "."));
            var only = query.id("target").map(target -> app.targets().get(tx, target)
                    .orElseThrow(() -> wrong("target", "There is no target with the id " + target + ".")));
            var document = InquiryReport.of(app, tx, app.rulebook().rules(), rule, tracker, until, only).orElseThrow(() ->
                    new Refused(Problem.missing("Nothing is known of “" + tracker.name() + "” until " + until + "."))).document();
            document.set("limit", TrackerReport.of(app, tx, tracker).limits().<JsonNode>map(known -> known.document(rule)).orElseGet(document::nullNode));
            return document;
        }));
    }

    private Rule rule(String key) {
        try {
            return Rulebook.named(app.rulebook().rules(), key);
        } catch (IllegalArgumentException e) {
            throw wrong("event", String.valueOf(e.getMessage()));
        }
    }

    private static Refused wrong(String name, String detail) {
        return new Refused(Problem.field(name, detail));
    }
}
