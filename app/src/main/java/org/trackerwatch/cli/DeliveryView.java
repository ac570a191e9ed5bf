package org.trackerwatch.cli;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Delivery;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Attempts.Attempt;
import org.trackerwatch.store.Events;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A delivery as lists and `show` give it.
///
/// @param tracker its name, where one is concerned
/// @param marks   by the attempt: what its request was named by, its key
record DeliveryView(Delivery delivery, Target to, Optional<String> tracker, List<Events.Stored> events, List<Attempt> attempts,
                    Map<Long, String> marks) {

    static DeliveryView of(Books books, Delivery delivery) {
        var app = books.app();
        var attempts = app.attempts().of(books.tx(), delivery.id());
        return new DeliveryView(delivery, app.targets().get(books.tx(), delivery.target()).orElseThrow(),
                app.registry().get(books.tx(), delivery.tracker()).map(Tracker::name),
                delivery.events().stream().flatMap(id -> app.events().get(books.tx(), id).stream()).toList(), attempts,
                attempts.stream().collect(Collectors.toUnmodifiableMap(Attempt::id, attempt -> key(books, attempt))));
    }

    private static String key(Books books, Attempt attempt) {
        return Delivery.key(books.app().attempts().carried(books.tx(), attempt.id()).stream()
                .flatMap(id -> books.app().deliveries().get(books.tx(), id).stream()).toList());
    }

    /// Of the last request, or of the first one if it goes alone: what a service is told that knows a duplicate by it.
    String key() {
        return attempts.isEmpty() ? Delivery.key(List.of(delivery)) : marks.getOrDefault(attempts.getLast().id(), "");
    }

    String target() {
        return to.name();
    }

    String state() {
        return word(delivery.state());
    }

    /// What it tells of: the event, or what kind of message it is.
    String about() {
        return events.isEmpty() ? word(delivery.kind()) : events.getLast().event().rule()
                + (delivery.kind() == Delivery.Kind.ALERT ? "" : " (" + word(delivery.kind()) + ")");
    }

    String sentence() {
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
            case REFUSED -> "not delivered; it is kept until the target is mended (target edit --ask-url, target resume).";
            case PAUSED -> "not delivered; its target is paused.";
            case ACTIVE -> "not delivered yet; it is tried again.";
        };
    }

    /// From 1 on.
    void numbered(ObjIntConsumer<Attempt> shown) {
        for (int i = 0; i < attempts.size(); i++) {
            shown.accept(attempts.get(i), i + 1);
        }
    }

    Table attempts(ZoneId zone) {
        var table = new Table("ATTEMPT", "AT", "STATUS", "TOOK", "CAME TO", "WHY");
        numbered((each, number) -> table.row(Integer.toString(number), Shown.time(each.started(), zone),
                each.status().map(Object::toString).orElse("no answer"),
                each.latency().map(length -> length.toMillis() + " ms").orElse("-"), each.outcome(), each.reason().orElse("")));
        return table;
    }

    ObjectNode summary() {
        var node = Json.object().put("id", delivery.id()).put("target", target());
        node.set("tracker", Json.text(tracker));
        node.put("kind", word(delivery.kind())).put("about", about()).put("severity", word(delivery.severity()));
        node.put("state", state()).put("created_at", delivery.created().toString());
        node.set("next_at", delivery.state() == Delivery.State.WAITING ? node.stringNode(delivery.notBefore().toString()) : node.nullNode());
        node.put("attempts", attempts.size()).put("failures", delivery.attempts()).put("uncertain", delivery.uncertain());
        node.set("reason", Json.text(delivery.reason()));
        return node;
    }

    ObjectNode document() {
        var node = summary().put("key", key());
        var told = node.putArray("events");
        events.forEach(each -> told.add(Details.document(each.event()).put("id", each.id())));
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

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
