package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Puts a backup in the database's place. All is checked on a copy beside it first, and the copy is brought up to date
/// there, so that until [Swap] decides nothing has changed, and after it everything has.
///
/// @param keyFile where the key lies
public record Restore(Path database, Path keyFile) {

    /// What lies between two states of the disk. A test stops it at each.
    enum Step {
        COPIED, CHECKED, KEY_WRITTEN, DECIDED, DONE
    }

    /// Where the key comes from that opens the backup's secrets. It becomes the key.
    public sealed interface Key {
        /// The one that is there.
        record Present() implements Key {}

        /// The one that lies in the backup.
        record Enclosed() implements Key {}

        record InFile(Path file) implements Key {}
    }

    /// What came of it, or would.
    ///
    /// @param from       the backup
    /// @param settled    messages that wait in it and have gone out since
    /// @param doubtful   messages that wait in it and will be sent as possible duplicates
    /// @param carried    whether what happened since was known, from the database that it replaces
    /// @param replaced   where that one is now
    /// @param replacedKey where the key is that it needs, if it is not the same
    public record Restored(Inspection from, int settled, int doubtful, boolean carried, Optional<Path> replaced, Optional<Path> replacedKey) {}

    /// Only looks; a daemon may run.
    ///
    /// @throws StoreException in words for the user, if it could not be restored
    public Restored look(Path backup, Key key, Instant now) {
        var copy = beside(".looked-at");
        try {
            var checked = checked(backup, copy, key, now, _ -> {});
            return checked.outcome(Optional.empty(), Optional.empty());
        } finally {
            drop(copy);
        }
    }

    /// @throws StoreException in words for the user; then all is as it was
    public Restored restore(Path backup, Key key, Instant now, RandomGenerator random) {
        return restore(backup, key, now, random, _ -> {});
    }

    Restored restore(Path backup, Key key, Instant now, RandomGenerator random, Consumer<Step> reached) {
        try (var _ = Lock.take(database.toAbsolutePath().getParent())) {
            var done = replaced(backup, key, now, reached);
            try (var open = Database.open(database)) {
                KeyFile.readOrMake(keyFile, open, random);
            }
            reached.accept(Step.DONE);
            return done;
        }
    }

    private Restored replaced(Path backup, Key key, Instant now, Consumer<Step> reached) {
        var copy = beside(".restoring");
        try (var _ = Presence.alone(database)) {
            var swap = new Swap(database);
            swap.finish();
            var checked = checked(backup, copy, key, now, reached);
            boolean there = Files.exists(database);
            var oldKey = prepareKey(checked.key(), now);
            reached.accept(Step.KEY_WRITTEN);
            swap.decide(copy, now);
            reached.accept(Step.DECIDED);
            return checked.outcome(swap.finish().filter(_ -> there), oldKey);
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            drop(copy);
        }
    }

    private record Checked(Inspection from, Optional<byte[]> key, CarryOver.Waiting waiting, boolean carried) {

        Restored outcome(Optional<Path> replaced, Optional<Path> replacedKey) {
            return new Restored(from, waiting.settled(), waiting.doubtful(), carried, replaced, replacedKey);
        }
    }

    /// Makes the copy that will be the database.
    private Checked checked(Path backup, Path copy, Key key, Instant now, Consumer<Step> reached) {
        copy(backup, copy);
        reached.accept(Step.COPIED);
        var found = inspected(backup, copy);
        try (var session = Session.plain(copy)) {
            var enclosed = session.reading(EnclosedKey::get);
            session.writing(tx -> {
                EnclosedKey.drop(tx);
                Checksum.drop(tx);
                Database.upgrade(tx, copy);
                return copy;
            });
            var fitting = fitting(session, key(key, enclosed, backup), key);
            var carried = attached(session) ? carried(session, now) : Optional.<CarryOver.Waiting>empty();
            var waiting = carried.orElseGet(() -> session.writing(tx -> CarryOver.into(tx, false, now)));
            reached.accept(Step.CHECKED);
            return new Checked(found, fitting, waiting, carried.isPresent());
        }
    }

    /// Empty where the present database has another shape, or fails on the way.
    private static Optional<CarryOver.Waiting> carried(Session session, Instant now) {
        try {
            return Optional.of(session.writing(tx -> CarryOver.into(tx, true, now)));
        } catch (StoreException _) {
            return Optional.empty();
        } finally {
            session.execute("DETACH present");
        }
    }

    private static Inspection inspected(Path backup, Path copy) {
        Optional<String> cut;
        Inspection found;
        try {
            cut = asOneFile(copy);
            found = Inspection.of(copy).at(backup);
        } catch (StoreException e) {
            throw StoreException.caused("The backup " + backup + " can't be read: it is damaged, or no database of trackerwatch. Nothing was changed.", e);
        }
        var troubles = cut.map(List::of).orElse(found.troubles());
        if (!troubles.isEmpty()) {
            throw new StoreException("The backup " + backup + " is not intact. " + String.join(" ", troubles) + " Nothing was changed.");
        }
        if (found.format() > Database.FORMAT) {
            throw new StoreException("The backup " + backup + " was made by a newer version of trackerwatch (its format is " + found.format()
                    + ", this version knows " + Database.FORMAT + "). Nothing was changed; use that version.");
        }
        var strangers = Backups.strangers(copy);
        if (!strangers.isEmpty()) {
            throw new StoreException("The backup " + backup + " is not as trackerwatch made it. " + String.join(" ", strangers) + " Nothing was changed.");
        }
        return found;
    }

