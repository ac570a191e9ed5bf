package org.trackerwatch.store;

import java.util.Optional;

/// The key within a backup, where the user wanted it so: then who has that one file has every secret.
final class EnclosedKey {

    static final String TABLE = "CREATE TABLE enclosed_key (key BLOB NOT NULL) STRICT";

    private EnclosedKey() {}

    static boolean isIn(Transaction tx) {
        return tx.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'enclosed_key'", row -> row.getInt(1)).isPresent();
    }

    static void put(Transaction tx, byte[] key) {
        tx.script(TABLE);
        tx.update("INSERT INTO enclosed_key VALUES (?)", (Object) key);
    }

    static Optional<byte[]> get(Transaction tx) {
        return isIn(tx) ? tx.first("SELECT key FROM enclosed_key", row -> row.getBytes(1)) : Optional.empty();
    }

    /// Before it becomes the database.
    static void drop(Transaction tx) {
        tx.script("DROP TABLE IF EXISTS enclosed_key");
    }
}
