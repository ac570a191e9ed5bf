package org.trackerwatch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few megabytes of the disk that the daemon keeps from everybody, itself included, until the disk is full: a commit
/// finds that, or a look at what is left. Given up then, they are enough to deliver what was found before, to write down
/// what was delivered, and to say why nothing new is asked for. It is taken anew when there is space again. Where there was
/// no room for it at the start, the disk is full from the start: what little is left serves for the same.
///
/// It stays where it is when the daemon ends, so that the next one can start on a disk that was filled meanwhile.
///
/// The bytes are random: of a file of zeros, file systems that compress would keep none.
public final class Reserve {

    static final int BYTES = 4 << 20;

    /// Taken back only where as much again stays free, and some more: else it would be given up at the next commit.
    private static final long NEEDED = 4L * BYTES;

    /// As long as less is left beside it, the next commit of any size might fail.
    private static final long SCARCE = 1L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

    private final Path file;
    private volatile boolean kept;
    private volatile boolean given;
    private volatile boolean wanted;

    /// @param database beside which it lies
    Reserve(Path database) {
        this.file = database.resolveSibling("trackerwatch.reserve");
    }

    /// Whether a daemon can't keep it, or not for long: seen from another program, the disk is full.
    ///
    /// @param database beside which it lies
    public static boolean isMissed(Path database) {
        return new Reserve(database.toAbsolutePath()).leaves(isKept(database) ? SCARCE : NEEDED);
    }

    /// Whether a daemon keeps it, or the last one left it.
    public static boolean isKept(Path database) {
        return Files.exists(new Reserve(database.toAbsolutePath()).file);
    }

    /// Makes room to start in, where the disk has become full since the last daemon ended. That [#keep] finds it full, too.
    ///
    /// @param database which nobody has opened yet
    public static void relieve(Path database) {
        var left = new Reserve(database.toAbsolutePath());
        if (Files.exists(left.file) && left.leaves(SCARCE)) {
            left.drop();
        }
    }

    /// Whether the disk is full, and not known to have space again.
    public boolean isGivenUp() {
        return given;
    }

    /// Takes it, for as long as the program runs; or gives it up, if too little is left beside it. To be called again and
    /// again, by the directory's one daemon.
    ///
    /// @return whether there is space again
    public boolean keep(RandomGenerator random) {
        wanted = true;
        kept = kept || !given && isWhole();
        if (leaves(kept ? SCARCE : NEEDED)) {
            giveUp();
        }
        if (kept || given && leaves(NEEDED)) {
            return false;
        }
        boolean before = given;
        kept = made(random);
        given = given && !kept;
        return before && kept;
    }

    /// The disk is full. Of no consequence in a program that never wanted it.
    void giveUp() {
        if (wanted && !given) {
            kept = false;
            given = true;
            drop();
            LOG.error("The disk of {} is full, or nearly so. Nothing new is asked of any tracker until 16 MiB are free again; what was"
                    + " found before is delivered. Free some space.", file.getParent());
        }
    }

    /// As the daemon before left it, unless that was killed while it made it.
    private boolean isWhole() {
        try {
            return Files.exists(file) && Files.size(file) == BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean leaves(long lessThan) {
        return Disk.leaves(file.getParent(), lessThan);
    }

    private boolean made(RandomGenerator random) {
        var bytes = new byte[1 << 16];
        try (var out = FileChannel.open(drop(), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), Private.OF_FILES)) {
            for (int written = 0; written < BYTES; written += bytes.length) {
                random.nextBytes(bytes);
                out.write(ByteBuffer.wrap(bytes));
            }
            return true;
        } catch (IOException e) {
            drop();
            return false;
        }
    }

    private Path drop() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be removed ({}).", file, e.getClass().getSimpleName());
        }
        return file;
    }
}