    /// What its log holds comes into it. That may fill up an end that is missing, so that is looked for before.
    ///
    /// @return what is missing, in words
    private static Optional<String> asOneFile(Path copy) {
        try (var session = Session.plain(copy)) {
            var cut = session.reading(tx -> Files.exists(copy.resolveSibling(copy.getFileName() + "-wal")) ? Optional.<String>empty() : Inspection.cut(tx, copy));
            session.execute("PRAGMA journal_mode = DELETE");
            return cut;
        }
    }

    private Optional<byte[]> key(Key key, Optional<byte[]> enclosed, Path backup) {
        return switch (key) {
            case Key.Present _ -> Files.exists(keyFile) ? Optional.of(KeyFile.required(keyFile)) : Optional.empty();
            case Key.InFile(var file) -> Optional.of(KeyFile.required(file));
            case Key.Enclosed _ -> Optional.of(enclosed.orElseThrow(() ->
                    new StoreException("The backup " + backup + " was made without the key. Nothing was changed.")));
        };
    }

    /// Everything that is sealed must open: a monitor that has forgotten its secrets would look restored, and be none.
    private Optional<byte[]> fitting(Session session, Optional<byte[]> master, Key key) {
        if (!session.reading(Sealed::isAny)) {
            return master;
        }
        var bytes = master.orElseThrow(() -> new StoreException("There is no key at " + keyFile + ", and the backup's secrets can't be opened without."
                + " Nothing was changed. Name the key that was in use when it was made with --key-file FILE."));
        var unreadable = session.reading(tx -> Sealed.unreadable(tx, Vault.opener(keyFile, bytes)));
        if (!unreadable.isEmpty()) {
            throw new StoreException("The key" + (key instanceof Key.Present ? " at " + keyFile : "") + " does not open " + unreadable.size()
                    + " of the backup's secrets: " + String.join(", ", unreadable) + ". Nothing was changed. Name the key that was in use"
                    + " when it was made with --key-file FILE.");
        }
        return master;
    }

    /// Whether the present database can be asked. A damaged one tells nothing reliable.
    private boolean attached(Session session) {
        if (!Files.exists(database)) {
            return false;
        }
        try {
            session.attach(database, "present");
        } catch (StoreException _) {
            return false;
        }
        boolean reliable = isReliable(session);
        if (!reliable) {
            session.execute("DETACH present");
        }
        return reliable;
    }

    private static boolean isReliable(Session session) {
        try {
            return session.reading(tx -> tx.first("PRAGMA present.quick_check(1)", row -> row.getString(1)).filter("ok"::equals).isPresent()
                    && CarryOver.isSameLineage(tx));
        } catch (StoreException _) {
            return false;
        }
    }

    /// The key that is there stays under another name: the database that is replaced needs it.
    private Optional<Path> prepareKey(Optional<byte[]> key, Instant now) {
        if (key.isEmpty() || Files.exists(keyFile) && Arrays.equals(KeyFile.required(keyFile), key.get())) {
            return Optional.empty();
        }
        var aside = Optional.of(keyFile).filter(Files::exists).map(file -> file.resolveSibling(file.getFileName() + ".replaced-" + Backup.moment(now)));
        aside.ifPresent(file -> KeyFile.write(file, KeyFile.required(keyFile)));
        KeyFile.write(KeyFile.next(keyFile), key.get());
        return aside;
    }

    /// With the log beside it, if it was copied from a running program with it.
    private static void copy(Path backup, Path copy) {
        drop(copy);
        if (!Files.isRegularFile(backup)) {
            throw new StoreException("There is no file " + backup + ".");
        }
        try {
            Private.directory(copy.toAbsolutePath().getParent());
            for (var part : List.of("", "-wal")) {
                var from = backup.resolveSibling(backup.getFileName() + part);
                if (Files.exists(from)) {
                    write(from, copy.resolveSibling(copy.getFileName() + part));
                }
            }
        } catch (IOException e) {
            drop(copy);
            throw unwritable(e);
        }
    }

    private static void write(Path from, Path to) throws IOException {
        Private.file(to);
        try (var out = Files.newOutputStream(to, StandardOpenOption.WRITE)) {
            Files.copy(from, out);
        }
    }

    private static StoreException unwritable(IOException cause) {
        return StoreException.caused("The backup could not be put in place (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")."
                + " Check that the disk has room and that the directory belongs to the user that runs trackerwatch.", cause);
    }

    private static void drop(Path copy) {
        try {
            for (var part : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(copy.resolveSibling(copy.getFileName() + part));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Path beside(String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }
}
