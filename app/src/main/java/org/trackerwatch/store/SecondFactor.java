package org.trackerwatch.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.trackerwatch.trackers.Secret;

/// The key of an authenticator app, and the codes that stand in for it when the phone is lost.
public final class SecondFactor {

    static final String PLACE = "owner/second-factor";

    private static final int RECOVERY_CODES = 10;

    private final Vault vault;

    SecondFactor(Vault vault) {
        this.vault = vault;
    }

    /// @param lastStep of the code that was used last
    public record Factor(Secret secret, Optional<Instant> confirmed, long lastStep) {}

    /// Empty also while it was only shown.
    public Optional<Factor> confirmed(Transaction tx) {
        return kept(tx).filter(factor -> factor.confirmed.isPresent());
    }

    /// What was shown and is to be confirmed by a code.
    public Optional<Factor> proposed(Transaction tx) {
        return kept(tx).filter(factor -> factor.confirmed.isEmpty());
    }

    public void propose(Transaction tx, Secret secret) {
        tx.leaveNoTrace();
        tx.update("INSERT INTO second_factor (id, secret, last_step) VALUES (1, ?, 0) ON CONFLICT DO UPDATE"
                + " SET secret = excluded.secret, confirmed_at = NULL, last_step = 0", (Object) vault.seal(secret, PLACE));
    }

    public void confirm(Transaction tx, Instant now) {
        tx.update("UPDATE second_factor SET confirmed_at = ?", now);
    }

    /// Takes a code, unless one of its step or of a later one was taken before.
    ///
    /// @return whether it was
    public boolean take(Transaction tx, long step) {
        return tx.update("UPDATE second_factor SET last_step = ? WHERE last_step < ?", step, step) > 0;
    }

    /// In place of those that there were.
    ///
    /// @return shown this once
    public List<Secret> newRecoveryCodes(Transaction tx, RandomGenerator random) {
        tx.update("DELETE FROM recovery_code");
        var codes = Stream.generate(() -> Tokens.typeable(random, 4)).limit(RECOVERY_CODES).toList();
        codes.forEach(code -> tx.update("INSERT INTO recovery_code (hash) VALUES (?)", (Object) Tokens.hash(code)));
        return codes;
    }

    /// Uses it up.
    ///
    /// @return whether it is one
    public boolean takeRecoveryCode(Transaction tx, Secret typed) {
        return tx.update("DELETE FROM recovery_code WHERE hash = ?", (Object) Tokens.hash(typed)) > 0;
    }

    public int recoveryCodesLeft(Transaction tx) {
        return tx.first("SELECT count(*) FROM recovery_code", row -> row.getInt(1)).orElseThrow();
    }

    public void remove(Transaction tx) {
        tx.leaveNoTrace();
        tx.update("DELETE FROM second_factor");
        tx.update("DELETE FROM recovery_code");
    }

    private Optional<Factor> kept(Transaction tx) {
        return tx.first("SELECT * FROM second_factor", row -> new Factor(vault.open(row.getBytes("secret"), PLACE),
                Columns.maybeAt(row, "confirmed_at"), row.getLong("last_step")));
    }
}
