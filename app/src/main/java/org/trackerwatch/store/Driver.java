package org.trackerwatch.store;

import org.sqlite.SQLiteJDBCLoader;

/// SQLite's library.
public final class Driver {

    private Driver() {}

    /// Loads it in a thread of its own, for who will open a database after something that takes as long. If it can't be
    /// loaded, that is tried and told again when the database is opened.
    public static void loadAhead() {
        Thread.ofPlatform().daemon().name("sqlite").start(() -> {
            try {
                SQLiteJDBCLoader.initialize();
            } catch (Exception _) {
                return;
            }
        });
    }
}
