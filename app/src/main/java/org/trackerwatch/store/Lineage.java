package org.trackerwatch.store;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/// By what a copy of this database is told from one that was begun anew, and from another installation's. It is drawn once,
/// and outlasts changes of the key, restores and upgrades. Two installations that were restored from one backup have the same.
public record Lineage(String mark) {

    /// Of a database that may be older than these marks, or not as this program made it.
    static Optional<Lineage> known(Transaction tx) {
        return tx.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'lineage'", row -> row.getInt(1))
                .flatMap(_ -> tx.first("SELECT mark FROM lineage WHERE typeof(mark) = 'blob' AND length(mark) = 16",
                        row -> new Lineage(HexFormat.of().formatHex(row.getBytes(1)))));
    }

    /// Of a database of ours that can be read and that nobody writes to. Nothing is changed in it or made beside it.
    static Optional<Lineage> of(Path file) {
        try (var session = Session.look(file)) {
            return session.reading(tx -> Migrations.isOurs(tx) ? known(tx) : Optional.empty());
        } catch (StoreException _) {
            return Optional.empty();
        }
    }

    boolean isOther(Path file) {
        return of(file).filter(other -> !other.equals(this)).isPresent();
    }
}
