package org.trackerwatch.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.ReasonText;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.DeliveryReport;
import org.trackerwatch.report.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An outage as lists and `show` give it.
///
/// @param tracker    its name; empty where trackerwatch itself was offline
/// @param deliveries the messages that told of it
record IncidentView(Incident incident, Optional<String> tracker, List<DeliveryReport> deliveries) {

    static IncidentView of(Books books, Incident incident) {
        var app = books.app();
        return new IncidentView(incident, incident.tracker().flatMap(id -> app.registry().get(books.tx(), id)).map(Tracker::name),
                app.deliveries().telling(books.tx(), incident.id()).stream().map(each -> DeliveryReport.of(books.app(), books.tx(), each)).toList());
    }

    String whose() {
        return tracker.orElse("(trackerwatch)");
    }

    String end(ZoneId zone) {
        return Shown.time(incident.ended(), zone, "lasts");
    }

    String lasted(Instant now) {
        return ValueText.length(incident.lasted(now));
    }

    /// The first reason, and the last if that is another.
    String cause() {
        var first = ReasonText.of(incident.first()).reason();
        var last = ReasonText.of(incident.last()).reason();
        return first.equals(last) ? first : first + ", then " + last;
    }

    String fault() {
        return switch (incident.fault()) {
            case SITE -> "the site's";
            case OURS -> incident.tracker().isEmpty() || incident.within().isPresent() ? "ours: offline" : "ours";
            case USER -> "yours to mend";
        };
    }

    String announced(ZoneId zone) {
        return Shown.time(incident.announced(), zone, "no");
    }

    ObjectNode document(Instant now) {
        var node = Json.object().put("id", incident.id());
        node.set("tracker", Json.text(tracker));
        node.put("since", incident.since().toString());
        node.set("ended_at", Json.text(incident.ended()));
        node.put("lasted_seconds", incident.lasted(now).toSeconds()).put("first_reason", incident.first().key())
                .put("last_reason", incident.last().key()).put("text", incident.text());
        node.put("fault", switch (incident.fault()) {
            case SITE -> "site";
            case OURS -> "ours";
            case USER -> "user";
        });
        node.set("within", incident.within().map(id -> (JsonNode) node.numberNode(id)).orElseGet(node::nullNode));
        node.put("polls_lost", incident.polls());
        node.set("announced_at", Json.text(incident.announced()));
        var told = node.putArray("deliveries");
        deliveries.forEach(each -> told.add(each.summary()));
        return node;
    }
}
