package org.trackerwatch.doctor;

import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Backups;

/// Whether there is a backup that can be relied on.
final class BackupCheck implements Check {

    private static final Duration OLD = Duration.ofDays(8);

    @Override
    public String name() {
        return "backups";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var folder = patient.config().directory().resolve("backups");
        var all = Backups.list(folder);
        if (!Files.exists(patient.config().database())) {
            return Stream.of(Finding.ok("There is nothing to back up yet."));
        }
        if (all.isEmpty()) {
            return Stream.of(Finding.warning("There is no backup in " + folder + ".", "Make one: trackerwatch backup"));
        }
        var newest = all.getFirst();
        var good = Backups.lastGood(folder);
        var age = Duration.between(newest.made(), patient.now());
        var words = "The newest backup is " + newest.file() + ", " + ValueText.length(age.abs()) + " old";
        if (good.isEmpty() || !good.get().file().equals(newest.file())) {
            return Stream.of(Finding.broken(words + ", and damaged" + good.map(other -> "; the newest that is whole is " + other.file()).orElse("; none is whole") + ".",
                    "Check the disk, then make another: trackerwatch backup"));
        }
        return Stream.of(age.compareTo(OLD) > 0 ? Finding.warning(words + ".", "Make another: trackerwatch backup") : Finding.ok(words + ", and whole."));
    }
}
