package org.trackerwatch.doctor;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Backup;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Inspection;
import org.trackerwatch.store.Setting;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Symptoms;

/// Whether there is a backup that can be relied on.
final class BackupCheck implements Check {

    /// Of one that is made only when somebody thinks of it.
    private static final Duration OLD = Duration.ofDays(30);

    /// Clocks of machines that share a folder differ a little, and one that was set to local time is soon reached again.
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final String MAKE = "Make one: trackerwatch backup";

    @Override
    public String name() {
        return "backups";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        if (!Files.exists(patient.config().database())) {
            return Stream.of(Finding.ok("There is nothing to back up yet."));
        }
        var habit = habit(patient);
        var failed = habit.every().flatMap(_ -> habit.trouble()).stream().map(BackupCheck::failed);
        return Stream.concat(failed, emptied(patient, habit).map(Stream::of).orElseGet(() -> found(patient, habit)));
    }

    /// What went wrong says itself what to do about it.
    private static Finding failed(String trouble) {
        return Finding.broken("The last backup that was due failed: " + trouble, "It is tried again each hour. To try at once: trackerwatch backup");
    }

    /// Without the key nothing opens the database, so no backup is made either.
    private static String make(Patient patient) {
        var file = patient.config().keyFile();
        try {
            return patient.asked(tx -> Symptoms.isKeyAmiss(tx, file)).orElse(false) ? "As soon as the key is back in its place, make one: trackerwatch backup" : MAKE;
        } catch (StoreException | Patient.Behind _) {
            return MAKE;
        }
    }

    /// Those that are dated in the future don't tell how old the newest is, unless there are no others.
    private static Stream<Finding> found(Patient patient, Symptoms.Habit habit) {
        var latest = patient.now().plus(AHEAD);
        var own = habit.own();
        var past = own.stream().filter(backup -> !backup.made().isAfter(latest)).toList();
        var future = own.stream().filter(backup -> backup.made().isAfter(latest)).toList();
        return Stream.concat(future.stream().limit(1).map(last -> ahead(last, future.size())), Stream.of(newest(patient, past.isEmpty() ? future : past, habit)));
    }

    private static Finding ahead(Backup last, int count) {
        return Finding.warning((count == 1 ? "A backup is" : count + " backups are") + " dated in the future, up to " + last.file()
                + ": the clock was ahead when it was made, or is behind now.", "If the clock is right now, remove what is dated in the future when you have newer ones."
                + " Until its time has come it is not removed by itself.");
    }

    private static Finding newest(Patient patient, List<Backup> backups, Symptoms.Habit habit) {
        return backups.isEmpty() ? Finding.warning("There is no backup in " + habit.folder() + ".", make(patient)) : judged(patient, backups, habit);
    }

    /// A directory that began anew watches nothing, and nothing but its backups knows that it ever did.
    private static Optional<Finding> emptied(Patient patient, Symptoms.Habit habit) {
        if (!patient.asked(Symptoms::isEmpty).orElse(false)) {
            return Optional.empty();
        }
        return Backups.list(habit.folder()).stream().flatMap(backup -> Backups.inspected(backup.file()).stream())
                .filter(BackupCheck::watched).findFirst().map(last -> Finding.broken("The database has no tracker and no target, but " + last.file()
                        + " has. It began anew, maybe because it was lost.", "Stop the daemon and put that backup in its place: trackerwatch restore "
                        + last.file() + ". If you removed all of it yourself, move the backup away."));
    }

    private static boolean watched(Inspection backup) {
        return Stream.of("tracker", "target").anyMatch(table -> backup.rows().getOrDefault(table, 0L) > 0);
    }

    /// As the user wants it, as far as the database can say so.
    static Symptoms.Habit habit(Patient patient) {
        var database = patient.config().database();
        var usual = new Symptoms.Habit(patient.config().directory().resolve(Setting.BACKUP_FOLDER.fallback()), Optional.empty(), Optional.empty(), Optional.empty());
        try {
            return patient.asked(tx -> Symptoms.backups(tx, database)).orElse(usual);
        } catch (StoreException | Patient.Behind _) {
            return usual;
        }
    }

    /// @param backups the newest first
    private static Finding judged(Patient patient, List<Backup> backups, Symptoms.Habit habit) {
        var newest = backups.getFirst();
        var good = Backups.firstGood(backups);
        var age = Duration.between(newest.made(), patient.now());
        var words = "The newest backup is " + newest.file() + ", " + ValueText.length(age.abs()) + (age.isNegative() ? " ahead of the clock" : " old");
        if (good.isEmpty() || !good.get().file().equals(newest.file())) {
            return Finding.broken(words + ", and damaged" + good.map(other -> "; the newest that is whole is " + other.file()).orElse("; none is whole") + ".",
                    "Check the disk. " + make(patient));
        }
        if (new Backups(patient.config().database(), patient.config().keyFile()).isOfOtherKey(good.get())) {
            return Finding.warning(words + ", and whole, but made with another key than " + patient.config().keyFile() + ", which does not open it.",
                    "Keep the former key as long as that backup, if you have it: restore --key-file takes it. " + make(patient));
        }
        var longest = habit.every().map(every -> every.multipliedBy(2).plusDays(1)).orElse(OLD);
        return age.compareTo(longest) > 0 ? Finding.warning(words + ".", make(patient)) : Finding.ok(words + ", and whole.");
    }
}
