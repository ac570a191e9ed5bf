package org.trackerwatch.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    private final Connection connection;
    private final Path file;

    Transaction(Connection connection, Path file) {
        this.connection = connection;
        this.file = file;
    }

    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) {
        try (var statement = prepare(sql, arguments); var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /// The first row, if there is one.
    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... arguments) {
        return query(sql, row, arguments).stream().findFirst();
    }

    /// How many rows it changed.
    public int update(String sql, @Nullable Object... arguments) {
        try (var statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    /// The id of the row that it inserted.
    public long insert(String sql, @Nullable Object... arguments) {
        update(sql, arguments);
        return first("SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
    }

    /// Several statements, as a migration holds them.
    void script(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw StoreException.of(file, e);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, column(arguments[i]));
        }
        return statement;
    }

    /// The far ends of time, which stand for "always" in queries, are as far as a column reaches.
    private static long millis(Instant instant) {
        return Math.abs((double) instant.getEpochSecond()) < Long.MAX_VALUE / 1000.0
                ? instant.toEpochMilli()
                : instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static @Nullable Object column(@Nullable Object argument) {
        return switch (argument) {
            case Optional<?> maybe -> column(maybe.orElse(null));
            case Instant instant -> millis(instant);
            case Boolean flag -> flag ? 1 : 0;
            case null -> null;
            default -> argument;
        };
    }
}
