package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trackerwatch.core.Link;
import org.trackerwatch.core.Target;
import org.trackerwatch.core.Target.Health.State;
import org.trackerwatch.trackers.Secret;

/// How all targets are reached. What was changed on the disk and does not open closes its own target and no other: it counts
/// as refused, what is for it waits, and the others tell of it.
final class Links {

    private static final String CHANGED = "What is kept of its address was changed on the disk and can't be opened. Enter the address anew, with"
            + " its keys and tokens, or restore the last backup.";

    private final Transaction tx;
    private final Vault vault;
    private final Map<Long, Map<String, String>> options = new HashMap<>();
    private final Map<Long, Map<String, Secret>> secrets = new HashMap<>();
    private final Set<Long> closed = new HashSet<>();

    private record Sealed(long target, String key, byte[] value) {}

    Links(Transaction tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
        tx.query("SELECT * FROM target_option", row -> Optional.ofNullable(options.computeIfAbsent(row.getLong("target"), _ -> new TreeMap<>())
                .put(row.getString("key"), row.getString("value"))));
        sealed(tx, "SELECT * FROM target_secret").forEach(secret -> opened(secret.target, secret.value, place(secret.target, secret.key))
                .ifPresent(value -> secrets.computeIfAbsent(secret.target, _ -> new TreeMap<>()).put(secret.key, value)));
    }

    /// @param row of the table of targets
    Link link(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new Link(row.getString("kind"), opened(id, row.getBytes("address"), place(id)).orElseGet(() -> new Secret("")),
                options.getOrDefault(id, Map.of()), secrets.getOrDefault(id, Map.of()), row.getBoolean("allow_private"), Columns.number(row, "fallback"));
    }

    /// @param known to the database, of a target whose link was asked for before
    Target.Health health(long target, Target.Health known) {
        return !closed.contains(target) || known.state() == State.PAUSED ? known
                : new Target.Health(State.REFUSED, 0, Optional.empty(), Duration.ZERO, Optional.of(CHANGED), known.since());
    }

    /// What does not open stays, and keeps its target closed, until another of its name is put in its place: a webhook must
    /// not go on unsigned because its key was lost.
    static void forget(Transaction tx, Vault vault, long target, Set<String> replaced) {
        sealed(tx, "SELECT * FROM target_secret").stream().filter(secret -> secret.target == target)
                .filter(secret -> replaced.contains(secret.key) || vault.opens(secret.value, place(target, secret.key)))
                .forEach(secret -> tx.update("DELETE FROM target_secret WHERE target = ? AND key = ?", target, secret.key));
    }

    private static List<Sealed> sealed(Transaction tx, String all) {
        return tx.query(all, row -> new Sealed(row.getLong("target"), row.getString("key"), row.getBytes("value")));
    }

    private Optional<Secret> opened(long target, byte[] sealed, String place) {
        var opened = vault.opened(tx, sealed, place);
        if (opened.isEmpty()) {
            closed.add(target);
        }
        return opened;
    }

    static String place(long id) {
        return "target/" + id + "/address";
    }

    static String place(long id, String secret) {
        return "target/" + id + "/secret/" + secret;
    }
}
