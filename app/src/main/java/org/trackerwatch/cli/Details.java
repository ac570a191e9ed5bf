package org.trackerwatch.cli;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Event;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.core.Verdict;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What happened, for programs.
final class Details {

    private Details() {}

    static ObjectNode document(Event event) {
        var node = Json.object().put("at", event.at().toString()).put("event", event.rule());
        node.put("severity", event.severity().name().toLowerCase(Locale.ROOT));
        node.set("detail", document(event.detail()));
        return node;
    }

    private static ObjectNode document(Detail detail) {
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

    /// In few words, beside the event's name.
    static String words(Detail detail, ZoneId zone) {
        return switch (detail) {
            case Detail.Changed(var field, var before, var after) -> field.key() + " "
                    + before.map(value -> Shown.of(value, zone)).orElse(Shown.UNKNOWN) + " → " + Shown.of(after, zone);
            case Detail.Standing(var field, var value, var limit, _) -> field.key() + " " + Shown.of(value, zone)
                    + limit.map(bound -> ", limit " + Shown.of(bound, zone)).orElse("");
            case Detail.Failing(var reason, var text, _, _) -> reason.key() + ": " + text;
            case Detail.Recovered(_, _, var lasted) -> "after " + ValueText.length(lasted);
            case Detail.Flapping(_, var turns, _) -> "down or back " + turns + " times";
            case Detail.Due(var date, var months) -> months % 12 == 0 ? Shown.count(months / 12, "year") + " on " + date
                    : Shown.count(months, "month") + " on " + date;
            case Detail.Corrected(var before, var after) -> after.values().entrySet().stream()
                    .map(entry -> entry.getKey().key() + " " + Shown.of(before, entry.getKey(), zone) + " → "
                            + Shown.of(entry.getValue(), zone))
                    .collect(Collectors.joining(", "));
        };
    }

    static String word(Verdict verdict) {
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
