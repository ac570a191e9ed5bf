package org.trackerwatch.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trackerwatch.Rehearsal;
import org.trackerwatch.store.Attempts.Attempt;
import tools.jackson.databind.node.ObjectNode;

/// What a test of a target came to.
public final class TestReport {

    private TestReport() {}

    /// Of one that is stored: it is a delivery like any other.
    public static ObjectNode stored(DeliveryReport report) {
        var last = report.attempts().isEmpty() ? Optional.<Attempt>empty() : Optional.of(report.attempts().getLast());
        var node = answer(report.delivery().hasArrived(), last.map(Attempt::outcome).orElse(report.state()), report.sentence(),
                last.map(Attempt::started), last.flatMap(Attempt::latency));
        node.set("status", last.flatMap(Attempt::status).map(Json::whole).orElseGet(node::nullNode));
        return node.put("headers", last.map(Attempt::headers).orElse("")).put("answer", last.map(Attempt::answer).orElse(""))
                .put("delivery_id", report.delivery().id());
    }

    /// Of one that is not stored as it is.
    public static ObjectNode unsaved(Rehearsal.Tried tried) {
        var node = answer(tried.arrived(), tried.outcome(), tried.sentence(), Optional.of(tried.at()), Optional.of(tried.latency()));
        node.set("status", tried.answer().status().map(Json::whole).orElseGet(node::nullNode));
        return node.put("headers", tried.answer().headers()).put("answer", tried.answer().body()).putNull("delivery_id");
    }

    private static ObjectNode answer(boolean arrived, String outcome, String sentence, Optional<Instant> at, Optional<Duration> latency) {
        var node = Json.object().put("arrived", arrived).put("outcome", outcome).put("sentence", sentence);
        node.set("at", Json.text(at));
        latency.ifPresentOrElse(length -> node.put("latency_seconds", length.toMillis() / 1000.0), () -> node.putNull("latency_seconds"));
        return node;
    }
}
