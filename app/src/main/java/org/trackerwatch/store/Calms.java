package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.trackerwatch.core.Calm;
import org.trackerwatch.core.DigestTime;
import org.trackerwatch.core.QuietHours;
import org.trackerwatch.core.Severity;

/// How targets are spared, as columns of theirs.
final class Calms {

    private Calms() {}

    static Calm read(ResultSet row) throws SQLException {
        return new Calm(Columns.word(Severity.class, row, "least"), quiet(row), row.getBoolean("batch"), digest(row),
                row.getBoolean("reminders"));
    }

    /// What quiet hours hold back now is decided anew: they may be others, or none.
    static void write(Transaction tx, long target, Calm calm) {
        tx.update("""
                UPDATE target SET least = ?, batch = ?, reminders = ?, quiet_from = ?, quiet_to = ?, quiet_days = ?,
                                  quiet_mode = ?, digest_at = ?, digest_day = ?
                WHERE id = ?""", Columns.word(calm.least()), calm.batch(), calm.reminders(),
                calm.quiet().map(hours -> hours.from().toString()), calm.quiet().map(hours -> hours.to().toString()),
                calm.quiet().map(hours -> words(hours.days())), calm.quiet().map(hours -> Columns.word(hours.mode())),
                calm.digest().map(digest -> digest.at().toString()), calm.digest().flatMap(DigestTime::day).map(Columns::word),
                target);
        tx.update("UPDATE verdict SET until = 0 WHERE target = ? AND kind = 'quiet' AND released_at IS NULL", target);
    }

    private static Optional<QuietHours> quiet(ResultSet row) throws SQLException {
        var from = Columns.text(row, "quiet_from");
        return from.isEmpty() ? Optional.empty() : Optional.of(new QuietHours(LocalTime.parse(from.get()),
                LocalTime.parse(row.getString("quiet_to")), days(row.getString("quiet_days")),
                Columns.word(QuietHours.Mode.class, row, "quiet_mode")));
    }

    private static Optional<DigestTime> digest(ResultSet row) throws SQLException {
        var day = Columns.text(row, "digest_day").map(word -> DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT)));
        return Columns.text(row, "digest_at").map(at -> new DigestTime(LocalTime.parse(at), day));
    }

    private static String words(Set<DayOfWeek> days) {
        return days.stream().sorted().map(Columns::word).collect(Collectors.joining(","));
    }

    private static Set<DayOfWeek> days(String words) {
        return Arrays.stream(words.split(",")).map(word -> DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
