package org.trackerwatch.cli;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;

/// How a target is spared, as `target show` gives it.
record CalmView(Calm calm) {

    Table rows(Table table) {
        return table.row("told of", calm.least() == Severity.INFO ? "everything" : word(calm.least()) + " and graver")
                .row("quiet hours", calm.quiet().map(CalmView::words).orElse("none"))
                .row("together", calm.batch() ? "yes: messages wait a little for others" : "no: each at once")
                .row("reminders", calm.reminders() ? "on" : "off")
                .row("digest", calm.digest().map(CalmView::words).orElse("none"));
    }

    private static String words(QuietHours hours) {
        var days = hours.days().size() == DayOfWeek.values().length ? "" : " from " + hours.days().stream().sorted()
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)).collect(Collectors.joining(", "));
        return hours.from() + " to " + hours.to() + days + switch (hours.mode()) {
            case HOLD -> ", told when they end";
            case SILENT -> ", told without a sound";
        };
    }

    private static String words(DigestTime digest) {
        return digest.day().map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s").orElse("daily") + " at " + digest.at();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
