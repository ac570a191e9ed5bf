package org.trackerwatch.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.trackerwatch.cli.terminal.JsonPrinter;
import org.trackerwatch.cli.terminal.Refusal;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.report.Json;
import org.trackerwatch.report.ReadingReport;
import org.trackerwatch.report.SnapshotTable;
import org.trackerwatch.trackers.Field;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "snapshot", description = "What was read, poll by poll.",
        footer = {"", "Example:", "  trackerwatch snapshot list mysite --since 30d --format csv"})
final class SnapshotCommand {

    enum Format { TABLE, CSV, JSON }

    private static final List<Field> SHOWN = List.of(Field.UPLOADED, Field.DOWNLOADED, Field.RATIO, Field.BUFFER,
            Field.SEEDING, Field.LEECHING, Field.HIT_AND_RUNS, Field.BONUS, Field.CLASS);

    private final Session session;

    SnapshotCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", description = "Lists a tracker's readings, oldest first.",
            footer = {"", "Example:", "  trackerwatch snapshot list mysite --since 2026-01-01 --format csv"})
    int list(@Parameters(index = "0", paramLabel = "TRACKER", description = "The tracker's name.") String name,
            @Option(names = "--since", paramLabel = "TIME", defaultValue = "30d",
                    description = "From when on: 30d, 2026-03-04 …; 30 days if not given.") String since,
            @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "table",
                    description = "table, csv or json.") Format format,
            @Option(names = "--json", description = "The same as --format json.") boolean json) {
        if (json && format == Format.CSV) {
            throw Refusal.usage("--json and --format csv exclude each other; give one of them.");
        }
        var moment = session.moment();
        var from = moment.parse(since);
        var snapshots = session.read(books -> books.app().history().snapshots(books.tx(), books.tracker(name).id(), from,
                moment.now().plusMillis(1)));
        print(snapshots, json ? Format.JSON : format);
        if (snapshots.isEmpty()) {
            session.terminal().say("Nothing was read since " + Shown.time(from, session.zone()) + ".");
        }
        return 0;
    }

    private void print(List<Snapshot> snapshots, Format format) {
        var out = session.terminal().out();
        switch (format) {
            case TABLE -> table(snapshots).print(out);
            case CSV -> out.print(SnapshotTable.csv(snapshots));
            case JSON -> {
                var list = Json.array();
                snapshots.stream().map(ReadingReport::of).forEach(list::add);
                JsonPrinter.print(out, list);
            }
        }
    }

    private Table table(List<Snapshot> snapshots) {
        var zone = session.zone();
        var head = SHOWN.stream().map(field -> field.key().toUpperCase(Locale.ROOT));
        var table = new Table(Stream.concat(Stream.of("AT"), head).toList());
        snapshots.forEach(each -> table.row(Stream.concat(
                Stream.of(Shown.time(each.at(), zone) + (each.doubtful() ? " (doubtful)" : "")),
                SHOWN.stream().map(field -> Shown.of(each.stats(), field, zone))).toList()));
        return table;
    }
}
