package org.trackerwatch.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trackerwatch.trackers.Secret;

/// Browsers that were sent to an identity provider, until they come back.
public final class OidcErrands {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// Anybody may begin one.
    private static final int MOST = 200;

    private final Vault vault;

    OidcErrands(Vault vault) {
        this.vault = vault;
    }

    /// @param state    that the provider hands back
    /// @param nonce    that it puts into what it signs
    /// @param verifier that proves to it who began, as PKCE has it
    public record Errand(Secret state, String nonce, Secret verifier) {}

    public Errand begin(Transaction tx, RandomGenerator random, Instant now) {
        tx.update("DELETE FROM oidc_errand WHERE made_at < ?", now.minus(LONGEST));
        tx.update("DELETE FROM oidc_errand WHERE hash IN (SELECT hash FROM oidc_errand ORDER BY made_at DESC LIMIT -1 OFFSET ?)", MOST);
        var errand = new Errand(Tokens.fresh(random), Tokens.fresh(random).reveal(), Tokens.fresh(random));
        tx.update("INSERT INTO oidc_errand (hash, nonce, verifier, made_at) VALUES (?, ?, ?, ?)", Tokens.hash(errand.state), errand.nonce,
                vault.seal(errand.verifier, "oidc/verifier"), now);
        return errand;
    }

    /// Whoever comes back with a state does so once.
    public Optional<Errand> end(Transaction tx, Secret state, Instant now) {
        var found = tx.first("SELECT * FROM oidc_errand WHERE hash = ? AND made_at >= ?", row -> new Errand(state, row.getString("nonce"),
                vault.open(row.getBytes("verifier"), "oidc/verifier")), Tokens.hash(state), now.minus(LONGEST));
        tx.update("DELETE FROM oidc_errand WHERE hash = ?", (Object) Tokens.hash(state));
        return found;
    }
}
