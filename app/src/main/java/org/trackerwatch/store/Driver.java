package org.trackerwatch.store;

import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite's library.
public final class Driver {

    /// Where the launcher says that it is. Java looks there for a file of this machine's kind of name.
    private static final String FOLDER = "org.sqlite.lib.path";

    private Driver() {}

    /// What to say when it is not there, or can't be used.
    static String missing() {
        var name = System.mapLibraryName("sqlitejdbc");
        return "SQLite's library can't be loaded: " + Path.of(System.getProperty(FOLDER, "lib"), name) + " is missing, is broken or of another"
                + " kind of machine, or lies on a disk from which nothing may be run (noexec). Unpack trackerwatch anew, or name the folder"
                + " of another " + name + " by TRACKERWATCH_JAVA_OPTIONS=-D" + FOLDER + "=…";
    }

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
