package org.trackerwatch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The 32 random bytes that all sealing rests on, in a file of their own that only its owner reads.
final class KeyFile {

    static final int BYTES = 32;

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private KeyFile() {}

    static byte[] readOrMake(Path file, Database database, RandomGenerator random) {
        return read(file).orElseGet(() -> readOrMakeAlone(file, database, random));
    }

    /// @throws StoreException if there is none
    static byte[] required(Path file) {
        return read(file).orElseThrow(() -> new StoreException("The key file " + file + " is missing."));
    }

    /// Within a write transaction, since two programs that start at once would make two keys.
    private static byte[] readOrMakeAlone(Path file, Database database, RandomGenerator random) {
        return database.writeAndGet(tx -> read(file).orElseGet(() -> {
            refuseIfSealed(tx, file);
            return make(file, random);
        }));
    }

    private static Optional<byte[]> read(Path file) {
        try {
            var key = Files.readAllBytes(file);
            check(file, key);
            return Optional.of(key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void check(Path file, byte[] key) throws IOException {
        if (key.length != BYTES) {
            throw new StoreException("The key file " + file + " has " + key.length + " bytes instead of " + BYTES
                    + ", so it is not the key that trackerwatch made. Restore it from a backup.");
        }
        if (Private.isReadableByOthers(file)) {
            LOG.warn("The key file {} can be read by other users of this machine. Forbid it: chmod 600 {}", file, file);
        }
    }

    private static void refuseIfSealed(Transaction tx, Path file) {
        boolean sealed = tx.first("SELECT EXISTS (SELECT 1 FROM tracker WHERE credential IS NOT NULL)"
                + " OR EXISTS (SELECT 1 FROM target) OR EXISTS (SELECT 1 FROM sealed_setting)", row -> row.getBoolean(1)).orElseThrow();
        if (sealed) {
            throw new StoreException("The key file " + file + " is missing, and without it the credentials in the"
                    + " database can't be opened. Restore it from a backup; a new one would not fit.");
        }
    }

    private static byte[] make(Path file, RandomGenerator random) {
        var key = new byte[BYTES];
        random.nextBytes(key);
        try {
            var directory = file.toAbsolutePath().getParent();
            Private.directory(directory);
            var unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(unfinished);
            write(unfinished, key);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            Private.force(directory);
            return key;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void write(Path file, byte[] key) throws IOException {
        var anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = FileChannel.open(file, anew, Private.OF_FILES)) {
            out.write(ByteBuffer.wrap(key));
            out.force(true);
        }
    }

    private static StoreException unusable(Path file, IOException cause) {
        return new StoreException("The key file " + file + " can't be used (" + cause.getClass().getSimpleName()
                + "). Check that it and its directory belong to the user that runs trackerwatch.");
    }
}
