package org.trackerwatch.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.trackerwatch.store.Backups;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.Glance;
import org.trackerwatch.store.Holders;
import org.trackerwatch.store.Loss;
import org.trackerwatch.store.Nonsense;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Unreadable;

/// Whether the database is there, whole, of this version, and free to be written to.
final class DatabaseCheck implements Check {

    static final String NAME = "database";

    /// More than any daemon leaves there by itself.
    private static final long LONG_LOG = 64L << 20;

    private static final String RESTORE = "Stop the daemon and put a backup in its place, which is checked first; the damaged file is kept beside it: trackerwatch restore ";

    /// Short locks are everyday; who is found at each of these looks keeps it locked.
    private static final int LOOKS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var file = patient.config().database();
        var loss = Loss.of(file, patient.config().keyFile());
        if (loss.isPresent()) {
            return Stream.of(Finding.broken(loss.get(), "Nothing is made in its place meanwhile."));
        }
        if (!Files.exists(file)) {
            return Stream.of(Finding.warning("There is no database " + file + ".", "It is made by the first command that keeps anything."
                    + " If there was one, restore it from a backup before anything is added."));
        }
        if (!Files.isRegularFile(file)) {
            return Stream.of(Finding.broken(file + " is no file, so it can't be opened.", "Move away what lies there; it is none of trackerwatch's."));
        }
        try (var glance = Glance.at(file)) {
            return findings(patient, glance, file);
        } catch (StoreException e) {
            return Stream.of(Finding.broken(String.valueOf(e.getMessage()), e.trouble() == StoreException.Trouble.DAMAGED ? restore(patient)
                    : "Nothing was changed."));
        }
    }

    private static Stream<Finding> findings(Patient patient, Glance glance, Path file) {
        if (glance.size() == 0) {
            return Stream.of(Finding.warning(file + " is empty.", "The next command makes a new database of it. If there was one, restore it from a backup before."));
        }
        if (!glance.isOurs()) {
            return Stream.of(Finding.broken(file + " is the database of another program.", "Move it away, or choose another directory."));
        }
        var damage = glance.damage();
        if (!damage.isEmpty()) {
            return Stream.of(Finding.broken(file + " is damaged: " + String.join("; ", damage) + ".", restore(patient)));
        }
        var found = new ArrayList<>(List.of(format(glance, file)));
        locked(patient, file).ifPresent(found::add);
        if (glance.isCurrent()) {
            glance.read(Nonsense::in).stream().map(words -> nonsense(patient, words)).forEach(found::add);
            glance.read(Unreadable::in).stream().map(DatabaseCheck::unreadable).forEach(found::add);
        }
        if (glance.logSize() > LONG_LOG) {
            found.add(Finding.warning("The log beside the database has grown to " + SpaceCheck.size(glance.logSize()) + ": somebody has read for a long time"
                    + Holders.reading(file).map(who -> " (" + who + ")").orElse("") + ".", "It shrinks when he is done; end a backup tool that hangs."));
        }
        return found.stream();
    }

    private static Finding nonsense(Patient patient, String words) {
        return Finding.broken(words + " Whatever reads that fails.", "Somebody wrote it there, not trackerwatch. " + restore(patient));
    }

    private static Finding unreadable(String words) {
        return Finding.warning(words + " Charts and lists leave it out; all else works.", "The disk or the memory may have changed it, so check these. A backup that is"
                + " older than the damage may have it: trackerwatch restore --dry-run FILE says what one can't read.");
    }

    /// Which one is for the user to say: what was found since it was made is not in it.
    private static String restore(Patient patient) {
        return RESTORE + new Backups(patient.config().database(), patient.config().keyFile()).best(BackupCheck.habit(patient).folder(), patient.now())
                .map(good -> String.valueOf(good.file())).orElse("FILE");
    }

    private static Finding format(Glance glance, Path file) {
        int format = glance.format();
        if (format > Database.FORMAT) {
            return Finding.broken(file + " was written by a newer version (format " + format + ", this version knows " + Database.FORMAT + ").",
                    "Start that version again, or restore a backup made before the upgrade.");
        }
        return Finding.ok(file + " is whole: " + SpaceCheck.size(glance.size()) + beside(glance.logSize()) + ", format " + format
                + (format < Database.FORMAT ? ", brought to " + Database.FORMAT + " by the next command." : "."));
    }

    /// What was written lately is not in the file itself; of a young database that is nearly all.
    private static String beside(long log) {
        return log == 0 ? "" : " and " + SpaceCheck.size(log) + " in the log beside it";
    }

    private static Optional<Finding> locked(Patient patient, Path file) {
        var who = IntStream.range(0, LOOKS).mapToObj(_ -> after(patient, file)).toList();
        return who.stream().allMatch(Optional::isPresent) && who.stream().distinct().count() == 1
                ? who.getFirst().map(name -> Finding.broken("The database is kept locked by " + name + ", so nothing can be written.",
                "Wait until it is done, or end it. Trackers are not asked meanwhile, and nothing is lost.")) : Optional.empty();
    }

    private static Optional<String> after(Patient patient, Path file) {
        var who = Holders.writing(file);
        if (who.isPresent()) {
            try {
                patient.time().sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return who;
    }
}
