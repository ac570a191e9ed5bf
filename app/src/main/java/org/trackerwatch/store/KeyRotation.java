package org.trackerwatch.store;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Seals everything with a new key, as is due when somebody may have seen the old one. No other program has the
/// database open meanwhile, so none goes on with the old key.
///
/// @param keyFile where the key lies
/// @param to      where the new one is to lie, if the present one is where nothing can be written
public record KeyRotation(Path database, Path keyFile, Optional<Path> to) {

    /// What lies between two states of the disk. A test stops it at each.
    enum Step {
        BEGUN, WRITTEN, SEALED, PLACED
    }

    /// What came of it.
    ///
    /// @param resealed how many secrets
    /// @param kept     where the old key is
    public record Rotated(int resealed, Path key, Optional<Path> kept) {}

    /// @param keep where the old key is to be kept, for backups made before; it must not be there yet
    /// @throws StoreException in words for the user; then nothing has changed
    public Rotated rotate(Optional<Path> keep, RandomGenerator random) {
        return rotate(keep, random, _ -> {});
    }

    Rotated rotate(Optional<Path> keep, RandomGenerator random, Consumer<Step> reached) {
        try (var _ = Lock.take(database.toAbsolutePath().getParent())) {
            var old = settled(random);
            try (var _ = Presence.alone(database)) {
                reached.accept(Step.BEGUN);
                return changed(old, keep, random, reached);
            }
        }
    }

    /// Beside the key, under a name with the moment.
    public Path former(String moment) {
        return KeyFile.beside(keyFile, "." + moment);
    }

    /// Completes or undoes what was interrupted before, and brings the tables up to date.
    private byte[] settled(RandomGenerator random) {
        try (var open = Database.open(database)) {
            return KeyFile.readOrMakeAnew(keyFile, open, random);
        }
    }

    private Rotated changed(byte[] old, Optional<Path> keep, RandomGenerator random, Consumer<Step> reached) {
        var next = new byte[KeyFile.BYTES];
        random.nextBytes(next);
        var written = to.orElseGet(() -> KeyFile.next(keyFile));
        prepare(old, keep, written, next);
        reached.accept(Step.WRITTEN);
        int resealed = resealed(new Vault(keyFile, old, random), new Vault(keyFile, next, random), next, written, keep);
        reached.accept(Step.SEALED);
        if (to.isEmpty()) {
            KeyFile.place(keyFile, next);
        }
        reached.accept(Step.PLACED);
        return new Rotated(resealed, to.orElse(keyFile), to.isPresent() ? Optional.of(keyFile) : keep);
    }

    private void prepare(byte[] old, Optional<Path> keep, Path written, byte[] next) {
        to.ifPresent(KeyRotation::refuseIfThere);
        keep.ifPresent(KeyRotation::refuseIfThere);
        if (to.isEmpty() && !Files.isWritable(keyFile)) {
            throw readOnly();
        }
        try {
            KeyFile.write(written, next);
        } catch (StoreException e) {
            throw to.isPresent() ? e : readOnly();
        }
        try {
            keep.ifPresent(file -> KeyFile.write(file, old));
        } catch (StoreException e) {
            KeyFile.drop(written);
            throw e;
        }
    }

    private int resealed(Vault from, Vault into, byte[] next, Path written, Optional<Path> kept) {
        try (var session = Session.open(database, false)) {
            session.reading(tx -> Sealed.unreadable(tx, from)).stream().reduce((one, other) -> one + ", " + other).ifPresent(unreadable -> {
                throw new StoreException("Nothing was changed: with the present key these can't be opened: " + unreadable
                        + ". Enter them again or remove them, then rotate the key.");
            });
            return session.writing(tx -> {
                SealKey.set(tx, next);
                tx.leaveNoTrace();
                return Sealed.reseal(tx, from, into);
            });
        } catch (StoreException e) {
            dropIfUnused(written, kept, next, e);
            throw e;
        }
    }

    /// A failure after the commit leaves a database that needs the new key. Where that can't be told, both keys stay:
    /// the next start sees which one fits. Else nothing has changed, and a second copy of the key is one too many.
    private void dropIfUnused(Path written, Optional<Path> kept, byte[] next, StoreException cause) {
        try (var session = Session.open(database, false)) {
            if (!session.reading(tx -> SealKey.fits(SealKey.id(tx), next))) {
                KeyFile.drop(written);
                kept.ifPresent(KeyFile::drop);
            }
        } catch (StoreException e) {
            cause.addSuppressed(e);
        }
    }

    private static void refuseIfThere(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException("There is a file " + file + " already, and it is not overwritten. Nothing was changed.");
        }
    }

    private StoreException readOnly() {
        return new StoreException("The key file " + keyFile + " can't be replaced where it is: it, or its directory, can't be written to."
                + " Nothing was changed. Say where the new key is to lie with --to FILE, then give that file as TRACKERWATCH_KEY_FILE.");
    }
}
