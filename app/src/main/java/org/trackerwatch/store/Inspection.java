package org.trackerwatch.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a file is that claims to hold a database of ours: every page of it is read, and nothing is changed.
///
/// @param format   how far its tables are, as `user_version` counts
/// @param withKey  whether the key lies in it that opens its secrets
/// @param checksum whether its bytes are those that were written
/// @param proof    that who wrote it had the key, as it says
/// @param rows     how many each table has
/// @param troubles what is wrong with it, in words for the user; empty: it is good
public record Inspection(Path file, long bytes, int format, boolean withKey, Checksum.State checksum, Optional<Proof> proof,
                         Map<String, Long> rows, List<String> troubles) {

    /// More of SQLite's findings help nobody.
    private static final int FINDINGS = 3;

    public Inspection {
        rows = Map.copyOf(rows);
        troubles = List.copyOf(troubles);
    }

    /// Of a file that no program writes to meanwhile.
    ///
    /// @throws StoreException if it can't be read, is no database, or none of ours
    public static Inspection of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StoreException("There is no file " + file + ".");
        }
        try (var session = Session.look(file)) {
            return session.reading(tx -> of(tx, file));
        }
    }

    Inspection at(Path other) {
        return new Inspection(other, bytes, format, withKey, checksum, proof, rows, troubles);
    }

    public boolean isGood() {
        return troubles.isEmpty();
    }

    private static Inspection of(Transaction tx, Path file) {
        if (!Migrations.isOurs(tx)) {
            throw new StoreException("The file " + file + " is no database of trackerwatch.");
        }
        var cut = cut(tx, file);
        var checksum = cut.isPresent() ? new Checksum.Found(Checksum.State.WRONG, Optional.empty()) : Checksum.in(tx, file);
        var findings = cut.map(List::of).orElseGet(() -> Stream.concat(changed(checksum.state()), damage(tx)).toList());
        return new Inspection(file, file.toFile().length(), Migrations.done(tx), EnclosedKey.isIn(tx), checksum.state(), checksum.proof(),
                findings.isEmpty() ? rows(tx) : Map.of(), findings.isEmpty() ? strays(tx) : findings);
    }

    private static Stream<String> damage(Transaction tx) {
        return tx.query("PRAGMA integrity_check(" + FINDINGS + ")", row -> row.getString(1)).stream()
                .filter(finding -> !finding.equals("ok")).map(finding -> "It is damaged: " + finding.replace('\n', ' '));
    }

    private static Stream<String> changed(Checksum.State checksum) {
        return switch (checksum) {
            case WRONG -> Stream.of("It was changed after it was made: its checksum is another.");
            case MISSING, RIGHT -> Stream.empty();
        };
    }

    /// SQLite takes what is missing of the last page for zeros, and they may look like a page that is whole.
    static Optional<String> cut(Transaction tx, Path file) {
        long whole = tx.first("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", row -> row.getLong(1)).orElseThrow();
        long missing = whole - file.toFile().length();
        return missing > 0 ? Optional.of("Its end is missing: " + missing + " of " + whole + " bytes.") : Optional.empty();
    }

    /// How many rows each table has.
    static Map<String, Long> rows(Transaction tx) {
        var rows = new TreeMap<String, Long>();
        tx.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", row -> row.getString(1)).forEach(table ->
                rows.put(table, tx.first("SELECT count(*) FROM \"" + table + "\"", row -> row.getLong(1)).orElseThrow()));
        return rows;
    }

    private static List<String> strays(Transaction tx) {
        return tx.query("SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1",
                row -> "In “" + row.getString(1) + "” " + row.getLong(2) + " row(s) belong to something that is gone.");
    }
}
