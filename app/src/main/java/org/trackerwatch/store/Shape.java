package org.trackerwatch.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The tables, indexes, triggers and views of a database, compared with those that a version of this program makes. A
/// trigger that somebody put into a backup would run with each poll once that backup is the database.
final class Shape {

    /// What a backup may have beyond its database.
    private static final List<String> OF_BACKUPS = List.of(EnclosedKey.TABLE, Checksum.TABLE);

    private Shape() {}

    /// In words for the user; empty: it is as it should be.
    ///
    /// @param names of the migrations that were applied to it
    static List<String> strangers(Transaction tx, List<String> names) {
        var found = parts(tx);
        found.entrySet().removeAll(made(beside -> OF_BACKUPS.forEach(beside::script)).entrySet());
        var right = made(within -> Migrations.apply(within, Path.of(":memory:"), names));
        var strange = found.entrySet().stream().filter(part -> !right.containsKey(part.getKey()))
                .map(part -> "It holds the " + part.getKey() + ", which trackerwatch did not make.");
        var other = found.entrySet().stream().filter(part -> right.containsKey(part.getKey()) && !right.get(part.getKey()).equals(part.getValue()))
                .map(part -> "Its " + part.getKey() + " is not as trackerwatch makes it.");
        var missing = right.keySet().stream().filter(part -> !found.containsKey(part)).map(part -> "It lacks the " + part + ".");
        return Stream.of(strange, other, missing).flatMap(part -> part).toList();
    }

    private static Map<String, String> made(Consumer<Transaction> making) {
        try (var session = Session.inMemory()) {
            return session.writing(tx -> {
                making.accept(tx);
                return parts(tx);
            });
        }
    }

    /// All of it, by what each is and its name, with what made it, however that is spaced and quoted: SQLite rewrites some of
    /// it itself. What it makes by itself is there, too, since anything can be given such a name.
    private static Map<String, String> parts(Transaction tx) {
        var parts = new TreeMap<String, String>();
        tx.query("SELECT type, name, coalesce(sql, '') FROM sqlite_schema", row -> Map.entry(row.getString(1) + " “" + row.getString(2) + "”", row.getString(3)))
                .forEach(part -> parts.put(part.getKey(), part.getValue().replaceAll("--.*", "").replaceAll("[\\s\"`]+", "").toLowerCase(Locale.ROOT)));
        return parts;
    }
}
