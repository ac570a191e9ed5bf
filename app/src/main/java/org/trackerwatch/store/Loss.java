package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A database that is gone or empty while what belongs to it is still there. A new one in its place would watch nothing,
/// and nobody would be told: there is no target left.
public final class Loss {

    private Loss() {}

    /// In words for the user, with what to do; empty where all is well, or nothing was begun yet.
    ///
    /// @param key where it lies, be it elsewhere
    public static Optional<String> of(Path database, Path key) {
        return remains(database, key).filter(_ -> isNothing(database)).map(left -> "The database " + database
                + (Files.exists(database) ? " is empty" : " is missing") + ", though " + left.file() + left.words() + ": it was lost."
                + " Put a backup in its place: trackerwatch restore " + newest(database).map(Path::toString).orElse("FILE")
                + ". To begin anew instead, move " + left.file() + " away first.");
    }

    private record Left(Path file, String words) {}

    static void refuse(Path database, Path key) {
        of(database, key).ifPresent(words -> {
            throw new StoreException(words);
        });
    }

    /// A key alone may have been laid there for the first start. Of two first starts at once, the one that sees the key of the
    /// other sees its database as well, if it looks for that afterwards.
    private static Optional<Left> remains(Path database, Path key) {
        return Files.exists(key) && Files.exists(Presence.file(database)) ? Optional.of(new Left(key, " is there"))
                : newest(database).map(backup -> new Left(backup.getParent(), " holds backups of it"));
    }

    private static boolean isNothing(Path database) {
        try {
            return Files.notExists(database) || Files.isRegularFile(database) && Files.size(database) == 0;
        } catch (IOException e) {
            throw StoreException.unmade(database, e);
        }
    }

    private static Optional<Path> newest(Path database) {
        return Backups.list(database.resolveSibling(Setting.BACKUP_FOLDER.fallback())).stream().map(Backup::file).findFirst();
    }
}
