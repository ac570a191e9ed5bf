package org.trackerwatch.store;

import java.util.Optional;
import org.trackerwatch.trackers.Secret;

/// What holds for the whole program and nobody may see. Beside each [Setting], which anybody may.
public final class SealedSettings {

    /// What is called while all is well.
    public static final String PING_URL = "ping-url";

    /// What trackerwatch proves itself with at the identity provider.
    public static final String OIDC_SECRET = "oidc-client-secret";

    private final Vault vault;

    public SealedSettings(Vault vault) {
        this.vault = vault;
    }

    public Optional<Secret> get(Transaction tx, String key) {
        return tx.first("SELECT value FROM sealed_setting WHERE key = ?", row -> vault.open(row.getBytes(1), place(key)), key);
    }

    public void set(Transaction tx, String key, Secret value) {
        tx.update("INSERT INTO sealed_setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                key, vault.seal(value, place(key)));
    }

    public void clear(Transaction tx, String key) {
        tx.update("DELETE FROM sealed_setting WHERE key = ?", key);
    }

    private static String place(String key) {
        return "setting/" + key;
    }
}
