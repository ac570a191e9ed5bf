package org.trackerwatch.report;

import java.util.List;
import java.util.Locale;
import org.trackerwatch.core.Condition;
import org.trackerwatch.core.FigureCondition;
import org.trackerwatch.core.PollCondition;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Threshold;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What can be told: the rules, and what may be set for each.
public final class EventTypeReport {

    private EventTypeReport() {}

    public static ArrayNode all(List<Rule> rules) {
        var list = Json.array();
        rules.stream().map(EventTypeReport::of).forEach(list::add);
        return list;
    }

    public static ObjectNode of(Rule rule) {
        var node = Json.object().put("key", rule.key()).put("title", rule.title()).put("about", rule.about())
                .put("severity", Json.word(rule.severity())).put("colour", String.format(Locale.ROOT, "#%06x", rule.severity().colour()))
                .put("by_default", rule.byDefault()).put("standing", rule.isStanding()).put("own", !rule.bundled())
                .put("cooldown_seconds", rule.cooldown().toSeconds());
        node.set("threshold", rule.threshold().<JsonNode>map(threshold -> of(threshold, rule)).orElseGet(node::nullNode));
        var needs = node.putArray("needs");
        needs(rule.when()).stream().map(Field::key).forEach(needs::add);
        return node;
    }

    private static ObjectNode of(Threshold threshold, Rule rule) {
        var node = Json.object().put("what", threshold.what()).put("unit", Json.word(threshold.unit()));
        node.set("least", Json.number(threshold.least()));
        node.set("most", Json.number(threshold.most()));
        node.put("several", threshold.several());
        var own = node.putArray("default");
        rule.when().limits().stream().map(Json::number).forEach(own::add);
        return node.put("allowed", threshold.allowed(rule.key()));
    }

    /// The figures without which it never happens; what a minimum ratio and a day of joining can also come from is left out.
    private static List<Field> needs(Condition when) {
        return switch (when) {
            case FigureCondition figure -> List.of(figure.of());
            case PollCondition _ -> List.of();
        };
    }
}
