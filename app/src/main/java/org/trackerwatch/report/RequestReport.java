package org.trackerwatch.report;

import java.time.Duration;
import java.util.List;
import org.trackerwatch.trackers.Visit;
import tools.jackson.databind.node.ArrayNode;

/// What was asked of a tracker's site, as the user may show it to its staff.
public final class RequestReport {

    private RequestReport() {}

    public static ArrayNode of(List<Visit.Request> requests) {
        var list = Json.array();
        requests.forEach(each -> {
            var node = list.addObject().put("at", each.at().toString()).put("request", each.name()).put("method", each.method()).put("path", each.path());
            node.put("bytes", each.bytes()).put("took_seconds", each.took().toMillis() / 1000.0);
            node.put("limit", each.allowance().allowed().orElse(null)).put("limit_remaining", each.allowance().remaining().orElse(null));
            node.put("retry_after_seconds", each.allowance().pause().map(Duration::toSeconds).orElse(null));
            if (each.status() == 0) {
                node.putNull("status");
            } else {
                node.put("status", each.status());
            }
        });
        return list;
    }
}
