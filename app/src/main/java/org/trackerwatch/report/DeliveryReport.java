package org.trackerwatch.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.trackerwatch.App;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Message;
import org.trackerwatch.core.Story;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Attempts.Attempt;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Transaction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A message on its way to a target: what it tells, where it stands, and what each attempt came to.
///
/// @param tracker its name, where one is concerned
/// @param marks   by the attempt: what its request was named by, its key
public record DeliveryReport(Delivery delivery, Target to, Optional<String> tracker, List<Events.Stored> events, List<Attempt> attempts,
                    Map<Long, String> marks) {

    public static DeliveryReport of(App app, Transaction tx, Delivery delivery) {
        return of(app, tx, delivery, app.targets().get(tx, delivery.target()).orElseThrow());
    }

    /// One of many, whose targets are read once: reading one opens its seals.
    public static DeliveryReport of(App app, Transaction tx, Delivery delivery, Target to) {
        var attempts = app.attempts().of(tx, delivery.id());
        return new DeliveryReport(delivery, to,
                app.registry().get(tx, delivery.tracker()).map(Tracker::name),
                delivery.events().stream().flatMap(id -> app.events().get(tx, id).stream()).toList(), attempts,
                attempts.stream().collect(Collectors.toUnmodifiableMap(Attempt::id, attempt -> key(app, tx, attempt))));
    }

    private static String key(App app, Transaction tx, Attempt attempt) {
        return Delivery.key(app.attempts().carried(tx, attempt.id()).stream()
                .flatMap(id -> app.deliveries().get(tx, id).stream()).toList());
    }

    /// Of the last request, or of the first one if it goes alone: what a service is told that knows a duplicate by it.
    public String key() {
        return attempts.isEmpty() ? Delivery.key(List.of(delivery)) : marks.getOrDefault(attempts.getLast().id(), "");
    }

    public String target() {
        return to.name();
    }

    public String state() {
        return Json.word(delivery.state());
    }

    /// What it tells of: the event, or what kind of message it is.
    public String about() {
        return events.isEmpty() ? Json.word(delivery.kind()) + rehearsed().map(rule -> " (" + rule + ")").orElse("") : events.getLast().event().rule()
                + (delivery.kind() == Delivery.Kind.ALERT ? "" : " (" + Json.word(delivery.kind()) + ")");
    }

    /// The event that a test looks like.
    private Optional<String> rehearsed() {
        return delivery.notice().filter(_ -> delivery.kind() == Delivery.Kind.TEST).flatMap(Message::story).map(Story::type)
                .filter(type -> !type.equals(Story.TEST));
    }

    public String sentence() {
        var took = attempts.isEmpty() ? "" : attempts.getLast().latency().map(length -> " in " + length.toMillis() + " ms").orElse("");
        return switch (delivery.state()) {
            case DELIVERED -> "delivered" + took + ".";
            case ACCEPTED -> "accepted" + took + "; whether it arrived the service does not say.";
            case SENDING -> "being sent.";
            case WAITING -> waiting() + why();
            case DEAD -> "given up." + why();
            case CANCELLED -> "called off." + why();
        };
    }

    private String why() {
        return delivery.reason().filter(reason -> !reason.isBlank()).map(reason -> " " + reason).orElse("");
    }

    private String waiting() {
        return switch (to.health().state()) {
            case REFUSED -> "not delivered; it is kept until the target gets another address, or is resumed.";
            case PAUSED -> "not delivered; its target is paused.";
            case ACTIVE -> "not delivered yet; it is tried again.";
        };
    }

    /// From 1 on.
    public void numbered(ObjIntConsumer<Attempt> shown) {
        for (int i = 0; i < attempts.size(); i++) {
            shown.accept(attempts.get(i), i + 1);
        }
    }

    public ObjectNode summary() {
        var node = Json.object().put("id", delivery.id()).put("target", target()).put("target_id", to.id());
        node.set("tracker", Json.text(tracker));
        node.set("tracker_id", tracker.map(_ -> Json.whole(delivery.tracker())).orElseGet(node::nullNode));
        node.put("kind", Json.word(delivery.kind())).put("about", about()).put("severity", Json.word(delivery.severity()));
        node.put("state", state()).put("created_at", delivery.created().toString());
        node.set("next_at", delivery.state() == Delivery.State.WAITING ? node.stringNode(delivery.notBefore().toString()) : node.nullNode());
        node.put("attempts", attempts.size()).put("failures", delivery.attempts()).put("uncertain", delivery.uncertain());
        node.set("reason", Json.text(delivery.reason()));
        return node.put("sentence", sentence());
    }

    public ObjectNode document() {
        var node = summary().put("key", key());
        var told = node.putArray("events");
        events.forEach(each -> told.add(EventReport.of(each.event()).put("id", each.id())));
        var tries = node.putArray("log");
        numbered((each, number) -> {
            var entry = tries.addObject().put("attempt", number).put("at", each.started().toString()).put("outcome", each.outcome());
            entry.set("status", each.status().map(status -> (JsonNode) entry.numberNode(status)).orElseGet(entry::nullNode));
            entry.set("latency_seconds", each.latency()
                    .map(length -> (JsonNode) entry.numberNode(length.toMillis() / 1000.0)).orElseGet(entry::nullNode));
            entry.set("reason", Json.text(each.reason()));
            entry.put("key", marks.getOrDefault(each.id(), "")).put("headers", each.headers()).put("answer", each.answer());
        });
        return node;
    }
}
