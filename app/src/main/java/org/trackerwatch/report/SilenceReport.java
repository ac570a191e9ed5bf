package org.trackerwatch.report;

import java.time.Instant;
import java.util.Map;
import org.trackerwatch.core.Silence;
import tools.jackson.databind.node.ObjectNode;

/// What the user does not want to hear of for a while.
public final class SilenceReport {

    private SilenceReport() {}

    /// @param trackers names, by their id
    /// @param targets  likewise
    public static ObjectNode of(Silence silence, Map<Long, String> trackers, Map<Long, String> targets, Instant now) {
        var node = Json.object().put("id", silence.id());
        node.set("tracker", Json.text(silence.tracker().map(trackers::get)));
        node.set("tracker_id", silence.tracker().map(Json::whole).orElseGet(node::nullNode));
        node.set("target", Json.text(silence.target().map(targets::get)));
        node.set("target_id", silence.target().map(Json::whole).orElseGet(node::nullNode));
        node.set("event", Json.text(silence.rule()));
        node.put("from", silence.from().toString()).put("until", silence.until().toString()).put("mode", Json.word(silence.mode()))
                .put("lasts", silence.lastsAt(now));
        node.set("reason", Json.text(silence.reason()));
        return node;
    }
}
