package org.trackerwatch.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/// The one file that everything lasts in. Writers take turns, inside this process by a lock and beside other processes
/// by `BEGIN IMMEDIATE`; readers see a consistent state and wait for nobody.
///
/// `synchronous=FULL`: in WAL mode `NORMAL` may lose the last commits when the power fails, and with them the mark that
/// an alert was sent.
public final class Database implements AutoCloseable {

    /// In order; never renamed, never edited once released. `user_version` counts how many were applied.
    private static final List<String> MIGRATIONS = List.of("001-registry", "002-history", "003-outbox");

    private static final int BUSY_MILLIS = 30_000;

    private final Path file;
    private final Connection writer;
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<Connection> readers = new ConcurrentLinkedDeque<>();

    private Database(Path file, Connection writer) {
        this.file = file;
        this.writer = writer;
    }

    /// Opens the file, makes it if it is missing, and brings it to this version's shape in one transaction.
    ///
    /// @throws StoreException if it can't be opened, is damaged, or was written by a newer version
    public static Database open(Path file) {
        try {
            var database = new Database(file, connect(file, false));
            database.write(tx -> Migrations.apply(tx, file, MIGRATIONS));
            return database;
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /// Everything in it is committed together, or none of it. Not nested: a transaction is passed on, never begun anew.
    public void write(Consumer<Transaction> work) {
        writeAndGet(tx -> {
            work.accept(tx);
            return work;
        });
    }

    public <T> T writeAndGet(Function<Transaction, T> work) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction is open in this thread already");
        }
        turn.lock();
        try {
            return inTransaction(writer, work);
        } finally {
            turn.unlock();
        }
    }

    public <T> T read(Function<Transaction, T> work) {
        var pooled = readers.poll();
        try {
            var connection = pooled == null ? connect(file, true) : pooled;
            try {
                return inTransaction(connection, work);
            } finally {
                readers.push(connection);
            }
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            for (var reader = readers.poll(); reader != null; reader = readers.poll()) {
                reader.close();
            }
            writer.close();
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        } finally {
            turn.unlock();
        }
    }

    private <T> T inTransaction(Connection connection, Function<Transaction, T> work) {
        try {
            connection.setAutoCommit(false);
            try {
                var result = work.apply(new Transaction(connection, file));
                connection.commit();
                return result;
            } catch (Throwable thrown) {
                connection.rollback();
                throw thrown;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    private static Connection connect(Path file, boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setTransactionMode(readOnly ? TransactionMode.DEFERRED : TransactionMode.IMMEDIATE);
        var connection = config.createConnection("jdbc:sqlite:" + file);
        if (readOnly) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
            }
        }
        return connection;
    }
}
