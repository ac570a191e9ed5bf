package org.trackerwatch.store;

import java.util.Optional;

/// By what a copy of this database is told from one that was begun anew. It is drawn once, and outlasts changes of the key,
/// restores and upgrades. Two installations that were restored from one backup have the same.
final class Lineage {

    private Lineage() {}

    /// Of a file that may be older than this mark, or not as this program made it.
    static Optional<byte[]> known(Transaction tx) {
        return tx.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'lineage'", row -> row.getInt(1))
                .flatMap(_ -> tx.first("SELECT mark FROM lineage WHERE typeof(mark) = 'blob' AND length(mark) = 16", row -> row.getBytes(1)));
    }
}
