package org.trackerwatch.store;

import java.util.ArrayList;
import java.util.List;

/// Every place where something sealed is kept. A test holds it against the tables.
enum Sealed {

    CREDENTIAL("tracker", "credential", "'tracker/' || id || '/credential'", "'the credential of the tracker “' || name || '”'"),
    PROXY("tracker", "proxy", "'tracker/' || id || '/proxy'", "'the proxy of the tracker “' || name || '”'"),
    ADDRESS("target", "address", "'target/' || id || '/address'", "'the address of the target “' || name || '”'"),
    TARGET_SECRET("target_secret", "value", "'target/' || target || '/secret/' || key",
            "key || ' of the target “' || (SELECT name FROM target WHERE id = target) || '”'"),
    SETTING("sealed_setting", "value", "'setting/' || key", "'the setting ' || key"),
    SECOND_FACTOR("second_factor", "secret", "'owner/second-factor'", "'the second factor of the page'"),
    OIDC_ERRAND("oidc_errand", "verifier", "'oidc/verifier'", "'a sign-in that was under way'");

    final String table;
    final String column;
    private final String bound;
    private final String words;

    Sealed(String table, String column, String bound, String words) {
        this.table = table;
        this.column = column;
        this.bound = bound;
        this.words = words;
    }

    /// One sealed value.
    ///
    /// @param bound what it was sealed for
    /// @param words what it is, for the user
    private record Value(byte[] sealed, String bound, String words) {}

    static boolean isAny(Transaction tx) {
        for (var place : values()) {
            if (tx.first("SELECT 1 FROM " + place.table + " WHERE " + place.column + " IS NOT NULL", row -> row.getInt(1)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /// What a vault can't open, in words for the user.
    static List<String> unreadable(Transaction tx, Vault vault) {
        var unreadable = new ArrayList<String>();
        for (var place : values()) {
            place.in(tx).stream().filter(value -> !vault.opens(value.sealed, value.bound)).map(Value::words).forEach(unreadable::add);
        }
        return unreadable;
    }

    /// Seals everything anew.
    ///
    /// @return how much it was
    /// @throws StoreException if anything can't be opened
    static int reseal(Transaction tx, Vault from, Vault to) {
        int resealed = 0;
        for (var place : values()) {
            for (var value : place.in(tx)) {
                resealed += place.replace(tx, value.sealed, to.seal(from.open(value.sealed, value.bound), value.bound));
            }
        }
        return resealed;
    }

    private List<Value> in(Transaction tx) {
        return tx.query("SELECT " + column + ", " + bound + ", " + words + " FROM " + table + " WHERE " + column + " IS NOT NULL",
                row -> new Value(row.getBytes(1), row.getString(2), row.getString(3)));
    }

    /// No two sealed values are alike, so each is its own key.
    private int replace(Transaction tx, byte[] before, byte[] after) {
        return tx.update("UPDATE " + table + " SET " + column + " = ? WHERE " + column + " = ?", after, before);
    }
}
