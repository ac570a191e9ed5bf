package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;

/// The database can't do what was asked. The message is for the user: what happened, to which file, what to do.
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What a file and its disk can suffer from. `SEALED` is a single secret that does not open, with nothing else amiss; what
    /// only one request was wrong about is `OTHER`.
    public enum Trouble { FULL, READ_ONLY, LOCKED, DENIED, DAMAGED, DISK, SEALED, OTHER }

    private static final String DAMAGE = "The file is damaged. Stop trackerwatch and restore it from a backup.";

    private final Trouble trouble;

    public StoreException(String message) {
        super(message);
        this.trouble = Trouble.OTHER;
    }

    private StoreException(String message, Trouble trouble, @Nullable Exception cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }

    /// @param message says it all; the cause is for the log of who looks for a fault
    static StoreException caused(String message, Exception cause) {
        return new StoreException(message, Trouble.OTHER, cause);
    }

    static StoreException of(Path file, SQLException cause) {
        if (cause.getCause() instanceof NativeLibraryNotFoundException missing) {
            return new StoreException(Driver.missing(), Trouble.OTHER, missing);
        }
        var place = place(file);
        var trouble = seen(trouble(cause.getErrorCode()), place);
        var remedy = switch (trouble) {
            case FULL -> Disk.FULL;
            case READ_ONLY -> Disk.readOnly(place);
            case LOCKED -> "Another program keeps it locked (" + Holders.writing(file).orElse("a backup tool, or a second trackerwatch")
                    + "). Try again when it is done.";
            case DENIED -> "It can't be opened for writing. Check that the file and its directory belong to the user that runs"
                    + " trackerwatch, and that the disk is not mounted read-only.";
            case DAMAGED -> DAMAGE;
            case DISK -> "The disk failed to read or write it. Check the disk, its mount and its quota, then start again.";
            case SEALED, OTHER -> isOfAnotherShape(cause)
                    ? "It lacks a table or column that this version needs (" + cause.getMessage() + "), as one of an early development version"
                            + " does. Move it away and start anew, or restore a backup."
                    : String.valueOf(cause.getMessage());
        };
        return new StoreException("The database " + file + ": " + remedy, trouble, cause);
    }

    static StoreException sealed(String message) {
        return new StoreException(message, Trouble.SEALED, null);
    }

    static StoreException damaged(Path file) {
        return new StoreException("The database " + file + ": " + DAMAGE, Trouble.DAMAGED, null);
    }

    private static Trouble trouble(int code) {
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code) {
            return Trouble.FULL;
        }
        return switch (SQLiteErrorCode.getErrorCode(code & 0xff)) {
            case SQLITE_FULL -> Trouble.FULL;
            case SQLITE_BUSY, SQLITE_LOCKED -> Trouble.LOCKED;
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> Trouble.DENIED;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Trouble.DAMAGED;
            case SQLITE_IOERR -> Trouble.DISK;
            default -> Trouble.OTHER;
        };
    }

    /// What SQLite takes for a file that it may not use, or a disk that fails, may be a disk that is full or closed.
    private static Trouble seen(Trouble told, Path place) {
        if (told != Trouble.DENIED && told != Trouble.DISK) {
            return told;
        }
        return Disk.isReadOnly(place) ? Trouble.READ_ONLY : Disk.isFull(place) ? Trouble.FULL : told;
    }

    static StoreException unmade(Path file, IOException cause) {
        boolean tooMany = String.valueOf(cause.getMessage()).endsWith("Too many open files");
        return new StoreException("The database " + file + " can't be " + (Files.exists(file) ? "used" : "made") + " (" + cause.getClass().getSimpleName() + ": "
                + cause.getMessage() + "). " + (tooMany ? "Allow more files to be open at once: ulimit -n 1024."
                : Disk.trouble(place(file), cause).orElse("Check that the directory belongs to the user that runs trackerwatch.")), seen(Trouble.DENIED, place(file)), cause);
    }

    private static Path place(Path file) {
        return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
    }

    private static boolean isOfAnotherShape(SQLException cause) {
        var said = String.valueOf(cause.getMessage());
        return said.contains("no such column") || said.contains("no such table") || said.contains("has no column named");
    }
}
