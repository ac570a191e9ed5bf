package org.trackerwatch.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Incident;
import org.trackerwatch.core.ReasonText;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.report.DeliveryReport;
import org.trackerwatch.report.IncidentReport;
import tools.jackson.databind.node.ObjectNode;

/// An outage as lists and `show` give it.
record IncidentView(IncidentReport report) {

    static IncidentView of(Books books, Incident incident) {
        return new IncidentView(IncidentReport.of(books.app(), books.tx(), incident));
    }

    Incident incident() {
        return report.incident();
    }

    List<DeliveryReport> deliveries() {
        return report.deliveries();
    }

    String whose() {
        return report.tracker().orElse("(trackerwatch)");
    }

    String end(ZoneId zone) {
        return Shown.time(incident().ended(), zone, "lasts");
    }

    String lasted(Instant now) {
        return ValueText.length(incident().lasted(now));
    }

    /// The first reason, and the last if that is another.
    String cause() {
        var first = ReasonText.of(incident().first()).reason();
        var last = ReasonText.of(incident().last()).reason();
        return first.equals(last) ? first : first + ", then " + last;
    }

    String fault() {
        return switch (incident().fault()) {
            case SITE -> "the site's";
            case OURS -> incident().tracker().isEmpty() || incident().within().isPresent() ? "ours: offline" : "ours";
            case USER -> "yours to mend";
        };
    }

    String announced(ZoneId zone) {
        return Shown.time(incident().announced(), zone, "no");
    }

    ObjectNode document(Instant now) {
        return report.document(now);
    }
}
