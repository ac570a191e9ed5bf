package org.trackerwatch.report;

import org.trackerwatch.core.Snapshot;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Outcome;
import tools.jackson.databind.node.ObjectNode;

/// What a poll came to.
public final class ReadingReport {

    private ReadingReport() {}

    /// All built-in fields beside the outcome; on failure they are all unknown.
    public static ObjectNode of(Outcome outcome) {
        return into(Json.object(), outcome);
    }

    public static ObjectNode into(ObjectNode document, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Read read -> Json.figures(document.put("outcome", "read").putNull("failure"), read.stats());
            case Outcome.Failed failed -> {
                document.put("outcome", "failed").set("failure", Json.failure(failed.failure()));
                yield Json.figures(document, AccountStats.NOTHING);
            }
        };
    }

    public static ObjectNode of(Snapshot snapshot) {
        return Json.figures(Json.object().put("at", snapshot.at().toString()).put("doubtful", snapshot.doubtful()),
                snapshot.stats());
    }
}
