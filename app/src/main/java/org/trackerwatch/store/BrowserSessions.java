package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trackerwatch.trackers.Secret;

/// Browsers that are signed in. Each holds a random text in a cookie, whose hash is kept.
public final class BrowserSessions {

    /// Not used for so long, it is over.
    public static final Duration IDLE = Duration.ofDays(14);

    /// Over in any case.
    public static final Duration LONGEST = Duration.ofDays(90);

    private static final Duration SELDOM = Duration.ofMinutes(10);

    private static final int LONGEST_AGENT = 300;

    /// @param way     how he proved himself: `password` or `oidc`
    /// @param seen    to ten minutes
    /// @param address of the browser when it was last seen
    /// @param agent   what the browser calls itself
    public record BrowserSession(long id, String way, Instant made, Instant seen, String address, String agent) {

        /// Whether it is worth a write that it was seen now, from there.
        public boolean isNews(String from, Instant now) {
            return !from.equals(address) || Duration.between(seen, now).abs().compareTo(SELDOM) >= 0;
        }
    }

    /// @param text for the cookie
    public record Made(BrowserSession session, Secret text) {}

    public Made make(Transaction tx, String way, String address, String agent, RandomGenerator random, Instant now) {
        tx.update("DELETE FROM browser_session WHERE made_at < ? OR seen_at < ?", now.minus(LONGEST), now.minus(IDLE));
        var text = Tokens.fresh(random);
        long id = tx.insert("INSERT INTO browser_session (hash, way, made_at, seen_at, address, agent) VALUES (?, ?, ?, ?, ?, ?)",
                Tokens.hash(text), way, now, now, address, agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)));
        return new Made(tx.first("SELECT * FROM browser_session WHERE id = ?", BrowserSessions::session, id).orElseThrow(), text);
    }

    /// Those that are not over, the one that was seen last first.
    public List<BrowserSession> list(Transaction tx, Instant now) {
        return tx.query("SELECT * FROM browser_session ORDER BY seen_at DESC, id DESC", BrowserSessions::session).stream()
                .filter(session -> lasts(session, now)).toList();
    }

    /// Whose text that is, if it is not over.
    public Optional<BrowserSession> whose(Transaction tx, Secret text, Instant now) {
        return tx.first("SELECT * FROM browser_session WHERE hash = ?", BrowserSessions::session, (Object) Tokens.hash(text))
                .filter(session -> lasts(session, now));
    }

    public void seen(Transaction tx, long id, String address, Instant now) {
        tx.update("UPDATE browser_session SET seen_at = ?, address = ? WHERE id = ?", now, address, id);
    }

    /// @return whether there was one
    public boolean end(Transaction tx, long id) {
        return tx.update("DELETE FROM browser_session WHERE id = ?", id) > 0;
    }

    /// @param kept the one that goes on; empty for none
    /// @return how many ended
    public int endOthers(Transaction tx, Optional<Long> kept) {
        return tx.update("DELETE FROM browser_session WHERE id <> ?", kept.orElse(0L));
    }

    private static boolean lasts(BrowserSession session, Instant now) {
        return now.isBefore(session.seen.plus(IDLE)) && now.isBefore(session.made.plus(LONGEST));
    }

    private static BrowserSession session(ResultSet row) throws SQLException {
        return new BrowserSession(row.getLong("id"), row.getString("way"), Columns.at(row, "made_at"), Columns.at(row, "seen_at"),
                row.getString("address"), row.getString("agent"));
    }
}
