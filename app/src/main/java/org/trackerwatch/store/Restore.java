package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Puts a backup in the database's place. All is checked on a copy beside it first, and the copy is brought up to date
/// there, so that until [Swap] decides nothing has changed, and after it everything has.
///
/// @param keyFile where the key lies
/// @param trusted whether one is restored that no key proves and that holds secrets, or lets somebody in; it is told where and whom
public record Restore(Path database, Path keyFile, Predicate<List<String>> trusted) {

    /// One that trusts in proofs alone.
    public Restore(Path database, Path keyFile) {
        this(database, keyFile, _ -> false);
    }

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
    /// @param meanwhile  whether what happened since was known, from the database that it replaces
    /// @param replaced   where that one is now
    /// @param replacedKey where the key is that it needs, if it is not the same
    /// @param brokenKey  where that is which lay in the key's place, and was no key
    /// @param locked     whether the page has no password any more, as its second factor could not be taken over
    /// @param proven     whether who made it had the key
    /// @param diversions of one that is not proven: where its secrets go, as far as that is another place than now
    /// @param unreadable what of its past can't be read, in words for the user; all else works
    public record Restored(Inspection from, int settled, int doubtful, Meanwhile meanwhile, Optional<Path> replaced, Optional<Path> replacedKey,
                           Optional<Path> brokenKey, boolean locked, boolean proven, List<String> diversions, List<String> unreadable) {}

    /// Only looks; a daemon may run.
    ///
    /// @throws StoreException in words for the user, if it could not be restored
    public Restored look(Path backup, Key key, Instant now, RandomGenerator random) {
        var copy = RestoreCopy.lookedAt(database);
        try {
            var checked = checked(backup, copy, key, now, random, _ -> {});
            return checked.outcome(Optional.empty(), Optional.empty());
        } catch (StoreException e) {
            throw RestoreCopy.told(e, backup, copy);
        } finally {
            RestoreCopy.drop(copy);
        }
    }

    /// @throws StoreException in words for the user; then all is as it was
    public Restored restore(Path backup, Key key, Instant now, RandomGenerator random) {
        return restore(backup, key, now, random, _ -> {});
    }

    Restored restore(Path backup, Key key, Instant now, RandomGenerator random, Consumer<Step> reached) {
        try (var _ = Lock.take(database.toAbsolutePath().getParent())) {
            var done = replaced(backup, key, now, random, reached);
            try (var open = Database.open(database)) {
                KeyFile.readOrMake(keyFile, open, random);
            }
            reached.accept(Step.DONE);
            return done;
        }
    }

    private Restored replaced(Path backup, Key key, Instant now, RandomGenerator random, Consumer<Step> reached) {
        var copy = RestoreCopy.restoring(database);
        try (var _ = Presence.alone(database)) {
            var swap = new Swap(database);
            swap.finish();
            var place = new RestoredKey(keyFile);
            if (!key.equals(new Key.InFile(KeyFile.next(keyFile)))) {
                place.settle(database);
            }
            var checked = checked(backup, copy, key, now, random, reached);
            refuseIfDoubtful(backup, checked);
            boolean there = Files.exists(database);
            var aside = place.prepare(checked.key(), now);
            reached.accept(Step.KEY_WRITTEN);
            swap.decide(copy, now);
            reached.accept(Step.DECIDED);
            var replaced = swap.finish().filter(_ -> there);
            checked.key().ifPresent(place::place);
            return checked.outcome(replaced, aside);
        } catch (IOException e) {
            throw RestoreCopy.unwritable(e);
        } catch (StoreException e) {
            throw RestoreCopy.told(e, backup, copy);
        } finally {
            RestoreCopy.drop(copy);
        }
    }

