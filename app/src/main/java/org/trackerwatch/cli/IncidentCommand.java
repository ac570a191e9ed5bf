package org.trackerwatch.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.cli.terminal.Plain;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "incident", description = "When trackers could not be read, why, and who was told.",
        footer = {"", "Example:", "  trackerwatch incident list --since 90d"})
final class IncidentCommand {

    private final Session session;

    IncidentCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists outages, oldest first: of trackers, and of trackerwatch's own connection.",
            footer = {"", "Example:", "  trackerwatch incident list --tracker mysite --since 90d"})
    int list(@Option(names = "--tracker", paramLabel = "NAME", description = "Only of this tracker.") Optional<String> tracker,
            @Option(names = "--open", description = "Only those that last.") boolean open,
            @Option(names = "--since", paramLabel = "TIME", defaultValue = "30d",
                    description = "Those that lasted then or began later; 30 days if not given.") String since,
            @Mixin JsonOption output) {
        var moment = session.moment();
        var from = moment.parse(since);
        var found = session.read(books -> {
            var only = books.tracker(tracker);
            return books.app().incidents().list(books.tx(), from, moment.now().plusMillis(1)).stream()
                    .filter(each -> !open || !each.isOver())
                    .filter(each -> only.isEmpty() || each.tracker().filter(id -> id == only.get().id()).isPresent())
                    .map(each -> IncidentView.of(books, each)).toList();
        });
        output.print(session.terminal(), () -> {
            var list = Json.array();
            found.forEach(each -> list.add(each.document(moment.now())));
            return list;
        }, out -> table(found, out));
        if (found.isEmpty()) {
            session.terminal().say("Nothing " + (open ? "is" : "was") + " out of reach since " + Shown.time(from, session.zone()) + ".");
        }
        return 0;
    }

    @Command(name = "show", description = "Shows one outage and the messages that told of it.",
            footer = {"", "Example:", "  trackerwatch incident show 17"})
    int show(@Parameters(index = "0", paramLabel = "ID", description = "As “incident list” shows it.") long id,
            @Mixin JsonOption output) {
        var view = session.read(books -> books.app().incidents().get(books.tx(), id).map(found -> IncidentView.of(books, found))
                .orElseThrow(() -> Refusal.failed("There is no incident " + id + "; “trackerwatch incident list” shows them.")));
        output.print(session.terminal(), () -> view.document(session.moment().now()), out -> show(view, out));
        return 0;
    }

    private void table(List<IncidentView> found, PrintStream out) {
        var zone = session.zone();
        var now = session.moment().now();
        var table = new Table("ID", "TRACKER", "SINCE", "UNTIL", "LASTED", "CAUSE", "FAULT", "POLLS LOST", "ANNOUNCED");
        found.forEach(each -> table.row(Long.toString(each.incident().id()), each.whose(),
                Shown.time(each.incident().since(), zone), each.end(zone), each.lasted(now), each.cause(), each.fault(),
                Integer.toString(each.incident().polls()), each.announced(zone)));
        table.print(out);
    }

    private void show(IncidentView view, PrintStream out) {
        var zone = session.zone();
        var incident = view.incident();
        new Table("INCIDENT", Long.toString(incident.id()))
                .row("tracker", view.whose()).row("since", Shown.time(incident.since(), zone)).row("until", view.end(zone))
                .row("lasted", view.lasted(session.moment().now())).row("cause", view.cause()).row("fault", view.fault())
                .row("polls lost", Integer.toString(incident.polls())).row("announced", view.announced(zone))
                .print(out);
        out.println("\n" + Plain.of(incident.text()) + "\n");
        var table = new Table("DELIVERY", "AT", "TARGET", "WHAT", "STATE");
        view.deliveries().forEach(each -> table.row(Long.toString(each.delivery().id()),
                Shown.time(each.delivery().created(), zone), each.target(), each.about(), each.state()));
        table.print(out);
    }
}
