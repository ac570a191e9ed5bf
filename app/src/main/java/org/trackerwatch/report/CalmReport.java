package org.trackerwatch.report;

import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a target is spared.
public final class CalmReport {

    private CalmReport() {}

    public static ObjectNode of(Calm calm) {
        var node = Json.object().put("least", Json.word(calm.least()));
        node.set("quiet", calm.quiet().<JsonNode>map(CalmReport::of).orElseGet(node::nullNode));
        node.put("batch", calm.batch()).put("reminders", calm.reminders());
        node.set("digest", calm.digest().<JsonNode>map(CalmReport::of).orElseGet(node::nullNode));
        return node;
    }

    private static ObjectNode of(QuietHours hours) {
        var node = Json.object().put("from", hours.from().toString()).put("to", hours.to().toString()).put("mode", Json.word(hours.mode()));
        var days = node.putArray("days");
        hours.days().stream().sorted().map(Json::word).forEach(days::add);
        return node;
    }

    private static ObjectNode of(DigestTime digest) {
        var node = Json.object().put("at", digest.at().toString());
        node.set("day", Json.text(digest.day().map(Json::word)));
        return node;
    }
}
