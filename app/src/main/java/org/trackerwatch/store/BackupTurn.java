package org.trackerwatch.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// One backup of a database at a time, whoever makes it: the page, the schedule, or a command beside them. Two at once
/// would choose the same name, and each would read back what the other is writing.
final class BackupTurn implements AutoCloseable {

    /// Of this process, whichever database it is: closing any file gives up the locks that the process has on it, so while
    /// one has it locked no other may so much as open it.
    private static final ReentrantLock HERE = new ReentrantLock(true);

    /// What a backup takes on a slow disk, several times.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path database;
    private final FileChannel channel;

    private BackupTurn(Path database, FileChannel channel) {
        this.database = database;
        this.channel = channel;
    }

    /// Waits for those that are being made.
    ///
    /// @throws StoreException in words for the user, if that takes too long
    static BackupTurn of(Path database) throws IOException {
        if (!isMine()) {
            throw new StoreException("Another one is being made, and takes long. Try again when it is done.");
        }
        try {
            return new BackupTurn(database, locked(database));
        } catch (IOException e) {
            HERE.unlock();
            throw e;
        }
    }

    /// Whether nobody else makes one there now: no other database has its backups within the directory of this one.
    boolean isOnlyOneIn(Path folder) {
        return folder.toAbsolutePath().normalize().startsWith(database.toAbsolutePath().normalize().getParent());
    }

    private static FileChannel locked(Path database) throws IOException {
        var channel = FileChannel.open(file(database), Set.of(CREATE, WRITE), Private.OF_FILES);
        try {
            channel.lock();
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isMine() {
        try {
            return HERE.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Stays when none is made any more: the system takes the lock back, however a program ends.
    static Path file(Path database) {
        return database.resolveSibling(database.getFileName() + ".copying");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HERE.unlock();
        }
    }
}
