package org.trackerwatch.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.store.Symptoms;

/// Whether the key is there, is the right one, and is nobody else's.
final class KeyCheck implements Check {

    private static final String RIGHT_ONE = "Put the key file back that belongs to this database, from wherever it was kept; without it every key,"
            + " cookie and webhook has to be entered again.";

    private static final String UNUSED_ONE = "If the daemon is started with TRACKERWATCH_KEY_FILE, name the same file here. Else put the key back from"
            + " wherever it was kept; if it is lost, make a new one: trackerwatch key rotate";

    private static final String DAMAGED_ONES = "The key is the right one, since it opens the others: these were changed in the database, by a failing disk or"
            + " by hand. Restore the last backup (trackerwatch restore), and have a look at the disk.";

    private static final int NAMED = 5;

    @Override
    public String name() {
        return "key";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var file = patient.config().keyFile();
        long sealed = patient.asked(Symptoms::sealed).orElse(0L);
        if (patient.asked(tx -> Symptoms.isKeyWaiting(tx, file)).orElse(false)) {
            return Stream.of(Finding.warning("A change of the key was interrupted; the new one lies beside " + file + " and fits.",
                    "Start trackerwatch, or run any command (trackerwatch tracker list): that puts the new key in its place. Remove neither file before."));
        }
        if (sealed == 0 && Files.exists(file) && patient.asked(tx -> Symptoms.isKeyAmiss(tx, file)).orElse(false)) {
            return Stream.of(Finding.broken(file + " holds no key, or another one than the database was begun with; nothing is sealed yet.", UNUSED_ONE));
        }
        if (!Files.exists(file)) {
            return Stream.of(sealed == 0 ? missing(patient, file) : Finding.broken("The key file " + file + " is missing, and " + sealed + " secrets are sealed with it.", RIGHT_ONE));
        }
        return Stream.of(fitting(patient, file, sealed));
    }

    private static Finding missing(Patient patient, Path file) {
        return patient.asked(tx -> Symptoms.isKeyAmiss(tx, file)).orElse(false)
                ? Finding.broken("The key file " + file + " is missing, which the database was begun with; nothing is sealed yet.", UNUSED_ONE)
                : Finding.ok("There is no key file yet; it is made when the first secret is kept.");
    }

    private static Finding fitting(Patient patient, Path file, long sealed) {
        List<String> closed;
        try {
            closed = patient.asked(tx -> Symptoms.unreadable(tx, file)).orElse(List.of());
        } catch (StoreException e) {
            return Finding.broken(String.valueOf(e.getMessage()), RIGHT_ONE);
        }
        if (!closed.isEmpty()) {
            return Finding.broken(closed.size() + " of " + sealed + " secrets can't be opened with " + file + ": "
                    + String.join(", ", closed.subList(0, Math.min(NAMED, closed.size()))) + (closed.size() > NAMED ? " …" : "."), closed.size() < sealed ? DAMAGED_ONES : RIGHT_ONE);
        }
        return open(file).orElseGet(() -> Finding.ok(file + " fits " + (sealed == 1 ? "the one secret" : "all " + sealed + " secrets") + "."));
    }

    private static Optional<Finding> open(Path file) {
        try {
            var rights = EnumSet.noneOf(PosixFilePermission.class);
            rights.addAll(Files.getPosixFilePermissions(file));
            rights.retainAll(EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ));
            return rights.isEmpty() ? Optional.empty() : Optional.of(Finding.warning(file + " can be read by other users of this machine.",
                    "The next start takes that from them, if the file is its own; else: chmod 600 " + file + ". Where a network share allows no such rights, keep it elsewhere (TRACKERWATCH_KEY_FILE)."));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
