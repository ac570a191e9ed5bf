package org.trackerwatch.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.trackerwatch.core.Snapshot;
import org.trackerwatch.trackers.Field;

/// Readings as a table for spreadsheets: all built-in fields, then the extras that any of them has.
public final class SnapshotTable {

    private SnapshotTable() {}

    public static String csv(List<Snapshot> snapshots) {
        var extras = snapshots.stream().flatMap(each -> each.stats().extras().keySet().stream()).distinct().sorted().toList();
        var head = new ArrayList<>(List.of("at", "doubtful"));
        Arrays.stream(Field.values()).map(Field::key).forEach(head::add);
        head.addAll(extras);
        var table = new StringBuilder(Csv.line(head));
        snapshots.forEach(each -> {
            var cells = new ArrayList<>(List.of(each.at().toString(), Boolean.toString(each.doubtful())));
            Arrays.stream(Field.values()).map(field -> Csv.cell(each.stats(), field)).forEach(cells::add);
            extras.forEach(extra -> cells.add(Csv.text(each.stats().extras().getOrDefault(extra, ""))));
            table.append(Csv.line(cells));
        });
        return table.toString();
    }
}
