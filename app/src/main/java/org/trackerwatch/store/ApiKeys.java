package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trackerwatch.core.OwnWords;
import org.trackerwatch.trackers.Secret;

/// The keys of programs that ask the API. A key is shown when it is made and never again: what is kept is its hash.
public final class ApiKeys {

    /// What a key begins with, so that who finds one in a log knows what it is.
    public static final String PREFIX = "tw_";

    private static final int LONGEST = 60;

    private static final Duration SELDOM = Duration.ofHours(1);

    /// @param full whether it may change things
    /// @param used when it was last seen, to the hour
    public record ApiKey(long id, String name, boolean full, Instant made, Optional<Instant> used) {}

    /// @param text shown this once
    public record Made(ApiKey key, Secret text) {}

    /// @param name the user's word for who has it
    /// @throws IllegalArgumentException in words for the user, if there is one of that name
    public Made make(Transaction tx, String name, boolean full, RandomGenerator random, Instant now) {
        var plain = OwnWords.checked("name", name, LONGEST);
        if (tx.first("SELECT 1 FROM api_key WHERE name = ?", row -> row.getInt(1), plain).isPresent()) {
            throw new IllegalArgumentException("There is a key named “" + plain + "” already. Take that back first, or use another name.");
        }
        var text = new Secret(PREFIX + Tokens.fresh(random).reveal());
        long id = tx.insert("INSERT INTO api_key (name, hash, access, made_at) VALUES (?, ?, ?, ?)", plain, Tokens.hash(text),
                full ? "full" : "read", now);
        return new Made(get(tx, id).orElseThrow(), text);
    }

    public List<ApiKey> list(Transaction tx) {
        return tx.query("SELECT * FROM api_key ORDER BY name", ApiKeys::key);
    }

    public Optional<ApiKey> get(Transaction tx, long id) {
        return tx.first("SELECT * FROM api_key WHERE id = ?", ApiKeys::key, id);
    }

    /// Whose key that is.
    public Optional<ApiKey> whose(Transaction tx, String text) {
        return text.startsWith(PREFIX) ? tx.first("SELECT * FROM api_key WHERE hash = ?", ApiKeys::key, (Object) Tokens.hash(text)) : Optional.empty();
    }

    /// Whether it is worth a write that it was seen now.
    public static boolean isNews(ApiKey key, Instant now) {
        return key.used().filter(used -> Duration.between(used, now).abs().compareTo(SELDOM) < 0).isEmpty();
    }

    public void used(Transaction tx, long id, Instant now) {
        tx.update("UPDATE api_key SET used_at = ? WHERE id = ?", now, id);
    }

    /// @return whether there was one
    public boolean remove(Transaction tx, long id) {
        return tx.update("DELETE FROM api_key WHERE id = ?", id) > 0;
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(row.getLong("id"), row.getString("name"), row.getString("access").equals("full"), Columns.at(row, "made_at"),
                Columns.maybeAt(row, "used_at"));
    }
}
