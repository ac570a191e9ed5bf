package org.trackerwatch.report;

import java.time.Duration;
import java.util.List;
import org.trackerwatch.trackers.Visit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What was asked of a tracker's site, as the user may show it to its staff.
public final class RequestReport {

    private RequestReport() {}

    public static ArrayNode of(List<Visit.Request> requests) {
        var list = Json.array();
        requests.forEach(each -> told(list.addObject().put("at", each.at().toString()).put("recorded", each.isRecorded()), each));
        return list;
    }

    private static void told(ObjectNode node, Visit.Request each) {
        boolean recorded = each.isRecorded();
        node.put("request", recorded ? each.name() : null).put("method", recorded ? each.method() : null).put("path", recorded ? each.path() : null);
        node.put("bytes", recorded ? each.bytes() : null).put("took_seconds", recorded ? each.took().toMillis() / 1000.0 : null);
        node.put("limit", each.allowance().allowed().orElse(null)).put("limit_remaining", each.allowance().remaining().orElse(null));
        node.put("retry_after_seconds", each.allowance().pause().map(Duration::toSeconds).orElse(null));
        node.put("status", each.status() == 0 ? null : each.status());
    }
}
