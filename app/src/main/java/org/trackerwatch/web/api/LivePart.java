package org.trackerwatch.web.api;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.trackerwatch.App;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Change;
import org.trackerwatch.trackers.Time;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import tools.jackson.databind.node.ObjectNode;

/// What happens, told while it does: only what it is about, which who listens then asks for.
public final class LivePart implements Part {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// Proxies take a line for dead after a minute or less; our own server after half of one.
    private static final int PAUSES_TO_A_BEAT = 15;

    private final News news;

    /// @param time that listeners live by
    public LivePart(App app, Time time) {
        news = new News(app, time);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/live", this::listen));
    }

    private Reply listen(Request request) {
        request.query();
        var last = request.header("Last-Event-ID").map(String::strip).filter(id -> !id.isEmpty());
        return new Reply.Live(stream -> {
            var place = news.now();
            if (last.isPresent()) {
                place = told(stream, News.Place.of(last.get()).orElse(new News.Place("", 0)));
            }
            stream.mark(place.toString());
            for (int pauses = 1; stream.goesOn(PAUSE); pauses++) {
                place = told(stream, place);
                if (pauses % PAUSES_TO_A_BEAT == 0) {
                    stream.beat();
                }
            }
        });
    }

    /// @return where the listener is now
    private News.Place told(Reply.Stream stream, News.Place from) throws IOException {
        var batch = news.since(from);
        if (batch.missed()) {
            stream.event("reset", batch.place().toString(), Json.object());
        }
        for (var item : batch.items()) {
            stream.event(name(item.change()), item.place().toString(), data(item.change()));
        }
        return batch.place();
    }

    private static String name(Change change) {
        return switch (change) {
            case Change.Polled _ -> "poll";
            case Change.Found _ -> "event";
            case Change.Sent _ -> "delivery";
            case Change.OfTarget _ -> "target";
            case Change.OfTracker _ -> "tracker";
            case Change.Health _ -> "health";
        };
    }

    private static ObjectNode data(Change change) {
        var node = Json.object();
        return switch (change) {
            case Change.Polled(var tracker) -> node.put("tracker", tracker);
            case Change.Found(var id, var tracker, var rule, var severity) ->
                node.put("id", id).put("tracker", tracker).put("rule", rule).put("severity", severity);
            case Change.Sent(var id, var target, var state) -> node.put("id", id).put("target", target).put("state", state);
            case Change.OfTarget(var id) -> node.put("id", id);
            case Change.OfTracker(var id) -> node.put("id", id);
            case Change.Health _ -> node;
        };
    }
}
