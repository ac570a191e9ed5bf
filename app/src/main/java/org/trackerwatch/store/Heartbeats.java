package org.trackerwatch.store;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// When each loop of the daemon last went round, for `trackerwatch health`.
public final class Heartbeats {

    public void beat(Transaction tx, String loop, Instant at) {
        tx.update("INSERT OR REPLACE INTO heartbeat (loop, at) VALUES (?, ?)", loop, at);
    }

    /// By the loop's name; empty if none ever ran.
    public Map<String, Instant> all(Transaction tx) {
        return tx.query("SELECT * FROM heartbeat", row -> Map.entry(row.getString("loop"), Columns.at(row, "at")))
                .stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
