package org.trackerwatch.report;

import java.util.List;
import org.trackerwatch.core.Coverage;
import org.trackerwatch.core.Prospect;
import org.trackerwatch.core.Rule;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What of an account is not told, and which events can't happen for that.
public record LimitsReport(List<Rule> rules, Coverage coverage) {

    /// The events that nothing stands in the way of, or only a word of the user's.
    public List<String> possible() {
        return rules.stream().filter(rule -> coverage.of(rule.when()).isOpen()).map(Rule::key).toList();
    }

    /// Each event that something is wanting for.
    public ArrayNode document() {
        var list = Json.array();
        rules.stream().filter(rule -> !coverage.of(rule.when()).why().isEmpty()).forEach(rule -> list.add(document(rule)));
        return list;
    }

    public ObjectNode document(Rule rule) {
        var prospect = coverage.of(rule.when());
        return Json.object().put("event", rule.key()).put("works", prospect.isOpen())
                .put("why", prospect.why().isEmpty() ? null : prospect.why())
                .put("wants", prospect instanceof Prospect.OnYourWord(var word) ? word.key() : null);
    }

    public ArrayNode missing() {
        var list = Json.array();
        coverage.missing().stream().map(Field::key).forEach(list::add);
        return list;
    }
}
