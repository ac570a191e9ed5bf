package org.trackerwatch.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which backups are kept of those that were made by themselves: the last one of each of the past days, weeks and months,
/// and the very last one in any case. Those that the user asked for are his.
///
/// @param daily of how many days that have any
public record Keeping(int daily, int weekly, int monthly) {

    /// Of those before an upgrade.
    private static final int UPGRADES = 3;

    public static Keeping in(Transaction tx) {
        return new Keeping(Setting.BACKUP_DAILY.in(tx), Setting.BACKUP_WEEKLY.in(tx), Setting.BACKUP_MONTHLY.in(tx));
    }

    /// Those that may go. What is dated in the future was made while the clock was ahead, or the clock is behind now: it stands
    /// for no day, so that it takes no other one's place, and stays until its time has come.
    ///
    /// @param backups of this installation, the newest first
    /// @param made    the one that was made just now, which stays
    /// @param zone    of the user's days
    List<Backup> surplus(List<Backup> backups, Path made, ZoneId zone, Instant now) {
        var scheduled = of(backups, Backup.Occasion.SCHEDULED, now);
        var kept = new HashSet<>(scheduled.stream().limit(1).toList());
        kept.addAll(last(scheduled, daily, backup -> at(backup, zone).toLocalDate()));
        kept.addAll(last(scheduled, weekly, backup -> at(backup, zone).get(IsoFields.WEEK_BASED_YEAR) * 100
                + at(backup, zone).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
        kept.addAll(last(scheduled, monthly, backup -> at(backup, zone).getYear() * 12 + at(backup, zone).getMonthValue()));
        return Stream.concat(scheduled.stream().filter(backup -> !kept.contains(backup) && !backup.isAt(made)),
                surplusOfUpgrades(backups, made, now).stream()).toList();
    }

    /// Those before an upgrade that may go, by the same rules.
    static List<Backup> surplusOfUpgrades(List<Backup> backups, Path made, Instant now) {
        return of(backups, Backup.Occasion.UPGRADE, now).stream().skip(UPGRADES).filter(backup -> !backup.isAt(made)).toList();
    }

    private static List<Backup> of(List<Backup> backups, Backup.Occasion occasion, Instant now) {
        return backups.stream().filter(backup -> backup.occasion() == occasion && !backup.made().isAfter(now)).toList();
    }

    private static List<Backup> last(List<Backup> backups, int periods, Function<Backup, ?> period) {
        Set<Object> met = new HashSet<>();
        return backups.stream().filter(backup -> met.size() < periods && met.add(period.apply(backup))).toList();
    }

    private static ZonedDateTime at(Backup backup, ZoneId zone) {
        return backup.made().atZone(zone);
    }
}
