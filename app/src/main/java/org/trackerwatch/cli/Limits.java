package org.trackerwatch.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.LimitsReport;

/// What of an account is not told, and which events can't happen for that, in sentences.
final class Limits {

    private Limits() {}

    /// Empty where nothing is wanting.
    static String sentence(LimitsReport limits, Rule rule) {
        var prospect = limits.coverage().of(rule.when());
        return prospect.why().isEmpty() ? "" : rule.key() + (prospect.isOpen() ? " " : " can't happen here: it ") + prospect.whyAtTerminal() + ".";
    }

    static List<String> sentences(LimitsReport limits) {
        var told = limits.rules().stream().map(rule -> sentence(limits, rule)).filter(sentence -> !sentence.isEmpty());
        var missing = limits.coverage().missing().stream().map(ValueText::name).collect(Collectors.joining(", "));
        return Stream.concat(Stream.of(missing).filter(names -> !names.isEmpty()).map(names -> "Not reported: " + names + "."), told)
                .toList();
    }
}
