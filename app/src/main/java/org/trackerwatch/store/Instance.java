package org.trackerwatch.store;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What this installation is called where several share a host, and with it the cookies: browsers don't tell ports apart.
/// It proves nothing and is no secret.
public final class Instance {

    /// Empty as long as no browser was told one.
    public Optional<String> name(Transaction tx) {
        return tx.first("SELECT name FROM instance", row -> row.getString(1));
    }

    /// Chosen by chance when it is first asked for, and the same ever after.
    public String named(Transaction tx, RandomGenerator random) {
        return name(tx).orElseGet(() -> {
            var name = HexFormat.of().toHexDigits(random.nextInt());
            tx.update("INSERT INTO instance (id, name) VALUES (1, ?)", name);
            return name;
        });
    }
}
