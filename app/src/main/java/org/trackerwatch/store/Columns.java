package org.trackerwatch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Reads columns that are not plain numbers and texts, or may be NULL.
final class Columns {

    private Columns() {}

    static Instant at(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> maybeAt(ResultSet row, String column) throws SQLException {
        return number(row, column).map(Instant::ofEpochMilli);
    }

    static Optional<Duration> maybeMillis(ResultSet row, String column) throws SQLException {
        return number(row, column).map(Duration::ofMillis);
    }

    static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /// Enums are kept as words in lower case.
    static <E extends Enum<E>> E word(Class<E> kind, ResultSet row, String column) throws SQLException {
        return Enum.valueOf(kind, row.getString(column).toUpperCase(Locale.ROOT));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
