package org.trackerwatch.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Numbered SQL files, applied in order, once each; `user_version` counts them.
final class Migrations {

    private Migrations() {}

    static void apply(Transaction tx, Path file, List<String> names) {
        int done = tx.first("PRAGMA user_version", row -> row.getInt(1)).orElseThrow();
        if (done > names.size()) {
            throw new StoreException("The database " + file + " was written by a newer version of trackerwatch (its format"
                    + " is " + done + ", this version knows " + names.size() + "). Start that version again, or restore"
                    + " a backup made before the upgrade.");
        }
        for (var name : names.subList(done, names.size())) {
            tx.script(read("/schema/" + name + ".sql"));
        }
        if (done < names.size()) {
            tx.script("PRAGMA user_version = " + names.size());
        }
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
