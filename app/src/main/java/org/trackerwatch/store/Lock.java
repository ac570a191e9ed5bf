package org.trackerwatch.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// One daemon a directory: it holds `trackerwatch.lock` as long as it lives. The system takes the lock back however it
/// ends, so the file that a killed one leaves behind means nothing.
///
/// Two places of the file are locked. `DAEMON` is tried by daemons alone; `SHOWN` is what commands look at, and a
/// daemon that starts while one looks waits for it instead of being refused.
public final class Lock implements AutoCloseable {

    private static final String FILE = "trackerwatch.lock";

    /// Behind the content, which somebody may want to read where locks forbid that.
    private static final long DAEMON = 1 << 20;
    private static final long SHOWN = DAEMON + 1;

    private final FileChannel channel;

    private Lock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws StoreException if another daemon holds it
    public static Lock take(Path directory) {
        try {
            Private.directory(directory);
            var channel = FileChannel.open(directory.resolve(FILE), Set.of(CREATE, READ, WRITE), Private.OF_FILES);
            if (!tryLock(channel, DAEMON, false)) {
                var holder = holder(channel);
                channel.close();
                throw new StoreException("trackerwatch" + holder + " works in " + directory + " already: its daemon, or a command that has to be alone."
                        + " Stop it or let it finish first, or choose another directory with --config.");
            }
            channel.lock(SHOWN, 1, false);
            sign(channel, directory);
            return new Lock(channel);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /// Whether a daemon runs there. Not for the daemon's own process: on POSIX systems, closing a file gives up every
    /// lock that the process has on it.
    public static boolean isHeld(Path directory) {
        var file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, READ)) {
            return !tryLock(channel, SHOWN, true);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The lock " + FILE + " could not be given back (" + e.getMessage() + ").");
        }
    }

    /// On a full disk it is held without a name: who is refused can do without, and who is kept from starting tells nobody
    /// that the disk is full.
    private static void sign(FileChannel channel, Path directory) throws IOException {
        var process = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            channel.truncate(0).write(ByteBuffer.wrap(process), 0);
        } catch (IOException e) {
            if (!Disk.isFull(directory)) {
                throw e;
            }
        }
    }

    private static boolean tryLock(FileChannel channel, long place, boolean shared) throws IOException {
        try {
            return channel.tryLock(place, 1, shared) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var content = ByteBuffer.allocate(20);
        channel.read(content, 0);
        var process = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        return process.isEmpty() ? "" : " (process " + process + ")";
    }

    private static StoreException unusable(Path directory, IOException cause) {
        return new StoreException("The lock " + directory.resolve(FILE) + " can't be used ("
                + cause.getClass().getSimpleName() + ": " + cause.getMessage() + "). "
                + Disk.trouble(directory, cause).orElse("Check that the directory belongs to the user that runs trackerwatch and lies on a disk of this machine."));
    }
}
