package org.trackerwatch.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;

/// That a program has the database open, daemon or command. Whoever puts another file in its place, or another key,
/// must be alone: SQLite would go on writing to the log of a database that is gone, and a vault would seal with a key
/// that is gone.
///
/// The system takes it back however a program ends. Beside [Lock], which tells daemons apart: closing any file gives up
/// the locks that the process has on it, so one file can't serve both.
final class Presence implements AutoCloseable {

    private final FileChannel channel;

    private Presence(FileChannel channel) {
        this.channel = channel;
    }

    /// Together with others. Waits while one is alone, which takes as long as a restore.
    static Presence announce(Path database) throws IOException {
        var channel = open(database);
        try {
            channel.lock(0, 1, true);
        } catch (OverlappingFileLockException _) {
            return new Presence(channel);
        }
        return new Presence(channel);
    }

    /// @throws StoreException if another program has it open
    static Presence alone(Path database) {
        try {
            var channel = open(database);
            if (isTaken(channel)) {
                channel.close();
                throw new StoreException("Another trackerwatch command works with " + database + " at this moment. Try again when it is done.");
            }
            return new Presence(channel);
        } catch (IOException e) {
            throw StoreException.unmade(database, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(0, 1, false);
            return lock == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    /// Stays when nobody has it open any more.
    static Path file(Path database) {
        return database.resolveSibling(database.getFileName() + ".use");
    }

    private static FileChannel open(Path database) throws IOException {
        return FileChannel.open(file(database), Set.of(CREATE, READ, WRITE), Private.OF_FILES);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The file beside the database that tells who uses it could not be closed (" + e.getMessage() + ").");
        }
    }
}
