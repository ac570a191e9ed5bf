package org.trackerwatch.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL within one transaction of [Database]. Arguments may be null, strings, numbers, booleans, byte arrays, instants
/// (kept as milliseconds since 1970, the rest is cut off) and optionals of these.
public final class Transaction {

    /// Makes a value of one row.
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Session session;
    private boolean leavesNoTrace;

    Transaction(Session session) {
        this.session = session;
    }

    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) {
        return with(sql, arguments, statement -> {
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            }
        });
    }

    /// The first row, if there is one.
    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) {
        return query(sql, row, arguments).stream().findFirst();
    }

    /// How many rows it changed.
    public int update(String sql, @Nullable Object... arguments) {
        return with(sql, arguments, PreparedStatement::executeUpdate);
    }

    /// The id of the row that it inserted.
    public long insert(String sql, @Nullable Object... arguments) {
        update(sql, arguments);
        return first("SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
    }

    /// What is overwritten or deleted in it is gone from the disk as soon as it is committed. SQLite's log would keep
    /// the former pages for days.
    void leaveNoTrace() {
        leavesNoTrace = true;
    }

    boolean leavesNoTrace() {
        return leavesNoTrace;
    }

    /// Several statements, as a migration holds them.
    void script(String sql) {
        session.execute(sql);
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, @Nullable Object[] arguments, Use<T> use) {
        try {
            var statement = session.take(sql);
            try {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, column(arguments[i]));
                }
                var result = use.of(statement);
                session.give(sql, statement);
                return result;
            } catch (Throwable thrown) {
                statement.close();
                throw thrown;
            }
        } catch (SQLException e) {
            throw session.failed(e);
        }
    }

    /// The far ends of time, which stand for "always" in queries, are as far as a column reaches.
    private static long millis(Instant instant) {
        return Math.abs((double) instant.getEpochSecond()) < Long.MAX_VALUE / 1000.0
                ? instant.toEpochMilli()
                : instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /// No `switch`, whose first use in a program costs some milliseconds of each start.
    private static @Nullable Object column(@Nullable Object argument) {
        return argument instanceof Optional<?> maybe ? column(maybe.orElse(null))
                : argument instanceof Instant instant ? (Object) millis(instant)
                : argument instanceof Boolean flag ? (Object) (flag ? 1 : 0) : argument;
    }
}
