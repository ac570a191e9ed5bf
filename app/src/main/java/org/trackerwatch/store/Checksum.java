package org.trackerwatch.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/// What the bytes of a backup add up to, within the backup: a number in a file beside it would be lost on the way. It lies in
/// a row of its own behind a mark, by which its place among the bytes is found, and there counts as zeros.
///
/// It tells that a disk, a copy or a person changed the file. Who wants to deceive can make a new one.
public final class Checksum {

    /// What became of it.
    public enum State {
        /// There is none, as in backups that were made before there were any.
        MISSING,
        RIGHT,
        WRONG
    }

    static final String TABLE = "CREATE TABLE checksum (sum BLOB NOT NULL) STRICT";

    private static final byte[] MARK = "trackerwatch backup, SHA-256 of it: ".getBytes(StandardCharsets.US_ASCII);

    private static final int LENGTH = 32;
    private static final int CHUNK = 1 << 16;

    private Checksum() {}

    /// To be the last that is changed in it.
    static void write(Path backup) throws IOException {
        try (var session = Session.plain(backup)) {
            session.writing(tx -> {
                tx.script(TABLE);
                return tx.update("INSERT INTO checksum VALUES (?)", (Object) Arrays.copyOf(MARK, MARK.length + LENGTH));
            });
        }
        long at = place(backup, Arrays.copyOf(MARK, MARK.length + LENGTH)).orElseThrow(() -> new IOException("the checksum has no place"));
        var sum = sum(backup, at);
        try (var file = FileChannel.open(backup, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(sum), at);
        }
    }

    /// @param tx of the same file, to which nobody writes
    static State of(Transaction tx, Path backup) {
        if (tx.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'checksum'", row -> row.getInt(1)).isEmpty()) {
            return State.MISSING;
        }
        var kept = tx.first("SELECT sum FROM checksum WHERE length(sum) = ?", row -> row.getBytes(1), MARK.length + LENGTH);
        try {
            var at = kept.isPresent() ? place(backup, kept.get()) : Optional.<Long>empty();
            return at.isPresent() && Arrays.equals(sum(backup, at.get()), Arrays.copyOfRange(kept.orElseThrow(), MARK.length, MARK.length + LENGTH))
                    ? State.RIGHT : State.WRONG;
        } catch (IOException e) {
            throw StoreException.caused("The file " + backup + " can't be read (" + e.getClass().getSimpleName() + ").", e);
        }
    }

    /// Before it becomes the database.
    static void drop(Transaction tx) {
        tx.script("DROP TABLE IF EXISTS checksum");
    }

    /// Where the sum begins.
    ///
    /// @param whole the mark and the sum
    private static Optional<Long> place(Path file, byte[] whole) throws IOException {
        var window = new byte[CHUNK + whole.length];
        int kept = 0;
        long before = 0;
        try (var in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(window, 0, CHUNK); read > 0; read = in.readNBytes(window, kept, CHUNK)) {
                int filled = kept + read;
                int at = indexOf(window, filled, whole);
                if (at >= 0) {
                    return Optional.of(before + at + MARK.length);
                }
                kept = Math.min(filled, whole.length - 1);
                System.arraycopy(window, filled - kept, window, 0, kept);
                before += filled - kept;
            }
        }
        return Optional.empty();
    }

    private static int indexOf(byte[] window, int filled, byte[] wanted) {
        for (int at = 0; at <= filled - wanted.length; at++) {
            if (window[at] == wanted[0] && Arrays.equals(window, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] sum(Path file, long zeros) throws IOException {
        var digest = sha256();
        try (var in = Files.newInputStream(file)) {
            digested(in, zeros, digest);
            digest.update(new byte[in.readNBytes(LENGTH).length]);
            digested(in, Long.MAX_VALUE, digest);
        }
        return digest.digest();
    }

    private static void digested(InputStream in, long most, MessageDigest digest) throws IOException {
        var chunk = new byte[CHUNK];
        int read = 0;
        for (long left = most; left > 0 && read >= 0; left -= Math.max(0, read)) {
            read = in.read(chunk, 0, (int) Math.min(CHUNK, left));
            digest.update(chunk, 0, Math.max(0, read));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
