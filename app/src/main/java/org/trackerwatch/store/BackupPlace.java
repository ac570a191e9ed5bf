package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.trackerwatch.trackers.Time;

/// Where a backup will lie: its folder, room for it, and a name that nobody else takes meanwhile. Several installations may
/// have one folder, on a share mostly, and know nothing of each other.
///
/// While it is being made it has its name with an ending. The file of that name is the claim, which a file system gives once.
final class BackupPlace {

    /// Beyond what a copy takes, so that it doesn't fill the disk that the database grows on.
    private static final long SPARE = 16L << 20;

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final String UNFINISHED = ".unfinished";

    private BackupPlace() {}

    /// Gives one its name.
    @FunctionalInterface
    interface Claim {
        /// @param wanted in a folder that is ready
        Path of(Path wanted) throws IOException;
    }

    /// @param bytes that it may have
    /// @param alone whether nobody else makes one there now
    static void ready(Path folder, long bytes, boolean alone) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StoreException(folder + " is no folder.");
        }
        Private.directory(folder);
        sweep(folder, Time.SYSTEM.now().minus(alone ? Duration.ZERO : LONGEST));
        refuseIfFull(folder, bytes + SPARE);
    }

    /// This name or one that is counted on: of those of one second, whatever each is for, names tell which is the newest.
    static Path counted(Path wanted) throws IOException {
        var moment = Backup.of(wanted).orElseThrow().made();
        int nr = Backups.list(wanted.toAbsolutePath().getParent()).stream().filter(other -> other.made().equals(moment)).mapToInt(Backup::nr).max().orElse(0);
        Path file;
        do {
            file = Backup.numbered(wanted, ++nr);
        } while (isThere(file) || !isClaimed(file));
        return file;
    }

    /// Looks again at the name once it has the claim: who had it before may just have finished.
    private static boolean isClaimed(Path file) throws IOException {
        try {
            Files.createFile(unfinished(file), Private.OF_FILES);
        } catch (FileAlreadyExistsException _) {
            return false;
        }
        if (isThere(file)) {
            Files.delete(unfinished(file));
            return false;
        }
        return true;
    }

    /// Just this name. What a killed program left under it is written anew.
    static Path named(Path wanted) throws IOException {
        refuseIfThere(wanted);
        Files.deleteIfExists(unfinished(wanted));
        Private.file(unfinished(wanted));
        return wanted;
    }

    static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    static void refuseIfThere(Path file) {
        if (isThere(file)) {
            throw new StoreException("There is a file of that name already, and it is not overwritten.");
        }
    }

    static void drop(Path unfinished, Exception cause) {
        try {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + "-journal"));
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /// What programs left that were killed at it: each is as large as a backup, and may hold the key. Those of another database
    /// that are under way are younger.
    private static void sweep(Path folder, Instant old) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "trackerwatch-*" + Backup.ENDING + UNFINISHED)) {
            for (var file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void refuseIfFull(Path folder, long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new StoreException("The disk has " + (free >> 20) + " MiB free, and it takes up to " + (needed >> 20)
                    + " MiB with what should stay free. Free some space, or choose another disk.");
        }
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
