package org.trackerwatch.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The tables, indexes, triggers and views of a database, compared with those that a version of this program makes. A
/// trigger that somebody put into a backup would run with each poll once that backup is the database.
final class Shape {

    /// What a backup has beyond its database.
    private static final String OF_BACKUPS = "'enclosed_key', 'checksum'";

    private Shape() {}

    /// In words for the user; empty: it is as it should be.
    ///
    /// @param names of the migrations that were applied to it
    static List<String> strangers(Transaction tx, List<String> names) {
        var found = parts(tx);
        var right = made(names);
        var strange = found.entrySet().stream().filter(part -> !right.containsKey(part.getKey()))
                .map(part -> "It holds the " + part.getKey() + ", which trackerwatch did not make.");
        var other = found.entrySet().stream().filter(part -> right.containsKey(part.getKey()) && !right.get(part.getKey()).equals(part.getValue()))
                .map(part -> "Its " + part.getKey() + " is not as trackerwatch makes it.");
        var missing = right.keySet().stream().filter(part -> !found.containsKey(part)).map(part -> "It lacks the " + part + ".");
        return Stream.of(strange, other, missing).flatMap(part -> part).toList();
    }

    private static Map<String, String> made(List<String> names) {
        try (var session = Session.inMemory()) {
            return session.writing(tx -> {
                Migrations.apply(tx, Path.of(":memory:"), names);
                return parts(tx);
            });
        }
    }

    /// By what each is and its name, with what made it, however that is spaced and quoted: SQLite rewrites some of it itself.
    private static Map<String, String> parts(Transaction tx) {
        var parts = new TreeMap<String, String>();
        tx.query("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN (" + OF_BACKUPS + ")",
                row -> Map.entry(row.getString(1) + " “" + row.getString(2) + "”", row.getString(3)))
                .forEach(part -> parts.put(part.getKey(), part.getValue().replaceAll("--.*", "").replaceAll("[\\s\"`]+", "").toLowerCase(Locale.ROOT)));
        return parts;
    }
}
