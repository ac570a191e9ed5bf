package org.trackerwatch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The 32 random bytes that all sealing rests on, in a file of their own that only its owner reads.
///
/// A change of keys writes the next one beside it first, then the database, which names its key, and puts the next one
/// in place last. However that is interrupted, one of the two files fits the database, and the next start sees which.
final class KeyFile {

    static final int BYTES = 32;

    private static final String WHENCE = "Put it back from wherever it was kept: no backup holds it but one that was made with --with-key.";

    private static final String NAMED = " If the daemon is started with TRACKERWATCH_KEY_FILE, name the same file here.";

    /// Of links that lead to each other there is no end.
    private static final int MOST_LINKS = 40;

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private KeyFile() {}

    static byte[] readOrMake(Path file, Database database, RandomGenerator random) {
        var wanted = database.read(SealKey::id);
        return Optional.of(file).filter(_ -> !Files.exists(next(file))).flatMap(KeyFile::read)
                .filter(key -> SealKey.fits(wanted, key))
                .orElseGet(() -> database.writeAndGet(tx -> settled(tx, file, random)));
    }

    /// For who wants another key anyway: where nothing is sealed yet, the one that the database was begun with isn't needed.
    static byte[] readOrMakeAnew(Path file, Database database, RandomGenerator random) {
        database.write(tx -> {
            if (!Sealed.isAny(tx)) {
                SealKey.forget(tx);
            }
        });
        return readOrMake(file, database, random);
    }

    /// @throws StoreException if there is none
    static byte[] required(Path file) {
        var key = bytes(file).orElseThrow(() -> new StoreException("The key file " + file + " is missing."));
        check(file, key);
        return key;
    }

    /// The one of the two that a database names, if any of them can be read.
    ///
    /// @param wanted empty if it names none
    static Optional<byte[]> fitting(Path file, Optional<byte[]> wanted) {
        return Stream.of(file, next(file)).flatMap(each -> whole(each).stream()).filter(key -> wanted.isEmpty() || SealKey.fits(wanted, key)).findFirst();
    }

    /// Empty where there is none that can be used, as while one is overwritten.
    static Optional<byte[]> whole(Path file) {
        try {
            return bytes(file).filter(key -> key.length == BYTES);
        } catch (StoreException _) {
            return Optional.empty();
        }
    }

    /// Where the next key lies until it is in its place.
    static Path next(Path file) {
        return beside(file, ".new");
    }

    /// A file that goes with the key. Where a link leads to the key, that is beside the key, and not beside the link: who
    /// keeps it on another disk wants none of it beside the database.
    static Path beside(Path file, String suffix) {
        var real = followed(file);
        return real.resolveSibling(real.getFileName() + suffix);
    }

