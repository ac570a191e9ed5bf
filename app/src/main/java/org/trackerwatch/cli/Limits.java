package org.trackerwatch.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Coverage;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.Field;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What of an account is not told, and which events can't happen for that, as commands show it.
record Limits(List<Rule> rules, Coverage coverage) {

    /// The events that nothing stands in the way of, or only a word of the user's.
    List<String> possible() {
        return rules.stream().filter(rule -> coverage.of(rule.when()).isOpen()).map(Rule::key).toList();
    }

    /// Each event that something is wanting for.
    ArrayNode document() {
        var list = Json.array();
        rules.stream().filter(rule -> !coverage.of(rule.when()).why().isEmpty()).forEach(rule -> list.add(document(rule)));
        return list;
    }

    ObjectNode document(Rule rule) {
        var prospect = coverage.of(rule.when());
        return Json.object().put("event", rule.key()).put("works", prospect.isOpen())
                .put("why", prospect.why().isEmpty() ? null : prospect.why());
    }

    ArrayNode missing() {
        var list = Json.array();
        coverage.missing().stream().map(Field::key).forEach(list::add);
        return list;
    }

    /// Empty where nothing is wanting.
    String sentence(Rule rule) {
        var prospect = coverage.of(rule.when());
        return prospect.why().isEmpty() ? "" : rule.key() + (prospect.isOpen() ? " " : " can't happen here: it ") + prospect.why() + ".";
    }

    List<String> sentences() {
        var told = rules.stream().map(this::sentence).filter(sentence -> !sentence.isEmpty());
        var missing = coverage.missing().stream().map(ValueText::name).collect(Collectors.joining(", "));
        return Stream.concat(Stream.of(missing).filter(names -> !names.isEmpty()).map(names -> "Not reported: " + names + "."), told)
                .toList();
    }
}
