package org.trackerwatch.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Numbered SQL files, applied in order, once each; `user_version` counts them, and `application_id` says whose they
/// are.
final class Migrations {

    /// "twch" in ASCII.
    private static final int OURS = 0x74776368;

    private Migrations() {}

    /// @throws StoreException if the file was written by a newer version, or by another program
    static boolean isBehind(Transaction tx, Path file, List<String> names) {
        int done = done(tx);
        if (done > names.size()) {
            throw new StoreException("The database " + file + " was written by a newer version of trackerwatch (its"
                    + " format is " + done + ", this version knows " + names.size() + "). Start that version again, or"
                    + " restore a backup made before the upgrade.");
        }
        if (isForeign(tx)) {
            throw new StoreException("The file " + file + " is the database of another program. Move it away, or choose"
                    + " another directory for trackerwatch.");
        }
        return done < names.size();
    }

    /// Asks again how far it is: another process may have been faster.
    static int apply(Transaction tx, Path file, List<String> names) {
        if (isBehind(tx, file, names)) {
            names.subList(done(tx), names.size()).forEach(name -> tx.script(read("/schema/" + name + ".sql")));
            tx.script("PRAGMA user_version = " + names.size() + "; PRAGMA application_id = " + OURS);
        }
        return names.size();
    }

    /// How many were applied to a database.
    static int done(Transaction tx) {
        return tx.first("PRAGMA user_version", row -> row.getInt(1)).orElseThrow();
    }

    static boolean isOurs(Transaction tx) {
        return tx.first("PRAGMA application_id", row -> row.getInt(1)).orElseThrow() == OURS;
    }

    private static boolean isForeign(Transaction tx) {
        return !isOurs(tx) && tx.first("SELECT 1 FROM sqlite_schema", row -> row.getInt(1)).isPresent();
    }

    private static String read(String resource) {
        try (var in = Migrations.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing in this build: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
