package org.trackerwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trackerwatch.core.Condition;
import org.trackerwatch.core.Coverage;
import org.trackerwatch.core.FigureCondition;
import org.trackerwatch.core.PollCondition;
import org.trackerwatch.core.Rule;
import org.trackerwatch.core.Severity;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.poll.Cadence;
import org.trackerwatch.store.Rulebook;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Definition.Proof;
import org.trackerwatch.trackers.Definitions;

/// The tables of README.md and docs/sites.md, as the definitions and rules have them.
final class ReadmeTables {

    /// The contract's own order.
    private static final List<String> ORDER = List.of("ratio-drop", "hit-and-run", "tracker-down", "buffer-milestone",
            "account-warned", "ratio-danger", "zero-seeding", "rank-change", "anniversary", "tracker-up", "login-rejected");

    private final Definitions definitions = Definitions.bundled();

    private final List<Rule> rules = Rulebook.bundled().rules().stream().sorted(
            Comparator.comparing((Rule rule) -> ORDER.contains(rule.key()) ? ORDER.indexOf(rule.key()) : ORDER.size())
                    .thenComparing(Rule::key)).toList();

    /// How many sites there are, and how much is behind them.
    String counts() {
        var living = sites().filter(ReadmeTables::isThere).toList();
        long byHand = living.stream().filter(Definition::isByHand).count();
        return living.size() + " sites: " + count(living, Proof.PROVEN) + " proven, " + count(living, Proof.MODELLED) + " modelled, "
                + count(living, Proof.UNTESTED) + " untested; " + byHand + " of these are filled by hand, since their staff refuse programs.";
    }

    /// What can be told of the accounts of each engine.
    String platforms() {
        var rows = Stream.concat(definitions.platforms().stream().map(this::engineRow),
                Stream.of(bareRow("an API of its own", "json"), bareRow("pages of its own", "html"), byHandRow())).toList();
        return table(List.of("engine", "sites", "proven", "modelled", "untested", "opened by", "asked every", "of the events below, it can tell"),
                rows);
    }

    private List<String> engineRow(String platform) {
        var engine = definition(platform);
        return row("**" + engine.name() + "** (`" + platform + "`)", polledOn(platform), needs(engine), every(engine), told(engine));
    }

    private List<String> bareRow(String name, String platform) {
        return row(name, polledOn(platform), "as the site wants", "as the site wants", "see the list");
    }

    private List<String> byHandRow() {
        return row("filled by hand", sites().filter(ReadmeTables::isThere).filter(Definition::isByHand).toList(), "nothing", "never",
                "what your figures tell");
    }

    private static List<String> row(String name, List<Definition> sites, String opened, String asked, String told) {
        return List.of(name, Integer.toString(sites.size()), count(sites, Proof.PROVEN), count(sites, Proof.MODELLED),
                count(sites, Proof.UNTESTED), opened, asked, told);
    }

    private List<Definition> polledOn(String platform) {
        return sites().filter(ReadmeTables::isThere).filter(site -> site.platform().equals(platform) && !site.isByHand()).toList();
    }

    private static boolean isThere(Definition site) {
        return site.status() != Definition.Status.DEAD;
    }

    private static String count(List<Definition> sites, Proof proof) {
        return Long.toString(sites.stream().filter(site -> site.proof() == proof).count());
    }

    String sitesTable() {
        var rows = sites().map(site -> List.of("`" + site.slug() + "`", site.name(), engine(site), word(site.proof()), needs(site),
                every(site), site.minRatio().map(Object::toString).orElse(""), silent(site), word(site.status()))).toList();
        return table(List.of("slug", "site", "engine", "proof", "opened by", "asked every", "minimum ratio", "can't tell", "status"), rows);
    }

    String events() {
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
        return site.isByHand() ? "" : definitions.find(site.platform()).map(Definition::name).orElse("its own");
    }

    private static String needs(Definition definition) {
        return definition.isByHand() ? "by hand" : definition.accepts().stream().map(ReadmeTables::word).collect(Collectors.joining(" or "));
    }

    private static String every(Definition definition) {
        return definition.accepts().isEmpty() ? "never" : definition.accepts().stream()
                .map(kind -> "≥ " + ValueText.length(Cadence.of(anybodys(definition), Optional.of(definition), kind).floor()))
                .distinct().collect(Collectors.joining(" or "));
    }

    private static Tracker anybodys(Definition definition) {
        return new Tracker(0, "", definition.slug(), Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(),
                Optional.empty(), Tracker.Mode.ACTIVE, Instant.EPOCH);
    }

    /// By each way in, the best one first.
    private String told(Definition engine) {
        var byWay = engine.accepts().stream().collect(Collectors.toMap(ReadmeTables::word, kind -> told(Coverages.of(engine, Optional.of(kind))),
                (one, _) -> one, LinkedHashMap::new));
        return Set.copyOf(byWay.values()).size() == 1 ? byWay.values().iterator().next()
                : byWay.entrySet().stream().map(way -> way.getKey() + ": " + way.getValue()).collect(Collectors.joining("; "));
    }

    private String told(Coverage coverage) {
        var missing = silent(coverage).map(key -> "`" + key + "`").collect(Collectors.joining(", "));
        return missing.isEmpty() ? "all" : "all but " + missing;
    }

    /// With none of the ways in.
    private String silent(Definition site) {
        var ways = site.isByHand() ? List.of(Coverages.of(site, Optional.empty()))
                : site.accepts().stream().map(kind -> Coverages.of(site, Optional.of(kind))).toList();
        var silent = ways.stream().map(way -> silent(way).collect(Collectors.toSet())).toList();
        return ways.isEmpty() ? "" : rules.stream().map(Rule::key).filter(key -> silent.stream().allMatch(way -> way.contains(key))).collect(Collectors.joining(", "));
    }

    private Stream<String> silent(Coverage coverage) {
        return rules.stream().filter(rule -> !coverage.of(rule.when()).isOpen()).map(Rule::key);
    }

    private static String needs(Condition when) {
        return switch (when) {
            case FigureCondition.Falls(var of, _) -> "two readings of " + ValueText.name(of);
            case FigureCondition.Rises(var of, _) -> "two readings of " + ValueText.name(of);
            case FigureCondition.Crosses(var of, _) -> "two readings of " + ValueText.name(of);
            case FigureCondition.Changes(var of) -> "two readings of " + ValueText.name(of);
            case FigureCondition.Becomes(var of, _) -> "the mark “" + ValueText.name(of) + "”";
            case FigureCondition.Level level -> ValueText.name(level.of());
            case FigureCondition.Below(var of, _) -> ValueText.name(of) + " and a minimum, the site's or yours";
            case PollCondition.Anniversary _ -> "the date of joining, the site's or yours";
            case PollCondition.Fails _, PollCondition.Refused _, PollCondition.Recovers _, PollCondition.Flaps _, PollCondition.Corrected _ -> "";
            case PollCondition.IsOffline _ -> "four trackers, or a neutral address (`control-check`)";
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
