package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes backups that were made by themselves and need not be kept. Several installations may have one folder, and anybody
/// can name a file so; so only those count, and only those go, whose content shows them to be of the same beginnings as the
/// one that was just made. What is of another, can't be read, or is a link or no file is left alone.
public final class OldBackups {

    private static final Logger LOG = LoggerFactory.getLogger(OldBackups.class);

    private final Path made;
    private final Instant now;
    private final Optional<Lineage> lineage;

    /// @param made just now, and read back
    public OldBackups(Path made, Instant now) {
        this.made = made;
        this.now = now;
        lineage = Lineage.of(made);
    }

    /// Removes those that are not to be kept.
    ///
    /// @param zone of the user's days
    public void remove(Keeping keeping, ZoneId zone) {
        keeping.surplus(own(), made, zone, now).forEach(OldBackups::removed);
    }

    /// An upgrade that fails, or is killed, at each of a hundred starts makes a hundred backups. Of those that hold the same the
    /// last one stays, and of all that were made before upgrades the last few.
    void removeUpgrades() {
        var own = own();
        var surplus = Keeping.surplusOfUpgrades(own, made, now);
        own.stream().filter(backup -> surplus.contains(backup) || backup.occasion() == Backup.Occasion.UPGRADE && !backup.made().isAfter(now) && isCopy(backup))
                .forEach(OldBackups::removed);
    }

    /// By themselves they are made without the key.
    private List<Backup> own() {
        return Backups.list(made.toAbsolutePath().getParent()).stream()
                .filter(backup -> backup.occasion() != Backup.Occasion.ASKED_FOR && !backup.withKey() && isOwn(backup)).toList();
    }

    /// One of a version that had no marks is known only by holding the same.
    private boolean isOwn(Backup backup) {
        if (backup.isAt(made)) {
            return true;
        }
        return Files.isRegularFile(backup.file(), LinkOption.NOFOLLOW_LINKS) && (lineage.isPresent() ? Lineage.of(backup.file()).equals(lineage) : isCopy(backup));
    }

    private boolean isCopy(Backup backup) {
        try {
            return !backup.isAt(made) && Files.mismatch(backup.file(), made) < 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static void removed(Backup backup) {
        try {
            Files.deleteIfExists(backup.file());
        } catch (IOException e) {
            LOG.warn("The old backup {} could not be removed ({}).", backup.file(), e.getClass().getSimpleName());
        }
    }
}
