package org.trackerwatch.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.trackerwatch.App;
import org.trackerwatch.report.HealthReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// For whoever watches the watcher. Everybody may ask, so nothing of the user's is told, and however often somebody asks the
/// database is looked at no more than once in five seconds.
public final class HealthPart implements Part {

    private static final Duration KEPT = Duration.ofSeconds(5);

    /// @param database whether it can be written, and has the room
    /// @param loops    whether both go round, each of which writes as it does
    private record Look(Instant at, boolean database, boolean loops) {}

    /// The database is still being opened, which is over at any moment.
    private static final Look NOT_OPEN = new Look(Instant.MIN, false, false);

    private final App app;
    private final AtomicReference<Look> last = new AtomicReference<>(NOT_OPEN);

    public HealthPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/ping", this::ping).open(),
                Route.get("/health/live", this::live).open(),
                Route.get("/health/ready", this::ready).open());
    }

    private Reply ping(Request request) {
        var look = look();
        return Reply.json(look.database ? 200 : 503, Json.object().put("status", look.database ? "ok" : "error"));
    }

    /// Of nothing but this program: who ends what is not alive would end it in the middle of bringing its database up to date.
    private Reply live(Request request) {
        return Reply.json(Json.object().put("status", "live"));
    }

    private Reply ready(Request request) {
        var look = look();
        boolean ready = look.database && look.loops;
        return Reply.json(ready ? 200 : 503, Json.object().put("status", ready ? "ready" : "not_ready")
                .put("database", look.database).put("loops", look.loops));
    }

    private Look look() {
        var now = app.time().now();
        return last.updateAndGet(look -> look.at.isBefore(now.minus(KEPT)) || look.at.isAfter(now) ? fresh(now) : look);
    }

    private Look fresh(Instant now) {
        try {
            return app.database(Duration.ZERO).map(database -> database.writeAndGet(tx -> HealthReport.of(app, tx)))
                    .map(health -> new Look(now, health.trouble().isEmpty(), health.goesRound())).orElse(NOT_OPEN);
        } catch (StoreException _) {
            return new Look(now, false, false);
        }
    }
}
