package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// The one file that everything lasts in. Writers take turns, inside this process by a lock and beside other processes
/// by `BEGIN IMMEDIATE`; readers see a consistent state and wait for nobody.
///
/// `synchronous=FULL`: in WAL mode `NORMAL` may lose the last commits when the power fails, and with them the mark that
/// an alert was sent.
public final class Database implements AutoCloseable {

    /// In order; never renamed, never edited once released. `user_version` counts how many were applied.
    private static final List<String> MIGRATIONS = List.of("001-registry", "002-history", "003-outbox", "004-links",
            "005-calm", "006-incidents", "007-news-of-targets", "008-acknowledged", "009-web", "010-order",
            "011-instance", "012-safe", "013-tallies", "014-kept", "015-strips");

    /// What this version makes of a database, as `user_version` counts.
    public static final int FORMAT = MIGRATIONS.size();

    /// Each has a page cache of its own, so a crowd of readers takes turns.
    private static final int READERS = 4;

    private final Path file;
    private final Presence presence;
    private final Session writer;
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<Session> readers = new ConcurrentLinkedDeque<>();
    private final Semaphore seats = new Semaphore(READERS);
    private final Reserve reserve;
    private volatile boolean damaged;
    private volatile Optional<String> refusal = Optional.empty();

    private Database(Path file, Presence presence, Session writer) {
        this.file = file;
        this.presence = presence;
        this.writer = writer;
        this.reserve = new Reserve(file.toAbsolutePath());
    }

    /// Opens the file and brings it to this version's shape in one transaction. If it is missing it is made, with its
    /// directory, for nobody else to read; what SQLite keeps beside it gets the same rights.
    ///
    /// @throws StoreException if it can't be opened, is damaged, was lost, or was written by a newer version
    public static Database open(Path file) {
        return open(file, file.resolveSibling("secret.key"));
    }

    /// @param key that belongs to it: if it is there, so has been the database
    public static Database open(Path file, Path key) {
        var presence = made(file, key);
        try {
            return new Database(file, presence, upToDate(file, key));
        } catch (RuntimeException e) {
            presence.close();
            throw e;
        }
    }

    private static Session upToDate(Path file, Path key) {
        var session = Session.open(file, false);
        try {
            if (session.reading(tx -> Migrations.isBehind(tx, file, MIGRATIONS))) {
                Upgrade.of(file, key, session, MIGRATIONS);
            }
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
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
            refuseIfDamaged();
            return writer.writing(work);
        } catch (StoreException e) {
            throw noted(e);
        } finally {
            turn.unlock();
        }
    }

    /// What the disk holds back for the day when it is full.
    public Reserve reserve() {
        return reserve;
    }

    /// Whether the file has been found damaged. Nothing is written to it from then on, so nothing is asked or sent either:
    /// what can't be written down would be asked and sent again and again.
    public boolean isDamaged() {
        return damaged;
    }

    /// Reads all pages, but compares no index with its table, which takes much longer.
    ///
    /// @throws StoreException if they don't fit together
    public void inspect() {
        var found = read(tx -> tx.query("PRAGMA quick_check(1)", row -> row.getString(1)));
        if (!found.equals(List.of("ok"))) {
            throw noted(StoreException.damaged(file));
        }
    }

    /// Why the disk took nothing when it was last to; empty if nothing is known against it.
    public Optional<String> refusal() {
        return refusal;
    }

    /// Where the disk took nothing, lets it take what is there already. To be called again and again: what only reads never
    /// finds out. A row that is as before SQLite would not write.
    ///
    /// @throws StoreException if it still takes nothing
    public void retry() {
        if (refusal.isPresent()) {
            write(tx -> tx.script("PRAGMA user_version = " + FORMAT));
            refusal = Optional.empty();
        }
    }

    private void refuseIfDamaged() {
        if (damaged) {
            throw StoreException.damaged(file);
        }
    }

    private StoreException noted(StoreException trouble) {
        switch (trouble.trouble()) {
            case FULL -> reserve.giveUp();
            case DAMAGED -> damaged = true;
            case READ_ONLY, DENIED, DISK -> refusal = Optional.of(String.valueOf(trouble.getMessage()));
            case LOCKED, SEALED, OTHER -> { }
        }
        return trouble;
    }

    /// Everything in it sees the same state, whatever is written meanwhile. Not nested.
    public <T> T read(Function<Transaction, T> work) {
        seats.acquireUninterruptibly();
        try {
            var pooled = readers.poll();
            var reader = pooled == null ? Session.open(file, true) : pooled;
            try {
                return reader.reading(work);
            } finally {
                readers.push(reader);
            }
        } catch (StoreException e) {
            throw noted(e);
        } finally {
            seats.release();
        }
    }

    /// Brings all that was committed into the one file, and empties the log beside it.
    public void checkpoint() {
        turn.lock();
        try {
            writer.checkpoint();
        } finally {
            turn.unlock();
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
            presence.close();
        } finally {
            turn.unlock();
        }
    }

    private static Presence made(Path file, Path key) {
        try {
            Private.directory(file.toAbsolutePath().getParent());
            finishSwap(file);
            Loss.refuse(file, key);
            var presence = Presence.announce(file);
            RestoreCopy.sweep(file);
            Private.file(file);
            return presence;
        } catch (IOException e) {
            throw StoreException.unmade(file, e);
        }
    }

    private static void finishSwap(Path file) throws IOException {
        var swap = new Swap(file);
        if (swap.isPending()) {
            try (var _ = Presence.alone(file)) {
                swap.finish();
            }
        }
    }

    /// Those that make a database of a format.
    static List<String> migrations(int format) {
        return MIGRATIONS.subList(0, format);
    }

    /// Brings a database that nobody uses to this version's shape.
    static void upgrade(Transaction tx, Path file) {
        Migrations.apply(tx, file, MIGRATIONS);
    }
}
