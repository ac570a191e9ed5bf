package org.trackerwatch.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.App;
import org.trackerwatch.core.Silence;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.SilenceReport;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.web.Fields;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;
import tools.jackson.databind.node.ObjectNode;

/// What you don't want to hear of for a while.
public final class SilencesPart implements Part {

    /// What lasts longer than anybody remembers it was mistyped.
    private static final Duration LONGEST = Duration.ofDays(3653);

    private final App app;

    public SilencesPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/silences", this::list),
                Route.post("/api/v1/silences", this::add),
                Route.delete("/api/v1/silences/{id}", this::end));
    }

    private Reply list(Request request) {
        boolean all = request.query("all").flag("all");
        var list = Json.array();
        app.database().read(tx -> (all ? app.silences().list(tx) : app.silences().lasting(tx, app.time().now())).stream()
                .map(silence -> document(tx, silence)).toList()).forEach(list::add);
        return Reply.json(list);
    }

    private Reply add(Request request) {
        var fields = request.fields();
        var tracker = fields.whole("tracker_id");
        var target = fields.whole("target_id");
        var rule = fields.text("event").map(key -> fields.parsed("event", text -> Rulebook.named(app.rulebook().rules(), text), key).key());
        var until = until(fields);
        var mode = fields.text("mode").map(word -> mode(fields, word)).orElse(Silence.Mode.HOLD);
        var reason = fields.text("reason").filter(text -> !text.isBlank()).map(text -> fields.parsed("reason", Silence::reason, text));
        fields.done();
        if (tracker.isEmpty() && target.isEmpty() && rule.isEmpty()) {
            throw fields.wrong("tracker_id", "Say what is to be silent: a tracker, a target or an event. A target can also be paused altogether.");
        }
        var added = app.database().writeAndGet(tx -> {
            known(fields, "tracker_id", tracker, tracker.flatMap(id -> app.registry().get(tx, id)));
            known(fields, "target_id", target, target.flatMap(id -> app.targets().get(tx, id)));
            return document(tx, app.silences().add(tx, new Silence(0, tracker, target, rule, app.time().now(), until, mode, reason)));
        });
        return Reply.made("/api/v1/silences", added);
    }

    private Instant until(Fields fields) {
        var now = app.time().now();
        var until = fields.instant("until").orElseThrow(() -> fields.wrong("until", "This is needed: when it ends."));
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw fields.wrong("until", until.isAfter(now) ? "This is more than 10 years away; give a nearer end." : "This is over already.");
        }
        return until;
    }

    private static Silence.Mode mode(Fields fields, String word) {
        return switch (word) {
            case "hold" -> Silence.Mode.HOLD;
            case "drop" -> Silence.Mode.DROP;
            default -> throw fields.wrong("mode", "Allowed is hold, so that what happens is told when it ends, or drop.");
        };
    }

    private static void known(Fields fields, String name, Optional<Long> wanted, Optional<?> found) {
        if (wanted.isPresent() && found.isEmpty()) {
            throw fields.wrong(name, "There is none with the id " + wanted.get() + ".");
        }
    }

    /// What it held is told.
    private Reply end(Request request) {
        long id = request.id("id");
        app.database().write(tx -> {
            if (app.silences().get(tx, id).isEmpty()) {
                throw new Refused(Problem.missing("There is no silence " + id + "."));
            }
            app.silences().end(tx, id, app.time().now());
        });
        return Reply.done();
    }

    private ObjectNode document(Transaction tx, Silence silence) {
        return SilenceReport.of(silence, app.registry().list(tx).stream().collect(Collectors.toMap(Tracker::id, Tracker::name)),
                app.targets().list(tx).stream().collect(Collectors.toMap(Target::id, Target::name)), app.time().now());
    }
}
