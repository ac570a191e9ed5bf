package org.trackerwatch.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.trackerwatch.trackers.Time;

/// One connection of [Database], for one thread at a time, with the statements that were prepared on it.
///
/// Transactions are begun and ended in SQL: the driver's own `commit()` begins the next one at once, which takes the
/// write lock anew and may fail although all was committed.
final class Session implements AutoCloseable {

    private static final int STATEMENTS = 64;

    /// For longer than any write of ours takes, pruning included.
    private static final int BUSY_MILLIS = 30_000;

    private static final int BUSY_MILLIS_OF_A_GLANCE = 2_000;

    /// Of the log beside the file, once a checkpoint has emptied it. Somebody who reads for hours lets it grow meanwhile.
    private static final int LONGEST_LOG = 8 << 20;

    /// Of pages, for each connection. The system keeps what was read of the file anyway; SQLite's own 2 MiB, five times over,
    /// would be a tenth of the program's memory.
    private static final int CACHE_KIB = 512;

    private static final int TRIES = 40;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(25);

    private final Path file;
    private final Connection connection;

    /// Those that are not in use, the longest unused first.
    private final SequencedMap<String, PreparedStatement> idle = new LinkedHashMap<>();

    private Session(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Session open(Path file, boolean readOnly) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.setJournalSizeLimit(LONGEST_LOG);
        config.setCacheSize(-CACHE_KIB);
        // The driver would ask for the new row's id after every insert.
        config.setGetGeneratedKeys(false);
        var session = new Session(file, connect(file, "jdbc:sqlite:" + file, config));
        if (readOnly) {
            session.execute("PRAGMA query_only = ON");
        }
        return session;
    }

    /// To look at a file that nobody writes to: nothing is changed in it or made beside it.
    static Session look(Path file) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        var session = new Session(file, connect(file, "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + "?immutable=1", config));
        session.execute("PRAGMA cell_size_check = ON");
        return session;
    }

    static Session inMemory() {
        return new Session(Path.of(":memory:"), connect(Path.of(":memory:"), "jdbc:sqlite::memory:", new SQLiteConfig()));
    }

    /// To look at a file that others write to.
    static Session glance(Path file) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS_OF_A_GLANCE);
        return new Session(file, connect(file, "jdbc:sqlite:" + file, config));
    }

    /// To change a file that nobody else uses, and that is to remain one file.
    static Session plain(Path file) {
        var config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        return new Session(file, connect(file, "jdbc:sqlite:" + file, config));
    }

    /// Of two programs that turn a new file to WAL at once, SQLite sends one away without letting it wait.
    private static Connection connect(Path file, String address, SQLiteConfig config) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return config.createConnection(address);
            } catch (SQLException e) {
                boolean busy = (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!busy || left == 0 || !waited()) {
                    throw StoreException.of(file, e);
                }
            }
        }
    }

    private static boolean waited() {
        try {
            Time.SYSTEM.sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    <T> T reading(Function<Transaction, T> work) {
        return transaction("BEGIN", work);
    }

    <T> T writing(Function<Transaction, T> work) {
        return transaction("BEGIN IMMEDIATE", work);
    }

    private <T> T transaction(String begin, Function<Transaction, T> work) {
        execute(begin);
        var tx = new Transaction(this);
        T result;
        try {
            result = work.apply(tx);
            execute("COMMIT");
        } catch (Throwable thrown) {
            rollBack(thrown);
            throw thrown;
        }
        if (tx.leavesNoTrace()) {
            checkpoint();
        }
        return result;
    }

    /// Brings all that was committed into the one file, and empties the log beside it.
    void checkpoint() {
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// Writes the database anew into an empty file, as it is at one moment.
    void into(Path empty) {
        try (var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, empty.toString());
            statement.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Another database, whose tables are called `name.…` then.
    void attach(Path other, String name) {
        try (var statement = connection.prepareStatement("ATTACH ? AS " + name)) {
            statement.setString(1, other.toString());
            statement.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Some failures, such as a full disk, have rolled back by themselves.
    private void rollBack(Throwable thrown) {
        try {
            execute("ROLLBACK");
        } catch (StoreException e) {
            thrown.addSuppressed(e);
        }
    }

    /// One statement or several.
    void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// It is given back only when all went well: after an error the driver may have thrown it away already.
    PreparedStatement take(String sql) throws SQLException {
        var prepared = idle.remove(sql);
        return prepared == null ? connection.prepareStatement(sql) : prepared;
    }

    void give(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        var same = idle.put(sql, statement);
        if (same != null) {
            same.close();
        }
        if (idle.size() > STATEMENTS) {
            idle.pollFirstEntry().getValue().close();
        }
    }

    StoreException failed(SQLException cause) {
        return StoreException.of(file, cause);
    }

    @Override
    public void close() {
        try {
            for (var statement : new ArrayList<>(idle.values())) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
