package org.trackerwatch.cli;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trackerwatch.cli.terminal.Shown;
import org.trackerwatch.cli.terminal.Table;
import org.trackerwatch.trackers.AccountStats;
import org.trackerwatch.trackers.Field;
import org.trackerwatch.trackers.PollFailure;
import org.trackerwatch.trackers.Value;

/// What a poll came to, as commands show it.
final class Figures {

    private Figures() {}

    /// What is known; the rest is not there.
    static Table table(AccountStats stats, ZoneId zone) {
        return table(stats, value -> Shown.of(value, zone));
    }

    /// Likewise, to be compared with the site's own pages.
    static Table zoned(AccountStats stats, ZoneId zone) {
        return table(stats, value -> Shown.zoned(value, zone));
    }

    private static Table table(AccountStats stats, Function<Value, String> shown) {
        var table = new Table("FIGURE", "VALUE");
        for (var field : Field.values()) {
            stats.get(field).ifPresent(value -> table.row(field.key(), shown.apply(value)));
        }
        stats.extras().forEach(table::row);
        return table;
    }

    /// Likewise, with what an earlier reading told and this one did not.
    ///
    /// @param told how long ago, in words; missing is longer than anybody looked back
    /// @param reading what one is called: a poll, or a record of the user's
    static Table table(AccountStats stats, AccountStats known, Map<Field, String> told, String reading, ZoneId zone) {
        var table = table(stats, zone);
        for (var field : Field.values()) {
            if (stats.get(field).isEmpty()) {
                known.get(field).ifPresent(value -> table.row(field.key(), Shown.of(value, zone)
                        + "  (" + Optional.ofNullable(told.get(field)).map(ago -> "read " + ago).orElse("from an earlier " + reading) + ")"));
            }
        }
        return table;
    }

    static String sentence(PollFailure failure) {
        return failure.reason().key() + ": " + failure.detail();
    }
}
