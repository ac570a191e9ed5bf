package org.trackerwatch.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.cli.input.Moment;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.TargetReport;
import org.trackerwatch.store.Deliveries;
import tools.jackson.databind.node.ObjectNode;

/// A target as lists and `show` give it. Its address is never part of it, and of its secrets only their names.
record TargetView(TargetReport report) {

    static TargetView of(Books books, Target target) {
        return new TargetView(TargetReport.of(books.app(), books.tx(), target));
    }

    Target target() {
        return report.target();
    }

    Deliveries.Queue queue() {
        return report.queue();
    }

    Optional<String> fallback() {
        return report.fallback();
    }

    /// What was set beside the address; a moment by the user's clock.
    String options(ZoneId zone) {
        return Stream.concat(new TreeMap<>(target().link().options()).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + moment(entry.getValue(), zone).replaceAll("\\s+", " ")),
                target().link().secrets().keySet().stream().sorted().map(key -> key + "=•••")).collect(Collectors.joining("; "));
    }

    private static String moment(String value, ZoneId zone) {
        try {
            return Shown.time(Instant.parse(value), zone);
        } catch (DateTimeException _) {
            return value;
        }
    }

    String state() {
        return report.state();
    }

    /// Likewise, with how long that has been so where it is no good.
    String state(Moment moment) {
        return target().health().since().filter(_ -> target().health().state() != Target.Health.State.PAUSED)
                .map(since -> state() + " since " + moment.since(since)).orElse(state());
    }

    String waiting(Moment moment) {
        return queue().oldest().map(oldest -> queue().waiting() + ", oldest " + moment.since(oldest)).orElse("none");
    }

    String events() {
        return target().rules().isEmpty() ? "default" : target().rules().stream().sorted().collect(Collectors.joining(", "));
    }

    /// Likewise, with what that is by default.
    String events(List<Rule> rules) {
        return target().rules().isEmpty() ? rules.stream().filter(Rule::byDefault).map(Rule::key).sorted()
                .collect(Collectors.joining(", ", "default: ", "")) : events();
    }

    String scope() {
        return target().trackers().isEmpty() ? "all" : report.scope().isEmpty() ? "none" : String.join(", ", report.scope());
    }

    String thresholds(List<Rule> rules) {
        return new TreeMap<>(target().thresholds()).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().stream().map(number -> rules.stream()
                        .filter(rule -> rule.key().equals(entry.getKey())).flatMap(rule -> rule.threshold().stream()).findFirst()
                        .map(threshold -> ValueText.show(threshold.unit(), number)).orElse(number.toPlainString()))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("; "));
    }

    String cooldowns() {
        return new TreeMap<>(target().cooldowns()).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + ValueText.length(entry.getValue())).collect(Collectors.joining("; "));
    }

    ObjectNode document() {
        return report.document();
    }
}
