package org.trackerwatch.cli;

import java.time.ZoneId;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.report.DeliveryReport;

/// The attempts of a delivery, as a table.
final class Tries {

    private Tries() {}

    static Table of(DeliveryReport report, ZoneId zone) {
        var table = new Table("ATTEMPT", "AT", "STATUS", "TOOK", "CAME TO", "WHY");
        report.numbered((each, number) -> table.row(Integer.toString(number), Shown.time(each.started(), zone),
                each.status().map(Object::toString).orElse("no answer"),
                each.latency().map(length -> length.toMillis() + " ms").orElse("-"), each.outcome(), each.reason().orElse("")));
        return table;
    }
}