    /// @param doubtful whether somebody may have changed where its secrets go, or whom it lets in
    private record Checked(Inspection from, Optional<byte[]> key, CarryOver.Waiting waiting, Meanwhile meanwhile, boolean doubtful, List<String> diversions,
                           List<String> unreadable) {

        Restored outcome(Optional<Path> replaced, Optional<RestoredKey.Aside> aside) {
            return new Restored(from, waiting.settled(), waiting.doubtful(), meanwhile, replaced,
                    aside.filter(RestoredKey.Aside::isKey).map(RestoredKey.Aside::file), aside.filter(key -> !key.isKey()).map(RestoredKey.Aside::file),
                    waiting.locked(), Proof.by(key, from.proof()) == Proof.State.RIGHT, diversions, unreadable);
        }
    }

    private void refuseIfDoubtful(Path backup, Checked checked) {
        if (checked.doubtful && !trusted.test(checked.diversions)) {
            throw new StoreException("Nothing was changed. That the backup " + backup + " is as trackerwatch made it is not proven by your key, as it is of"
                    + " those that this version makes. If you know where it comes from and what it holds, restore it with --unproven.");
        }
    }

    /// Makes the copy that will be the database.
    private Checked checked(Path backup, Path copy, Key key, Instant now, RandomGenerator random, Consumer<Step> reached) {
        RestoreCopy.make(backup, copy);
        reached.accept(Step.COPIED);
        var found = RestoreCopy.inspected(backup, copy);
        try (var session = Session.plain(copy)) {
            var enclosed = session.reading(EnclosedKey::get);
            session.writing(tx -> {
                EnclosedKey.drop(tx);
                Checksum.drop(tx);
                Database.upgrade(tx, copy);
                return copy;
            });
            var fitting = fitting(session, key(key, enclosed, backup), key, enclosed.isPresent());
            refuseNonsense(session, backup);
            name(session, fitting);
            boolean doubtful = isDoubtful(session, Proof.by(fitting, found.proof()), backup);
            var present = attached(session);
            boolean attached = present == Meanwhile.KNOWN || present == Meanwhile.NEWER;
            var diversions = doubtful ? diversions(session, attached) : List.<String>of();
            var carried = attached ? carried(session, CarriedFactor.with(keyFile, fitting, random), now) : Optional.<CarryOver.Waiting>empty();
            var waiting = carried.orElseGet(() -> session.writing(tx -> CarryOver.into(tx, Optional.empty(), now)));
            reached.accept(Step.CHECKED);
            return new Checked(found, fitting, waiting, meanwhile(present, carried.isPresent()), doubtful, diversions, session.reading(Unreadable::in));
        }
    }

    /// Without secrets it has nothing to send anywhere, and without keys and passwords nobody to let in.
    private static boolean isDoubtful(Session session, Proof.State proof, Path backup) {
        return switch (proof) {
            case RIGHT -> false;
            case NONE -> session.reading(tx -> Sealed.isAny(tx) || Diversions.letsAnybodyIn(tx));
            case WRONG -> throw new StoreException("The backup " + backup + " was changed by somebody who does not have your key: its checksum fits, but its"
                    + " proof does not. Nothing was changed. Take another one.");
        };
    }

    private static void refuseNonsense(Session session, Path backup) {
        var nonsense = session.reading(Nonsense::in);
        if (!nonsense.isEmpty()) {
            throw new StoreException("The backup " + backup + " holds what trackerwatch never writes and can't read. " + String.join(" ", nonsense) + " Nothing was changed.");
        }
    }

    private static List<String> diversions(Session session, boolean attached) {
        try {
            return session.reading(tx -> Diversions.of(tx, attached));
        } catch (StoreException _) {
            return session.reading(tx -> Diversions.of(tx, false));
        }
    }

    /// Empty where the present database has another shape. A full disk says nothing of that one, and what was changed and
    /// withdrawn since is not forgotten for it.
    private static Optional<CarryOver.Waiting> carried(Session session, CarriedFactor factor, Instant now) {
        try {
            return Optional.of(session.writing(tx -> CarryOver.into(tx, Optional.of(factor), now)));
        } catch (StoreException e) {
            return switch (e.trouble()) {
                case OTHER, SEALED, DAMAGED -> Optional.empty();
                case FULL, READ_ONLY, LOCKED, DENIED, DISK -> throw StoreException.caused("Nothing was changed: what happened since the backup can't be taken over. "
                        + e.getMessage(), e);
            };
        } finally {
            session.execute("DETACH present");
        }
    }

