package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// The database as it lies there, whoever uses it meanwhile and whatever is wrong with it: looked at without making, bringing
/// up to date or changing anything.
public final class Glance implements AutoCloseable {

    /// More of SQLite's findings help nobody.
    private static final int FINDINGS = 3;

    private final Path file;
    private final Session session;

    private Glance(Path file, Session session) {
        this.file = file;
        this.session = session;
    }

    /// @throws StoreException if it can't be opened, or is no database
    public static Glance at(Path file) {
        var session = size(log(file)) > 0 ? Session.glance(file) : Session.look(file);
        try {
            session.reading(Migrations::done);
            return new Glance(file, session);
        } catch (StoreException e) {
            session.close();
            throw e;
        }
    }

    /// The version of SQLite.
    public static String sqlite() {
        try (var session = Session.inMemory()) {
            return session.reading(tx -> tx.first("SELECT sqlite_version()", row -> row.getString(1))).orElseThrow();
        }
    }

    public <T> T read(Function<Transaction, T> work) {
        return session.reading(work);
    }

    public boolean isOurs() {
        return session.reading(Migrations::isOurs);
    }

    public int format() {
        return session.reading(Migrations::done);
    }

    /// Whether it is of this version, so that all tables are as this version knows them.
    public boolean isCurrent() {
        return isOurs() && format() == Database.FORMAT;
    }

    /// Whether it is of an older version, and will be brought up to date.
    public boolean isBehind() {
        return isOurs() && format() < Database.FORMAT;
    }

    /// What SQLite finds wrong with its pages and indexes; all of them are read.
    public List<String> damage() {
        return session.reading(tx -> tx.query("PRAGMA integrity_check(" + FINDINGS + ")", row -> row.getString(1))).stream()
                .filter(finding -> !finding.equals("ok")).map(finding -> finding.replace('\n', ' ')).toList();
    }

    /// Of the file, in bytes.
    public long size() {
        return size(file);
    }

    /// Of what is not yet in the file.
    public long logSize() {
        return size(log(file));
    }

    @Override
    public void close() {
        session.close();
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
