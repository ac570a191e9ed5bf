package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.EventReport;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Events;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Lists what the rules found, oldest first.",
        footer = {"", "Example:", "  trackerwatch event list --tracker mysite --since 30d"})
final class EventListCommand implements Callable<Integer> {

    /// Of a terminal, in letters.
    private static final int ROOM = 100;

    private final Session session;

    @Option(names = "--tracker", paramLabel = "NAME", description = "Only of this tracker.")
    Optional<String> tracker = Optional.empty();

    @Option(names = "--event", paramLabel = "EVENT", description = "Only this kind, such as ratio-drop.")
    Optional<String> event = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", defaultValue = "7d", description = "From when on; 7 days if not given.")
    String since = "";

    @Mixin
    JsonOption output;

    EventListCommand(Session session) {
        this.session = session;
    }

    /// @param names of trackers, by their id
    /// @param told  by event: what became of it for each target
    private record Found(List<Events.Stored> events, Map<Long, String> names, Map<Long, Fates> told) {}

    @Override
    public Integer call() {
        var moment = session.moment();
        var from = moment.parse(since);
        var kind = event.map(key -> TargetOptions.rule(session.rules(), key).key());
        var found = session.read(books -> {
            var only = books.tracker(tracker).map(Tracker::id);
            var events = books.app().events().list(books.tx(), only, from, moment.now().plusMillis(1)).stream()
                    .filter(each -> kind.map(each.event().rule()::equals).orElse(true)).toList();
            var targets = books.app().targets().list(books.tx());
            return new Found(events, books.app().registry().list(books.tx()).stream().collect(Collectors.toMap(Tracker::id, Tracker::name)),
                    events.stream().collect(Collectors.toMap(Events.Stored::id, each ->
                            Fates.of(books.app(), books.tx(), targets, each.id()))));
        });
        output.print(session.terminal(), () -> document(found), out -> table(found, out));
        if (found.events.isEmpty()) {
            session.terminal().say("Nothing happened since " + Shown.time(from, session.zone()) + ".");
        }
        return 0;
    }

    private void table(Found found, PrintStream out) {
        var zone = session.zone();
        var table = new Table("ID", "AT", "TRACKER", "EVENT", "WHAT", "TOLD");
        found.events.forEach(each -> table.row(Long.toString(each.id()), Shown.time(each.event().at(), zone),
                found.names.getOrDefault(each.event().tracker(), "-"), each.event().rule(),
                Details.words(each.event().detail(), zone), found.told.get(each.id()).words()));
        if (table.print(out, ROOM)) {
            session.terminal().say("Some of it is cut (…): “trackerwatch event explain” and --json have the whole.");
        }
    }

    private static JsonNode document(Found found) {
        var list = Json.array();
        found.events.forEach(each -> {
            var node = list.addObject().put("id", each.id()).put("tracker", found.names.getOrDefault(each.event().tracker(), ""));
            node.setAll(EventReport.of(each.event()));
            node.set("targets", found.told.get(each.id()).document());
        });
        return list;
    }
}
