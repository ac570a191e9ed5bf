package org.trackerwatch.store;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trackerwatch.trackers.Secret;

/// The one whose page it is, and the password that he proves it with.
public final class Owner {

    /// Of the password, with its parameters and its salt; empty before the first one is set.
    public Optional<String> hash(Transaction tx) {
        return tx.first("SELECT hash FROM owner", row -> row.getString(1));
    }

    public boolean isKnown(Transaction tx) {
        return hash(tx).isPresent();
    }

    public Optional<Instant> changed(Transaction tx) {
        return tx.first("SELECT changed_at FROM owner", row -> Columns.at(row, "changed_at"));
    }

    /// Sets the first password; the code that let somebody do so is used up.
    ///
    /// @return whether it is the first
    public boolean begin(Transaction tx, String hash, Instant now) {
        boolean first = tx.update("INSERT INTO owner (id, hash, changed_at) VALUES (1, ?, ?) ON CONFLICT DO NOTHING", hash, now) > 0;
        if (first) {
            tx.update("DELETE FROM setup_code");
        }
        return first;
    }

    /// Sets it whether there was one or not.
    public void change(Transaction tx, String hash, Instant now) {
        tx.leaveNoTrace();
        tx.update("INSERT INTO owner (id, hash, changed_at) VALUES (1, ?, ?)"
                + " ON CONFLICT DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at", hash, now);
        tx.update("DELETE FROM setup_code");
    }

    /// A code that proves that who types it can read the log. The one before is good no more.
    public Secret newSetupCode(Transaction tx, RandomGenerator random) {
        var code = Tokens.typeable(random, 2);
        tx.update("INSERT INTO setup_code (id, hash) VALUES (1, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash", (Object) Tokens.hash(code));
        return code;
    }

    public boolean isSetupCode(Transaction tx, Secret typed) {
        return tx.first("SELECT hash FROM setup_code", row -> row.getBytes(1))
                .filter(hash -> MessageDigest.isEqual(hash, Tokens.hash(typed))).isPresent();
    }
}
