package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.ByteSize;
import org.trackerwatch.trackers.Time;

/// The copy of a backup that becomes the database if all is well with it. The backup itself is not opened: that could
/// change it, or leave files beside it.
final class RestoreCopy {

    private static final Duration LONGEST_LOOK = Duration.ofHours(1);

    private RestoreCopy() {}

    /// With the log beside it, if it was copied from a running program with it. What is no file is none, and a pipe would let
    /// it wait for ever.
    static void make(Path backup, Path copy) {
        drop(copy);
        if (!Files.isRegularFile(backup)) {
            throw new StoreException("There is no file " + backup + ".");
        }
        try {
            Private.directory(copy.toAbsolutePath().getParent());
            refuseIfFull(backup, copy);
            for (var part : List.of("", "-wal")) {
                var from = backup.resolveSibling(backup.getFileName() + part);
                if (Files.isRegularFile(from)) {
                    write(from, copy.resolveSibling(copy.getFileName() + part));
                }
            }
        } catch (IOException e) {
            drop(copy);
            throw unwritable(e);
        }
    }

    private static void refuseIfFull(Path backup, Path copy) throws IOException {
        long free = Files.getFileStore(copy.toAbsolutePath().getParent()).getUsableSpace();
        if (free < Files.size(backup)) {
            throw new StoreException("The disk of " + copy.toAbsolutePath().getParent() + " has " + size(free) + " free, and the backup " + backup + ", which is copied there first, has "
                    + size(Files.size(backup)) + ". Nothing was changed. Free some space.");
        }
    }

    private static String size(long bytes) {
        return ValueText.show(ByteSize.exact(bytes), ZoneOffset.UTC);
    }

    private static void write(Path from, Path to) throws IOException {
        Private.file(to);
        try (var out = Files.newOutputStream(to, StandardOpenOption.WRITE)) {
            Files.copy(from, out);
        }
    }

    /// Where a restore is made ready.
    static Path restoring(Path database) {
        return database.resolveSibling(database.getFileName() + ".restoring");
    }

    /// Where it is only looked.
    static Path lookedAt(Path database) {
        return database.resolveSibling(database.getFileName() + ".looked-at");
    }

    /// What a restore left that was killed: it may hold a key. Not while one is under way, which is alone with the database; who
    /// only looks isn't, but is done within the hour.
    static void sweep(Path database) throws IOException {
        if (Files.exists(restoring(database))) {
            drop(restoring(database));
        }
        var looked = lookedAt(database);
        if (Files.exists(looked) && Files.getLastModifiedTime(looked).toInstant().isBefore(Time.SYSTEM.now().minus(LONGEST_LOOK))) {
            drop(looked);
        }
    }

    /// What SQLite says of the copy, of which nobody but us knows, is about the backup.
    static StoreException told(StoreException trouble, Path backup, Path copy) {
        var words = String.valueOf(trouble.getMessage());
        var ours = "The database " + copy + ": ";
        return !words.startsWith(ours) ? trouble : StoreException.caused("The backup " + backup + " can't be restored. Nothing was changed. "
                + (trouble.trouble() == StoreException.Trouble.OTHER && trouble.getCause() != null ? trouble.getCause().getMessage() : words.substring(ours.length())), trouble);
    }

    static StoreException unwritable(IOException cause) {
        return StoreException.caused("The backup could not be put in place (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")."
                + " Check that the disk has room and that the directory belongs to the user that runs trackerwatch.", cause);
    }

    static void drop(Path copy) {
        try {
            for (var part : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + part));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// Reads all of it.
    ///
    /// @throws StoreException in words for the user, if it is not as this program made it
    static Inspection inspected(Path backup, Path copy) {
        Optional<String> cut;
        Inspection found;
        try {
            cut = asOneFile(copy);
            found = Inspection.of(copy).at(backup);
        } catch (StoreException e) {
            throw StoreException.caused("The backup " + backup + " can't be read: it is damaged, or no database of trackerwatch. Nothing was changed.", e);
        }
        var troubles = cut.map(List::of).orElse(found.troubles());
        if (!troubles.isEmpty()) {
            throw new StoreException("The backup " + backup + " is not intact. " + String.join(" ", troubles) + " Nothing was changed.");
        }
        if (found.format() > Database.FORMAT) {
            throw new StoreException("The backup " + backup + " was made by a newer version of trackerwatch (its format is " + found.format()
                    + ", this version knows " + Database.FORMAT + "). Nothing was changed; use that version.");
        }
        var strangers = Backups.strangers(copy);
        if (!strangers.isEmpty()) {
            throw new StoreException("The backup " + backup + " is not as trackerwatch made it. " + String.join(" ", strangers) + " Nothing was changed.");
        }
        return found;
    }

    /// What its log holds comes into it. That may fill up an end that is missing, so that is looked for before.
    ///
    /// @return what is missing, in words
    private static Optional<String> asOneFile(Path copy) {
        try (var session = Session.plain(copy)) {
            var cut = session.reading(tx -> Files.exists(copy.resolveSibling(copy.getFileName() + "-wal")) ? Optional.<String>empty() : Inspection.cut(tx, copy));
            session.execute("PRAGMA journal_mode = DELETE");
            return cut;
        }
    }
}
