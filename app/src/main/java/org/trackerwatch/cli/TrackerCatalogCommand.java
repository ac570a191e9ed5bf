package org.trackerwatch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Json;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.Definition;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "catalog", description = "Lists the sites and platforms that can be read.",
        footer = {"", "Example:", "  trackerwatch tracker catalog unit3d"})
final class TrackerCatalogCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "WORD", arity = "0..1", description = "Only those with this in their name or platform.")
    Optional<String> word = Optional.empty();

    @Mixin
    JsonOption output;

    TrackerCatalogCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var found = all().stream().filter(this::isMeant).toList();
        output.print(session.terminal(), () -> document(found), out -> table(found).print(out));
        if (found.isEmpty()) {
            session.terminal().say("None of them has “" + Plain.of(word.orElse("")) + "” in its name. If it runs on an"
                    + " engine that is known (" + String.join(", ", session.definitions().platforms()) + "), it is added by that and"
                    + " its address: “trackerwatch tracker add unit3d --name NAME --url https://…”.");
        }
        return 0;
    }

    /// A broken file of the user's hides no other site.
    private List<Definition> all() {
        var definitions = session.definitions();
        var names = new ArrayList<>(definitions.platforms());
        names.addAll(definitions.slugs());
        return names.stream().flatMap(name -> {
            try {
                return definitions.find(name).stream();
            } catch (Problem.Broken broken) {
                session.terminal().say("Left out: " + Plain.of(String.valueOf(broken.getMessage()).replace('\n', ' ')));
                return Optional.<Definition>empty().stream();
            }
        }).toList();
    }

    private boolean isMeant(Definition definition) {
        var wanted = word.map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
        return definition.slug().contains(wanted) || definition.platform().contains(wanted)
                || definition.name().toLowerCase(Locale.ROOT).contains(wanted)
                || definition.aliases().stream().anyMatch(alias -> alias.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Table table(List<Definition> found) {
        var table = new Table("SLUG", "NAME", "PLATFORM", "STATUS", "NEEDS", "EVERY", "MIN RATIO", "STATISTICS");
        found.forEach(each -> table.row(each.slug(), each.name(), each.platform(), word(each.status()), needs(each),
                "≥ " + ValueText.length(each.policy().minInterval()), each.minRatio().map(Object::toString).orElse("-"),
                word(each.policy().userStats())));
        return table;
    }

    private static JsonNode document(List<Definition> found) {
        var list = Json.array();
        found.forEach(each -> {
            var node = list.addObject().put("slug", each.slug()).put("name", each.name())
                    .put("platform", each.platform()).put("status", word(each.status())).put("language", each.language());
            each.links().stream().map(Object::toString).forEach(node.putArray("links")::add);
            each.accepts().stream().map(TrackerCatalogCommand::word).forEach(node.putArray("accepts")::add);
            node.put("min_interval_seconds", each.policy().minInterval().toSeconds());
            node.put("user_stats", word(each.policy().userStats()));
            node.set("min_ratio", each.minRatio().map(Json::number).orElseGet(() -> Json.object().nullNode()));
            each.reports().stream().map(Field::key).forEach(node.putArray("reports")::add);
        });
        return list;
    }

    private static String needs(Definition definition) {
        return definition.accepts().stream().map(TrackerCatalogCommand::word).collect(Collectors.joining(" or "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