    /// Much of a newer version's may be readable none the less.
    private static Meanwhile meanwhile(Meanwhile present, boolean carried) {
        return carried ? Meanwhile.KNOWN : present == Meanwhile.KNOWN ? Meanwhile.UNREADABLE : present;
    }

    private Optional<byte[]> key(Key key, Optional<byte[]> enclosed, Path backup) {
        return switch (key) {
            case Key.Present _ -> Files.exists(keyFile) ? Optional.of(present(enclosed.isPresent())) : Optional.empty();
            case Key.InFile(var file) -> Optional.of(KeyFile.required(file));
            case Key.Enclosed _ -> Optional.of(enclosed.orElseThrow(() ->
                    new StoreException("The backup " + backup + " was made without the key. Nothing was changed.")));
        };
    }

    private byte[] present(boolean enclosed) {
        try {
            return KeyFile.required(keyFile);
        } catch (StoreException e) {
            throw StoreException.caused(e.getMessage() + " Nothing was changed. " + (enclosed ? "This backup holds its key: restore it with --with-key."
                    : "Or name a good one with --key-file FILE, and it takes that place."), e);
        }
    }

    /// A backup in which nothing is sealed may have been begun with any key.
    private static void name(Session session, Optional<byte[]> master) {
        session.writing(tx -> {
            SealKey.forget(tx);
            master.ifPresent(key -> SealKey.set(tx, key));
            return tx;
        });
    }

    /// Everything that is sealed must open: a monitor that has forgotten its secrets would look restored, and be none.
    private Optional<byte[]> fitting(Session session, Optional<byte[]> master, Key key, boolean enclosed) {
        var remedy = enclosed && !(key instanceof Key.Enclosed) ? "It holds its key: restore it with --with-key." : "Name the key that was in use when it was made with --key-file FILE.";
        if (!session.reading(Sealed::isAny)) {
            return master;
        }
        var bytes = master.orElseThrow(() -> new StoreException("There is no key at " + keyFile + ", and the backup's secrets can't be opened without."
                + " Nothing was changed. " + remedy));
        var unreadable = session.reading(tx -> Sealed.unreadable(tx, Vault.opener(keyFile, bytes)));
        if (!unreadable.isEmpty()) {
            throw new StoreException("The key" + (key instanceof Key.Present ? " at " + keyFile : "") + " does not open " + unreadable.size()
                    + " of the backup's secrets: " + String.join(", ", unreadable) + ". Nothing was changed. " + remedy);
        }
        return master;
    }

    /// Whether the present database can be asked. A damaged one tells nothing reliable.
    private Meanwhile attached(Session session) {
        if (!Files.exists(database)) {
            return Meanwhile.NO_DATABASE;
        }
        try {
            session.attach(database, "present");
        } catch (StoreException _) {
            return Meanwhile.UNREADABLE;
        }
        var present = present(session);
        if (present == Meanwhile.ANOTHER || present == Meanwhile.UNREADABLE) {
            session.execute("DETACH present");
        }
        return present;
    }

    private static Meanwhile present(Session session) {
        try {
            return session.reading(tx -> {
                boolean whole = tx.first("PRAGMA present.quick_check(1)", row -> row.getString(1)).filter("ok"::equals).isPresent();
                int format = tx.first("PRAGMA present.user_version", row -> row.getInt(1)).orElse(0);
                return !whole ? Meanwhile.UNREADABLE : !CarryOver.isSameLineage(tx) ? Meanwhile.ANOTHER : format > Database.FORMAT ? Meanwhile.NEWER : Meanwhile.KNOWN;
            });
        } catch (StoreException _) {
            return Meanwhile.UNREADABLE;
        }
    }
}
