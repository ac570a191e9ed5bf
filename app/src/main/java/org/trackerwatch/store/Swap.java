package org.trackerwatch.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Puts another file in the database's place. It is decided by one renaming, to `trackerwatch.db.incoming`; whatever is
/// left to do then is done by whoever opens the database next. SQLite's log must never meet a database that it doesn't
/// belong to, so it goes aside with the old one.
///
/// For who is alone with the database, see [Presence].
final class Swap {

    private final Path database;
    private final Path incoming;

    Swap(Path database) {
        this.database = database;
        incoming = beside(".incoming");
    }

    boolean isPending() {
        return Files.exists(incoming);
    }

    /// From here on it is the database.
    ///
    /// @param ready a whole database in one file, beside the present one
    /// @param at    names what it replaces
    void decide(Path ready, Instant at) throws IOException {
        try (var channel = FileChannel.open(ready, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.setLastModifiedTime(ready, FileTime.from(at));
        Files.move(ready, incoming, StandardCopyOption.ATOMIC_MOVE);
        Private.force(database.toAbsolutePath().getParent());
    }

    /// Does what is left to do; may be interrupted and done again.
    ///
    /// @return where the database is that was replaced, if anything was
    Optional<Path> finish() throws IOException {
        if (!isPending()) {
            return Optional.empty();
        }
        var aside = aside();
        Files.deleteIfExists(beside("-shm"));
        for (var log : List.of("-wal", "-journal")) {
            move(beside(log), aside.resolveSibling(aside.getFileName() + log));
        }
        move(database, aside);
        Files.move(incoming, database, StandardCopyOption.ATOMIC_MOVE);
        Private.force(database.toAbsolutePath().getParent());
        return Optional.of(aside);
    }

    /// Where the present database will be, under a name that nothing has yet.
    private Path aside() throws IOException {
        var name = ".replaced-" + Backup.moment(Files.getLastModifiedTime(incoming).toInstant());
        var aside = beside(name);
        for (int nr = 2; Files.exists(aside); nr++) {
            aside = beside(name + "-" + nr);
        }
        return aside;
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path beside(String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }
}
