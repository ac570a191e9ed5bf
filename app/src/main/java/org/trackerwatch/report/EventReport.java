package org.trackerwatch.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.App;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.store.Events;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What happened, and what became of it for each target.
public final class EventReport {

    private EventReport() {}

    public static ObjectNode of(Event event) {
        var node = Json.object().put("at", event.at().toString()).put("event", event.rule());
        node.put("severity", Json.word(event.severity()));
        node.set("detail", detail(event.detail()));
        return node;
    }

    private static ObjectNode detail(Detail detail) {
        return switch (detail) {
            case Detail.Changed(var field, var before, var after) -> {
                var node = kind("changed").put("field", field.key());
                node.set("before", value(before));
                node.set("after", Json.value(after));
                yield node;
            }
            case Detail.Standing(var field, var value, var limit, var since) -> {
                var node = kind("standing").put("field", field.key());
                node.set("value", Json.value(value));
                node.set("limit", value(limit));
                yield node.put("since", since.toString());
            }
            case Detail.Failing(var reason, var text, var since, var polls) -> kind("failing").put("reason", reason.key())
                    .put("text", text).put("since", since.toString()).put("polls", polls);
            case Detail.Recovered(_, var since, var lasted) -> kind("recovered").put("since", since.toString())
                    .put("lasted_seconds", lasted.toSeconds());
            case Detail.Flapping(var since, var turns, var quiet) -> kind("flapping").put("since", since.toString()).put("turns", turns)
                    .put("quiet_seconds", quiet.toSeconds());
            case Detail.Due(var date, var months) -> kind("due").put("date", date.toString()).put("months", months);
            case Detail.Corrected(var before, var after) -> {
                var node = kind("corrected");
                node.set("before", known(before));
                node.set("after", known(after));
                yield node;
            }
        };
    }

    /// In the words of its alert, with what became of it for each target.
    public static ObjectNode whole(App app, Transaction tx, Events.Stored stored, List<Target> targets) {
        var node = app.registry().get(tx, stored.event().tracker()).map(tracker -> NewsReport.document(app, stored, tracker))
                .orElseGet(() -> of(stored.event()).put("id", stored.id()).putNull("tracker").putNull("tracker_name").put("title", stored.event().rule()).put("text", ""));
        node.set("detail", detail(stored.event().detail()));
        node.set("targets", fates(targets, app.events().verdicts(tx, stored.id())));
        return node;
    }

    /// Those targets that are gone are left out.
    public static ArrayNode fates(List<Target> targets, List<Events.Judged> verdicts) {
        var names = targets.stream().collect(Collectors.toMap(Target::id, Target::name));
        var list = Json.array();
        verdicts.stream().filter(judged -> names.containsKey(judged.target())).forEach(judged -> {
            var node = list.addObject().put("target", names.get(judged.target())).put("target_id", judged.target())
                    .put("verdict", word(judged.verdict()));
            node.set("held_until", Json.text(judged.verdict() instanceof Verdict.Waiting waiting ? Optional.of(waiting.until()) : Optional.empty()));
            node.set("released_at", Json.text(judged.released()));
            node.set("delivery_id", judged.delivery().map(Json::whole).orElseGet(node::nullNode));
        });
        return list;
    }

    public static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Sent _ -> "told";
            case Verdict.Held _ -> "held";
            case Verdict.Quiet _ -> "quiet";
            case Verdict.Silenced _ -> "silenced";
            case Verdict.Dropped _ -> "dropped";
            case Verdict.BelowSeverity _ -> "below-severity";
            case Verdict.NotSubscribed _ -> "not-subscribed";
            case Verdict.OutOfScope _ -> "out-of-scope";
            case Verdict.BelowThreshold _ -> "below-threshold";
            case Verdict.Paused _ -> "paused";
            case Verdict.NeverAnnounced _ -> "never-announced";
            case Verdict.Doubted _ -> "doubted";
            case Verdict.Offline _ -> "offline";
            case Verdict.Flapping _ -> "flapping";
        };
    }

    private static ObjectNode kind(String kind) {
        return Json.object().put("kind", kind);
    }

    private static JsonNode value(Optional<Value> value) {
        return value.map(Json::value).orElseGet(() -> Json.object().nullNode());
    }

    private static ObjectNode known(AccountStats stats) {
        var node = Json.object();
        stats.values().forEach((field, value) -> node.set(field.key(), Json.value(value)));
        return node;
    }
}
