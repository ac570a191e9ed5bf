package org.trackerwatch.web.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.App;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Delivery.State;
import org.trackerwatch.core.Target;
import org.trackerwatch.report.DeliveryReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Archive;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.web.Part;
import org.trackerwatch.web.Problem;
import org.trackerwatch.web.Refused;
import org.trackerwatch.web.Reply;
import org.trackerwatch.web.Request;
import org.trackerwatch.web.Route;

/// What was sent to whom, what the services answered, and what can be done about it.
public final class DeliveriesPart implements Part {

    /// Of one question.
    private static final int MOST = 1000;

    private final App app;

    public DeliveriesPart(App app) {
        this.app = app;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/deliveries", this::list),
                Route.get("/api/v1/deliveries/dead", this::dead),
                Route.post("/api/v1/deliveries/redeliver", this::redeliverAll),
                Route.get("/api/v1/deliveries/{id}", this::get),
                Route.post("/api/v1/deliveries/{id}/redeliver", this::redeliver),
                Route.post("/api/v1/deliveries/{id}/cancel", this::cancel),
                Route.post("/api/v1/deliveries/{id}/acknowledge", this::acknowledge));
    }

    private Reply list(Request request) {
        var paging = Paging.of(request, "id", "target", "state");
        var states = paging.query().list("state").stream().map(DeliveriesPart::state).toList();
        return app.database().read(tx -> {
            var targets = app.targets().list(tx).stream().collect(Collectors.toMap(Target::id, target -> target));
            return paging.reply(new Archive().deliveries(tx, paging.range(), paging.query().id("id"), paging.query().id("target"), states),
                    delivery -> new Archive.Place(delivery.created(), delivery.id()),
                    delivery -> DeliveryReport.of(app, tx, delivery, targets.get(delivery.target())).summary());
        });
    }

    private static State state(String word) {
        return Arrays.stream(State.values()).filter(state -> Json.word(state).equals(word)).findFirst()
                .orElseThrow(() -> new Refused(Problem.field("state", "There is no such state of a delivery. There is "
                        + String.join(", ", Arrays.stream(State.values()).map(Json::word).toList()) + ".")));
    }

    private Reply get(Request request) {
        request.query();
        return Reply.json(app.database().read(tx -> DeliveryReport.of(app, tx, delivery(tx, request)).document()));
    }

    private Reply dead(Request request) {
        request.query();
        var list = Json.array();
        app.database().read(tx -> app.deadLetters().list(tx).stream().map(dead ->
                DeliveryReport.of(app, tx, dead.delivery()).summary().put("given_up_at", dead.at().toString())).toList()).forEach(list::add);
        return Reply.json(list);
    }

    /// As a new delivery, which is sent by the daemon.
    private Reply redeliver(Request request) {
        return Reply.json(app.database().writeAndGet(tx -> {
            try {
                long id = app.outbox().redeliver(tx, delivery(tx, request), app.time().now());
                return DeliveryReport.of(app, tx, app.deliveries().get(tx, id).orElseThrow()).document();
            } catch (IllegalArgumentException e) {
                throw new Refused(Problem.conflict(String.valueOf(e.getMessage())));
            }
        }));
    }

    /// What was given up in that time and neither sent once more nor put on its way again.
    private Reply redeliverAll(Request request) {
        var fields = request.fields();
        var since = fields.instant("since").orElseThrow(() -> fields.wrong("since", "This is needed, such as 2026-03-04T05:06:07Z."));
        var until = fields.instant("until");
        var target = fields.whole("target_id");
        fields.done();
        return Reply.json(app.database().writeAndGet(tx -> {
            var range = new Archive.Range(Optional.empty(), Optional.of(since), until, Optional.empty(), MOST);
            var node = Json.object();
            var ids = node.putArray("deliveries");
            new Archive().deliveries(tx, range, Optional.empty(), target, List.of(State.DEAD)).reversed().stream().filter(each -> isLeft(tx, each))
                    .forEach(each -> ids.add(app.outbox().redeliver(tx, each, app.time().now())));
            return node;
        }));
    }

    /// Asked anew for each, since the one before may have put the same on its way.
    private boolean isLeft(Transaction tx, Delivery delivery) {
        return !app.deadLetters().isSentAgain(tx, delivery) && app.deadLetters().onTheWay(tx, delivery).isEmpty();
    }

    private Reply cancel(Request request) {
        return Reply.json(app.database().writeAndGet(tx -> {
            var delivery = delivery(tx, request);
            if (!app.outbox().cancel(tx, delivery.id(), "Called off by you.", app.time().now())) {
                throw new Refused(Problem.conflict("Delivery " + delivery.id() + " can't be called off: it is " + Json.word(delivery.state()) + "."));
            }
            return DeliveryReport.of(app, tx, delivery(tx, request)).document();
        }));
    }

    /// Off the list of what was given up; it stays in the log.
    private Reply acknowledge(Request request) {
        app.database().write(tx -> app.deadLetters().acknowledge(tx, delivery(tx, request).id(), app.time().now()));
        return Reply.done();
    }

    private Delivery delivery(Transaction tx, Request request) {
        return app.deliveries().get(tx, request.id("id")).orElseThrow(() ->
                new Refused(Problem.missing("There is no delivery " + request.id("id") + ". It may be so old that it was forgotten.")));
    }
}
