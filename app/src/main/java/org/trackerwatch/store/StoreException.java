package org.trackerwatch.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// The database can't do what was asked. The message is for the user: what happened, to which file, what to do.
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    private StoreException(String message, SQLException cause) {
        super(message, cause);
    }

    static StoreException of(Path file, SQLException cause) {
        var code = SQLiteErrorCode.getErrorCode(cause.getErrorCode() & 0xff);
        var remedy = switch (code) {
            case SQLITE_FULL -> "The disk is full. Free some space; nothing is lost that was stored before.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "Another program keeps it locked (a backup tool, or a second trackerwatch). Try again when it is done.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                "It can't be opened for writing. Check that the directory exists and belongs to the user that runs trackerwatch.";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "The file is damaged. Restore it from a backup.";
            default -> String.valueOf(cause.getMessage());
        };
        return new StoreException("The database " + file + ": " + remedy, cause);
    }
}
