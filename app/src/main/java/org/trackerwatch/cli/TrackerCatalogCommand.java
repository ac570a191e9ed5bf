package org.trackerwatch.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.report.CatalogReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.trackers.Definition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "catalog", description = "Lists the sites and platforms that can be read.",
        footer = {"", "Example:", "  trackerwatch tracker catalog unit3d"})
final class TrackerCatalogCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "WORD", arity = "0..1", description = "Only those with this in their name or platform.")
    Optional<String> word = Optional.empty();

    @Option(names = "--events", split = ",", paramLabel = "EVENT", description = "Only those on which these events can happen, commas between.")
    List<String> events = List.of();

    @Option(names = {"--status", "--proof"}, paramLabel = "STATUS", description = "Only those with so much behind them: ${COMPLETION-CANDIDATES}.")
    Optional<Definition.Proof> proof = Optional.empty();

    @Option(names = {"--engine", "--platform"}, paramLabel = "ENGINE", description = "Only those that run on this engine.")
    Optional<String> platform = Optional.empty();

    @Mixin
    JsonOption output;

    TrackerCatalogCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        events.forEach(event -> TargetOptions.rule(session.rules(), event));
        platform.ifPresent(session::definition);
        var found = Stream.concat(session.platforms().stream(), session.sites().stream()).filter(this::isMeant)
                .map(definition -> CatalogReport.of(definition, session.rules())).filter(entry -> entry.events().containsAll(events)).toList();
        output.print(session.terminal(), () -> document(found), out -> table(found).print(out));
        if (found.isEmpty()) {
            session.terminal().say("None of them " + (word.isPresent() ? "has “" + Plain.of(word.get()) + "” in its name" : "is so")
                    + ". If it runs on an engine that is known (" + String.join(", ", session.definitions().platforms())
                    + "), it is added by that and its address: “trackerwatch tracker add unit3d --name NAME --url https://…”.");
        }
        return 0;
    }

    private boolean isMeant(Definition definition) {
        return platform.filter(wanted -> !wanted.equalsIgnoreCase(definition.platform())).isEmpty()
                && proof.filter(wanted -> wanted != definition.proof()).isEmpty() && isNamed(definition);
    }

    private boolean isNamed(Definition definition) {
        var wanted = word.map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
        return definition.slug().contains(wanted) || definition.platform().contains(wanted)
                || definition.name().toLowerCase(Locale.ROOT).contains(wanted)
                || definition.aliases().stream().anyMatch(alias -> alias.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Table table(List<CatalogReport> found) {
        var table = new Table("SLUG", "NAME", "ENGINE", "SITE", "STATUS", "NEEDS", "EVERY", "MIN RATIO", "STATISTICS", "CAN'T TELL");
        found.forEach(entry -> table.row(CatalogEntry.row(entry)));
        return table;
    }

    private static JsonNode document(List<CatalogReport> found) {
        var list = Json.array();
        found.forEach(entry -> list.add(entry.document()));
        return list;
    }
}
