package org.trackerwatch.report;

import org.trackerwatch.PollNow.Result;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Outcome;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.node.ObjectNode;

/// What became of the wish to poll a tracker.
public final class PollReport {

    private PollReport() {}

    public static ObjectNode of(Result result) {
        var node = Json.object().put("tracker", result.tracker().name());
        return switch (result) {
            case Result.Polled(var tracker, var at, var outcome, var events, var next) -> {
                node.put("at", at.toString());
                ReadingReport.into(node, outcome);
                var list = node.putArray("events");
                events.stream().map(EventReport::of).forEach(list::add);
                node.set("next_at", tracker.mode() == Tracker.Mode.ACTIVE ? Json.object().stringNode(next.toString()) : node.nullNode());
                yield node;
            }
            case Result.TooEarly(_, var allowed, var bound) -> unasked(node, "too-early").put("allowed_at", allowed.toString())
                    .put("force_allowed", !bound);
            case Result.Paused _ -> unasked(node, "paused");
            case Result.ByHand _ -> unasked(node, "manual");
            case Result.Stopped _ -> unasked(node, "stopped");
            case Result.DiskFull _ -> unasked(node, "disk-full");
            case Result.Unanswered _ -> unasked(node, "unanswered");
        };
    }

    private static ObjectNode unasked(ObjectNode node, String outcome) {
        return Json.figures(node.put("outcome", outcome).putNull("failure"), AccountStats.NOTHING);
    }

    /// Where user names are not to be kept they are not to be shown either.
    public static Result masked(Result result) {
        return result instanceof Result.Polled(var tracker, var at, Outcome.Read(var stats), var events, var next)
                && stats.get(Field.USERNAME).isPresent()
                ? new Result.Polled(tracker, at, new Outcome.Read(stats.with(Field.USERNAME, new Value.Text("•••••"))), events, next)
                : result;
    }
}
