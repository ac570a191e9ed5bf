package org.trackerwatch.store;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Values so long that to read one may take all memory. None of this program's comes near.
final class Lengths {

    private static final long LONGEST = 4L << 20;

    private Lengths() {}

    /// In words for the user. Tells lengths without reading what is so long.
    static List<String> beyond(Transaction tx) {
        return tx.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", row -> row.getString(1))
                .stream().flatMap(table -> beyond(tx, table)).toList();
    }

    private static Stream<String> beyond(Transaction tx, String table) {
        var columns = tx.query("SELECT name FROM pragma_table_info(?)", row -> row.getString(1), table);
        var longest = String.join(", ", columns.stream().map(column -> "coalesce(max(octet_length(\"" + column + "\")), 0)").toList());
        var lengths = tx.first("SELECT " + longest + " FROM \"" + table + "\"", row -> {
            var found = new long[columns.size()];
            for (int nr = 0; nr < found.length; nr++) {
                found[nr] = row.getLong(nr + 1);
            }
            return found;
        }).orElseThrow();
        return IntStream.range(0, columns.size()).filter(nr -> lengths[nr] > LONGEST).mapToObj(nr -> "In its table “" + table + "” a " + columns.get(nr)
                + " is " + (lengths[nr] >> 20) + " MiB long, which trackerwatch never makes it.");
    }
}
