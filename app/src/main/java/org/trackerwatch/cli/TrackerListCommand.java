package org.trackerwatch.cli;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.core.Tracker;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.TrackerReport;
import org.trackerwatch.trackers.Field;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "Lists your trackers with their last figures.",
        footer = {"", "Example:", "  trackerwatch tracker list --json"})
final class TrackerListCommand implements Callable<Integer> {

    private static final List<Field> FIGURES = List.of(Field.RATIO, Field.UPLOADED, Field.DOWNLOADED, Field.BUFFER,
            Field.SEEDING, Field.HIT_AND_RUNS, Field.BONUS);

    private final Session session;

    @Mixin
    JsonOption output;

    TrackerListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var trackers = session.read(books -> TrackerReport.all(books.app(), books.tx()));
        output.print(session.terminal(), () -> document(trackers), out -> table(trackers).print(out));
        if (trackers.isEmpty()) {
            session.terminal().say("No tracker yet. “trackerwatch tracker add SLUG --name NAME” adds one.");
        }
        return 0;
    }

    private JsonNode document(List<TrackerReport> trackers) {
        var list = Json.array();
        trackers.stream().map(TrackerReport::summary).forEach(list::add);
        return list;
    }

    private Table table(List<TrackerReport> trackers) {
        var table = new Table("NAME", "SITE", "STATE", "RATIO", "UPLOADED", "DOWNLOADED", "BUFFER", "SEEDING", "H&R", "BONUS",
                "READ", "NEXT");
        trackers.forEach(each -> table.row(row(each)));
        return table;
    }

    private List<String> row(TrackerReport each) {
        var zone = session.zone();
        var cells = new ArrayList<>(List.of(each.tracker().name(), each.tracker().definition(), each.stateWord()));
        FIGURES.forEach(field -> cells.add(Shown.of(each.known(), field, zone)));
        cells.add(Shown.time(each.latest().map(Snapshot::at), zone, "never") + age(each));
        cells.add(next(each, zone));
        return cells;
    }

    /// Nobody renews what is typed in by hand, so it is said how old it is.
    private String age(TrackerReport each) {
        return each.tracker().mode() == Tracker.Mode.MANUAL
                ? each.latest().map(snapshot -> " (" + session.moment().since(snapshot.at()) + ")").orElse("") : "";
    }

    private static String next(TrackerReport each, ZoneId zone) {
        return each.isActive() ? Shown.time(each.schedule().dueAt(), zone) : "-";
    }
}
