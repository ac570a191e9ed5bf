package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// The database can't do what was asked. The message is for the user: what happened, to which file, what to do.
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    private StoreException(String message, Exception cause) {
        super(message, cause);
    }

    /// @param message says it all; the cause is for the log of who looks for a fault
    static StoreException caused(String message, Exception cause) {
        return new StoreException(message, cause);
    }

    static StoreException of(Path file, SQLException cause) {
        var code = SQLiteErrorCode.getErrorCode(cause.getErrorCode() & 0xff);
        var remedy = switch (code) {
            case SQLITE_FULL -> "The disk is full. Free some space; nothing is lost that was stored before.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "Another program keeps it locked (a backup tool, or a second trackerwatch). Try again when it is done.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                "It can't be opened for writing. Check that the file and its directory belong to the user that runs"
                        + " trackerwatch, and that the disk is not mounted read-only.";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The file is damaged. Stop trackerwatch and restore it from a backup.";
            case SQLITE_IOERR -> "The disk failed to read or write it. Check the disk and its mount, then start again.";
            default -> String.valueOf(cause.getMessage());
        };
        return new StoreException("The database " + file + ": " + remedy, cause);
    }

    static StoreException unmade(Path file, IOException cause) {
        return new StoreException("The database " + file + " can't be made (" + cause.getClass().getSimpleName() + ": "
                + cause.getMessage() + "). Check that the directory belongs to the user that runs trackerwatch.",
                cause);
    }
}
