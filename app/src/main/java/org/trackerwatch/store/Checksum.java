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
import java.util.function.UnaryOperator;

/// What the bytes of a backup add up to, within the backup: a number in a file beside it would be lost on the way. It lies in
/// a row of its own behind a mark, by which its place among the bytes is found, and there counts as zeros.
///
/// It tells that a disk, a copy or a person changed the file. Who wants to deceive can make a new one, but no [Proof] of it,
/// which stands beside it where there is a key.
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
    ///
    /// @param master the key to prove it with
    static void write(Path backup, Optional<byte[]> master) throws IOException {
        write(backup, master.isPresent() ? Proof.BYTES : 0, sum -> master.map(key -> Proof.of(sum, key)).orElse(new byte[0]));
    }

    static void write(Path backup, int length, UnaryOperator<byte[]> proving) throws IOException {
        var empty = Arrays.copyOf(MARK, MARK.length + LENGTH + length);
        try (var session = Session.plain(backup)) {
            session.writing(tx -> {
                tx.script(TABLE);
                return tx.update("INSERT INTO checksum VALUES (?)", (Object) empty);
            });
        }
        long at = place(backup, empty).orElseThrow(() -> new IOException("the checksum has no place"));
        var sum = sum(backup, at, empty.length - MARK.length);
        var proof = proving.apply(sum);
        try (var file = FileChannel.open(backup, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(with(sum, proof)), at);
            file.write(ByteBuffer.wrap(proof), at + LENGTH);
        }
    }

    /// @param proof of one that is right, if there is any
    record Found(State state, Optional<Proof> proof) {}

    /// @param tx of the same file, to which nobody writes
    static Found in(Transaction tx, Path backup) {
        if (tx.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'checksum'", row -> row.getInt(1)).isEmpty()) {
            return new Found(State.MISSING, Optional.empty());
        }
        var kept = tx.first("SELECT sum FROM checksum WHERE length(sum) IN (?, ?)", row -> row.getBytes(1), MARK.length + LENGTH,
                MARK.length + LENGTH + Proof.BYTES);
        try {
            return kept.isPresent() ? compared(backup, kept.get()) : new Found(State.WRONG, Optional.empty());
        } catch (IOException e) {
            throw StoreException.caused("The file " + backup + " can't be read (" + e.getClass().getSimpleName() + ").", e);
        }
    }

    private static Found compared(Path backup, byte[] kept) throws IOException {
        var proof = Arrays.copyOfRange(kept, MARK.length + LENGTH, kept.length);
        var at = place(backup, kept);
        if (at.isPresent()) {
            var sum = sum(backup, at.get(), kept.length - MARK.length);
            if (Arrays.equals(with(sum, proof), Arrays.copyOfRange(kept, MARK.length, MARK.length + LENGTH))) {
                return new Found(State.RIGHT, Optional.of(proof).filter(bytes -> bytes.length > 0).map(bytes -> new Proof(sum, bytes)));
            }
        }
        return new Found(State.WRONG, Optional.empty());
    }

    /// The bytes of the proof count, too, which is made of the sum of all the others.
    private static byte[] with(byte[] sum, byte[] proof) {
        var digest = sha256();
        digest.update(sum);
        return proof.length == 0 ? sum : digest.digest(proof);
    }

    /// Before it becomes the database.
    static void drop(Transaction tx) {
        tx.script("DROP TABLE IF EXISTS checksum");
    }

    /// Where the sum begins.
    ///
    /// @param whole the mark with all that follows it
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

    /// @param zeros  from where on its bytes count as zeros
    /// @param length how many of them
    private static byte[] sum(Path file, long zeros, int length) throws IOException {
        var digest = sha256();
        try (var in = Files.newInputStream(file)) {
            digested(in, zeros, digest);
            digest.update(new byte[in.readNBytes(length).length]);
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
