package org.trackerwatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Condition;
import org.trackerwatch.core.FigureCondition;
import org.trackerwatch.core.PollCondition;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Definitions;
import org.trackerwatch.trackers.Field;

/// The tables of README.md, as the definitions and rules have them.
final class ReadmeTables {

    /// The contract's own order.
    private static final List<String> ORDER = List.of("ratio-drop", "hit-and-run", "tracker-down", "buffer-milestone",
            "account-warned", "ratio-danger", "zero-seeding", "rank-change", "anniversary", "tracker-up", "login-rejected");

    private final Definitions definitions = Definitions.bundled();

    /// What can be told of the accounts of each engine.
    String platforms() {
        var rows = definitions.platforms().stream().map(this::definition).map(platform -> List.of(
                "**" + platform.name() + "** (`" + platform.slug() + "`)", needs(platform), every(platform),
                String.valueOf(sites().filter(site -> site.platform().equals(platform.slug())).count()),
                told(platform))).toList();
        return table(List.of("engine", "opened by", "asked every", "sites", "of the events below, it can tell"), rows);
    }

    String sitesTable() {
        var rows = sites().sorted(Comparator.comparing(Definition::platform).thenComparing(Definition::slug))
                .map(site -> List.of("`" + site.slug() + "`", site.name(), engine(site), needs(site), every(site),
                        site.minRatio().map(Object::toString).orElse(""), word(site.status()))).toList();
        return table(List.of("slug", "site", "engine", "opened by", "asked every", "minimum ratio", "status"), rows);
    }

    String events() {
        var rules = new ArrayList<>(Rulebook.bundled().rules());
        rules.sort(Comparator.comparing((Rule rule) -> ORDER.contains(rule.key()) ? ORDER.indexOf(rule.key()) : ORDER.size())
                .thenComparing(Rule::key));
        var rows = rules.stream().map(rule -> List.of("`" + rule.key() + "`", rule.about(), needs(rule.when()),
                rule.cooldown().isZero() ? "" : ValueText.length(rule.cooldown()), colour(rule.severity()))).toList();
        return table(List.of("event", "fires when", "needs", "cooldown", "colour"), rows);
    }

    private Stream<Definition> sites() {
        return definitions.slugs().stream().map(this::definition);
    }

    private Definition definition(String slug) {
        return definitions.find(slug).orElseThrow();
    }

    private String engine(Definition site) {
        return definitions.find(site.platform()).map(Definition::name).orElse("its own");
    }

    private static String needs(Definition definition) {
        return definition.accepts().stream().map(ReadmeTables::word).collect(Collectors.joining(" or "));
    }

    private static String every(Definition definition) {
        return "≥ " + ValueText.length(definition.minInterval());
    }

    private static String told(Definition platform) {
        var missing = ORDER.stream().filter(key -> !tells(platform, Rulebook.bundled().find(key).orElseThrow().when())).toList();
        return missing.isEmpty() ? "all" : "all but " + missing.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
    }

    /// Ratio and buffer follow from the bytes where a site does not say them itself.
    private static boolean tells(Definition platform, Condition when) {
        var known = EnumSet.copyOf(platform.reports());
        if (known.containsAll(Set.of(Field.UPLOADED, Field.DOWNLOADED))) {
            known.addAll(Set.of(Field.RATIO, Field.BUFFER));
        }
        return field(when).map(known::contains).orElse(true);
    }

    /// What the account's figures must show for it.
    private static Optional<Field> field(Condition when) {
        return switch (when) {
            case FigureCondition figure -> Optional.of(figure.of());
            case PollCondition.Anniversary _ -> Optional.of(Field.JOINED);
            case PollCondition.Fails _, PollCondition.Refused _, PollCondition.Recovers _, PollCondition.Corrected _ ->
                Optional.empty();
        };
    }

    private static String needs(Condition when) {
        return switch (when) {
            case FigureCondition.Falls(var of, _) -> "two readings of " + ValueText.name(of);
            case FigureCondition.Rises(var of, _) -> "two readings of " + ValueText.name(of);
            case FigureCondition.Crosses(var of, _) -> "two readings of " + ValueText.name(of);
            case FigureCondition.Changes(var of) -> "two readings of " + ValueText.name(of);
            case FigureCondition.Becomes(var of, _) -> "whether it is " + ValueText.name(of);
            case FigureCondition.Level level -> ValueText.name(level.of());
            case FigureCondition.Below(var of, _) -> ValueText.name(of) + " and a minimum, the site's or yours";
            case PollCondition.Anniversary _ -> "the date of joining, the site's or yours";
            case PollCondition.Fails _, PollCondition.Refused _, PollCondition.Recovers _, PollCondition.Corrected _ -> "";
        };
    }

    private static String colour(Severity severity) {
        var name = switch (severity) {
            case URGENT -> "red";
            case WARNING -> "amber";
            case GOOD -> "green";
            case INFO -> "cyan";
        };
        return name + String.format(Locale.ROOT, " `#%06x`", severity.colour());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("api", "API");
    }

    private static String table(List<String> head, List<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add(line(head));
        lines.add(line(head.stream().map(_ -> "---").toList()));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
        return "| " + cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")) + " |";
    }
}
