package org.trackerwatch.cli;

import java.time.ZoneId;
import java.util.stream.Collectors;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.core.Event.Detail;
import org.trackerwatch.core.ValueText;

/// What happened, in few words.
final class Details {

    private Details() {}

    /// In few words, beside the event's name.
    static String words(Detail detail, ZoneId zone) {
        return switch (detail) {
            case Detail.Changed(var field, var before, var after) -> field.key() + " "
                    + before.map(value -> Shown.of(value, zone) + " → ").orElse("") + Shown.of(after, zone);
            case Detail.Standing(var field, var value, var limit, _) -> field.key() + " " + Shown.of(value, zone)
                    + limit.map(bound -> ", limit " + Shown.of(bound, zone)).orElse("");
            case Detail.Failing(var reason, var text, _, _) -> reason.key() + ": " + text;
            case Detail.Recovered(_, _, var lasted) -> "after " + ValueText.length(lasted);
            case Detail.Flapping(_, var turns, _) -> "down or back " + turns + " times";
            case Detail.Due(var date, var months) -> months % 12 == 0 ? Shown.count(months / 12, "year") + " on " + date
                    : Shown.count(months, "month") + " on " + date;
            case Detail.Corrected(var before, var after) -> after.values().entrySet().stream()
                    .map(entry -> entry.getKey().key() + " " + Shown.of(before, entry.getKey(), zone) + " → "
                            + Shown.of(entry.getValue(), zone))
                    .collect(Collectors.joining(", "));
        };
    }
}
