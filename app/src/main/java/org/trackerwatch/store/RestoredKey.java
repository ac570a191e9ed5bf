package org.trackerwatch.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The place of the key while a backup is restored, which may need another one than lies there.
record RestoredKey(Path file) {

    /// What lay there, and where it is now.
    ///
    /// @param isKey whether it was a key; else it was empty, cut short or a directory
    record Aside(Path file, boolean isKey) {}

    /// Completes a change of keys or a restore that was interrupted, as the next start would: the key that waits would be
    /// overwritten here, and nothing else opens the database that is about to be replaced.
    void settle(Path database) {
        KeyFile.whole(KeyFile.next(file)).filter(_ -> isWaiting(database)).ifPresent(key -> KeyFile.place(file, key));
    }

    private boolean isWaiting(Path database) {
        if (!Files.exists(database)) {
            return false;
        }
        try (var glance = Glance.at(database)) {
            return glance.read(tx -> Symptoms.isKeyWaiting(tx, file));
        } catch (StoreException _) {
            return false;
        }
    }

    /// Lays the key beside its place. What lies there stays under another name: the database that is replaced may need it, and
    /// what is broken is not ours to throw away.
    Optional<Aside> prepare(Optional<byte[]> key, Instant now) {
        var present = KeyFile.whole(file);
        if (key.isEmpty() || present.filter(there -> Arrays.equals(there, key.get())).isPresent()) {
            return Optional.empty();
        }
        var aside = Optional.of(KeyFile.beside(file, ".replaced-" + Backup.moment(now))).filter(_ -> Files.exists(file));
        aside.ifPresent(other -> KeyFile.setAside(file, other));
        KeyFile.write(KeyFile.next(file), key.get());
        return aside.map(other -> new Aside(other, present.isPresent()));
    }

    /// Puts it in its place, if it was laid beside it.
    void place(byte[] key) {
        if (KeyFile.whole(KeyFile.next(file)).filter(next -> Arrays.equals(next, key)).isPresent()) {
            KeyFile.place(file, key);
        }
    }
}