    /// Also of a link that leads to nothing yet.
    private static Path followed(Path file) {
        var real = file;
        try {
            for (int links = 0; Files.isSymbolicLink(real) && links < MOST_LINKS; links++) {
                real = real.resolveSibling(Files.readSymbolicLink(real));
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
        return real;
    }

    /// Within a write transaction, since two programs that start at once would make two keys.
    private static byte[] settled(Transaction tx, Path file, RandomGenerator random) {
        var wanted = SealKey.id(tx);
        var next = bytes(next(file)).filter(key -> SealKey.fits(wanted, key));
        if (next.isPresent() && bytes(file).filter(key -> SealKey.fits(wanted, key)).isEmpty()) {
            LOG.info("A change of keys or a restore was interrupted, and is completed: {} holds the key that fits the database now.", file);
            place(file, next.get());
            return next.get();
        }
        var present = read(file);
        if (wanted.isPresent() && present.filter(key -> SealKey.fits(wanted, key)).isEmpty()) {
            throw !Sealed.isAny(tx) ? stranger(file, present.isPresent()) : present.isEmpty() ? missing(file) : Vault.other(file);
        }
        var key = present.orElseGet(() -> make(file, random));
        drop(next(file));
        SealKey.set(tx, key);
        return key;
    }

    private static Optional<byte[]> read(Path file) {
        var key = bytes(file);
        key.ifPresent(bytes -> {
            check(file, bytes);
            close(file);
        });
        return key;
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void check(Path file, byte[] key) {
        if (key.length != BYTES) {
            throw new StoreException("The key file " + file + " has " + key.length + " bytes instead of " + BYTES
                    + ", so it is not the key that trackerwatch made. " + WHENCE);
        }
    }

    private static void close(Path file) {
        try {
            if (Private.isReadableByOthers(file)) {
                tighten(file);
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /// What others may have read can't be taken back, but what they will. A key that is mounted for the program to read, as
    /// secrets of containers are, is of somebody else's or can't be changed: refusing it would help nobody.
    private static void tighten(Path file) {
        try {
            Private.tighten(file);
            LOG.warn("The key file {} could be read by other users of this machine, and can no more. If one of them might have: trackerwatch key rotate", file);
        } catch (IOException _) {
            LOG.warn("The key file {} can be read by other users of this machine. Forbid it: chmod 600 {}", file, file);
        }
    }

    private static StoreException missing(Path file) {
        return new StoreException("The key file " + file + " is missing, and without it the credentials in the"
                + " database can't be opened; a new one would not fit. " + WHENCE + NAMED);
    }

    /// A daemon may go on with the right one, from another place: what was sealed with this one it could not open.
    private static StoreException stranger(Path file, boolean there) {
        return new StoreException("The key file " + file + (there ? " holds another key than the database was begun with." : " is missing.") + NAMED
                + " Else put the key back from wherever it was kept. If it is lost: nothing is sealed with it yet, so a new one will do, which"
                + " “trackerwatch key rotate” makes.");
    }

    private static byte[] make(Path file, RandomGenerator random) {
        var key = new byte[BYTES];
        random.nextBytes(key);
        write(next(file), key);
        place(file, key);
        return key;
    }

    /// Writes a key into a file of its own, and sees it on the disk. What is there by that name, half-made by a program
    /// that was killed, goes.
    static void write(Path file, byte[] key) {
        var anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            var directory = file.toAbsolutePath().getParent();
            Private.directory(directory);
            Files.deleteIfExists(file);
            try (var out = FileChannel.open(file, anew, Private.OF_FILES)) {
                out.write(ByteBuffer.wrap(key));
                out.force(true);
            }
            Private.force(directory);
        } catch (IOException e) {
            dropHalf(file, e);
            throw unusable(file, e);
        }
    }

    private static void dropHalf(Path file, IOException cause) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /// Keeps what lies in the key's place under another name. It stays there itself until the next one takes its place, but
    /// for a directory, which nothing can take the place of.
    static void setAside(Path file, Path aside) {
        if (!Files.isDirectory(file)) {
            write(aside, bytes(file).orElseThrow());
            return;
        }
        try {
            Files.move(followed(file), aside);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /// Puts the next key in its place.
    ///
    /// @param key what the file of the next one holds
    static void place(Path file, byte[] key) {
        var real = followed(file);
        try {
            try {
                Files.move(next(file), real, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                overwrite(file, key);
            }
            Private.force(real.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /// A file that was mounted by itself into a container can't be replaced, only written to. The next one stays until
    /// this one is whole.
    private static void overwrite(Path file, byte[] key) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(key), 0);
            out.truncate(key.length);
            out.force(true);
        }
        Files.deleteIfExists(next(file));
    }

    static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    static StoreException unusable(Path file, IOException cause) {
        if (Files.isDirectory(file)) {
            return new StoreException("The key file " + file + " is a directory, as Docker makes one where a file to mount is missing."
                    + " Remove it, and put the key file in its place.");
        }
        return new StoreException("The key file " + file + " can't be used (" + cause.getClass().getSimpleName()
                + "). " + Disk.trouble(file.toAbsolutePath().getParent(), cause)
                .orElse("Check that it and its directory belong to the user that runs trackerwatch."));
    }
}
