package org.trackerwatch.store;

import java.util.Arrays;
import java.util.Optional;

/// Which key the database is sealed with: a wrong key file is told at the start, and a change of keys that was
/// interrupted is seen.
final class SealKey {

    private SealKey() {}

    static Optional<byte[]> id(Transaction tx) {
        return tx.first("SELECT key FROM seal_key", row -> row.getBytes(1));
    }

    /// Of a copy, which may be older than databases that name their key.
    static Optional<byte[]> known(Transaction tx) {
        return tx.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'seal_key'", row -> row.getInt(1)).flatMap(_ -> id(tx));
    }

    static boolean fits(Optional<byte[]> id, byte[] master) {
        return id.filter(wanted -> Arrays.equals(wanted, Vault.id(master))).isPresent();
    }

    /// Before anything is sealed.
    static void forget(Transaction tx) {
        tx.update("DELETE FROM seal_key");
    }

    static void set(Transaction tx, byte[] master) {
        tx.update("INSERT INTO seal_key (id, key) VALUES (1, ?) ON CONFLICT DO UPDATE SET key = excluded.key",
                (Object) Vault.id(master));
    }
}
