package org.trackerwatch.store;

import java.util.List;

/// Where a backup's secrets go once it is restored, by which way, and whom it lets in: what somebody changes who has no key,
/// and wants them.
/// Compared with the present database where that is attached as `present`; a secret itself is bound to its place.
final class Diversions {

    /// What is longer was not typed by anybody.
    private static final String ADDRESS = "'“' || substr(coalesce(TABLE.url, TABLE.definition), 1, 200) || '”'";

    private static final List<String> ALONE = List.of(
            "SELECT 'The tracker “' || name || '” is asked at “' || substr(url, 1, 200) || '”.' FROM main.tracker WHERE url IS NOT NULL AND credential IS NOT NULL",
            "SELECT 'The target “' || t.name || '” has ' || o.key || ' “' || substr(o.value, 1, 200) || '”.' FROM main.target_option o JOIN main.target t ON t.id = o.target",
            "SELECT 'The setting ' || key || ' is “' || substr(value, 1, 200) || '”.' FROM main.setting",
            "SELECT 'A password of the page is in it, by which somebody is let in.' FROM main.owner",
            "SELECT 'The API key “' || substr(name, 1, 200) || '” lets somebody in.' FROM main.api_key");

    private static final String SAME = " LEFT JOIN present.tracker p ON p.id = m.id AND p.added_at = m.added_at ";

    private static final String OPTIONS = "(SELECT coalesce(group_concat(key || '=' || value, ' '), '') FROM"
            + " (SELECT key, value FROM FILE.target_option WHERE target = m.id ORDER BY key))";

    private static final List<String> COMPARED = List.of(
            "SELECT 'The tracker “' || m.name || '” is asked at ' || " + address("m") + " || iif(p.id IS NULL, ', and is none of those of now.', '; now it is '"
                    + " || " + address("p") + " || '.') FROM main.tracker m" + SAME
                    + "WHERE m.credential IS NOT NULL AND (p.id IS NULL OR p.definition <> m.definition OR p.url IS NOT m.url)",
            "SELECT 'The proxy of the tracker “' || m.name || '” is another than now.' FROM main.tracker m" + SAME
                    + "WHERE m.credential IS NOT NULL AND p.proxy IS NOT m.proxy",
            "SELECT 'The target “' || m.name || '” is reached in another way than now.' FROM main.target m LEFT JOIN present.target p ON p.id = m.id"
                    + " WHERE p.id IS NULL OR p.kind <> m.kind OR p.address IS NOT m.address OR p.allow_private <> m.allow_private OR "
                    + options("main") + " <> " + options("present"),
            "SELECT 'The setting ' || m.key || ' is “' || substr(m.value, 1, 200) || '”, which it is not now.' FROM main.setting m"
                    + " WHERE m.value IS NOT (SELECT value FROM present.setting WHERE key = m.key)",
            "SELECT 'The setting ' || key || ' is not set, which it is now.' FROM present.setting WHERE key NOT IN (SELECT key FROM main.setting)");

    private Diversions() {}

    static boolean letsAnybodyIn(Transaction tx) {
        return tx.first("SELECT 1 FROM main.owner UNION ALL SELECT 1 FROM main.api_key", row -> row.getInt(1)).isPresent();
    }

    /// In words for the user. Who is let in is taken from the present database, where there is one to compare with.
    static List<String> of(Transaction tx, boolean compared) {
        return (compared ? COMPARED : ALONE).stream().flatMap(sql -> tx.query(sql, row -> row.getString(1)).stream()).toList();
    }

    private static String address(String table) {
        return ADDRESS.replace("TABLE", table);
    }

    private static String options(String database) {
        return OPTIONS.replace("FILE", database);
    }
}
