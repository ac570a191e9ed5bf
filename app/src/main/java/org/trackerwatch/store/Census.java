package org.trackerwatch.store;

import java.util.Map;

/// How many rows there were at a moment, to see whether a copy has them all.
///
/// @param version changes when another connection commits
record Census(long version, Map<String, Long> rows) {

    static Census of(Transaction tx) {
        return new Census(tx.first("PRAGMA data_version", row -> row.getLong(1)).orElseThrow(), Inspection.rows(tx));
    }

    /// Exact where nothing was written between the two; otherwise no table may have lost all it has.
    ///
    /// @throws StoreException if the copy lacks rows
    void compare(Census after, Map<String, Long> copied) {
        boolean whole = version == after.version ? copied.equals(rows)
                : copied.keySet().equals(rows.keySet()) && rows.keySet().stream().noneMatch(table ->
                        copied.get(table) == 0 && rows.get(table) > 0 && after.rows.get(table) > 0);
        if (!whole) {
            throw new StoreException("The copy lacks rows that the database has. Try again; if it happens again, check the disk.");
        }
    }
}
