package org.trackerwatch.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.App;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.store.Transaction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An outage, and the messages that told of it.
///
/// @param tracker its name; empty where trackerwatch itself was offline
public record IncidentReport(Incident incident, Optional<String> tracker, List<DeliveryReport> deliveries) {

    public static IncidentReport of(App app, Transaction tx, Incident incident) {
        return new IncidentReport(incident, incident.tracker().flatMap(id -> app.registry().get(tx, id)).map(Tracker::name),
                app.deliveries().telling(tx, incident.id()).stream().map(each -> DeliveryReport.of(app, tx, each)).toList());
    }

    public ObjectNode document(Instant now) {
        var node = Json.object().put("id", incident.id());
        node.set("tracker", Json.text(tracker));
        node.set("tracker_id", incident.tracker().map(Json::whole).orElseGet(node::nullNode));
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
