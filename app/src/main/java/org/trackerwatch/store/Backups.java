package org.trackerwatch.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes and finds copies of the database, while it is written to: pollers and commands wait for nothing. A copy has
/// its final name only when it is whole, was read back and lies on the disk.
///
/// It holds what is free in the database's file neither: SQLite writes it anew, row by row.
public final class Backups {

    static final String CHECK = "Check that the directory belongs to the user that runs trackerwatch, and that the disk is not mounted read-only.";

    private final Path database;
    private final Path keyFile;

    /// Of one whose key lies where it does by itself.
    ///
    /// @param database its file, whether any part of this program has it open or not
    public Backups(Path database) {
        this(database, database.resolveSibling("secret.key"));
    }

    /// @param keyFile by which it is proved later that a copy is one of this program's
    public Backups(Path database, Path keyFile) {
        this.database = database;
        this.keyFile = keyFile;
    }

    /// Where the user wants them.
    public Path folder(Transaction tx) {
        return database.toAbsolutePath().getParent().resolve(Setting.BACKUP_FOLDER.in(tx));
    }

    /// Makes one under a name that tells when and what for.
    ///
    /// @param folder made if it is missing
    /// @param key    the key's file, if the key is to lie in it
    /// @throws StoreException in words for the user; then nothing is left of it
    public Inspection make(Path folder, Backup.Occasion occasion, Optional<Path> key, Instant now) {
        return inTurn(folder.resolve(name(occasion, now) + (key.isPresent() ? "-with-key" : "") + Backup.ENDING), BackupPlace::counted, key);
    }

    /// The same without the key, by who has the turn already.
    Inspection make(BackupTurn held, Path folder, Backup.Occasion occasion, Instant now) {
        var wanted = folder.resolve(name(occasion, now) + Backup.ENDING);
        return told(wanted, () -> made(held, wanted, BackupPlace::counted, Optional.empty()));
    }

    /// Makes one under the name that the user wants.
    ///
    /// @throws StoreException in words for the user, if the file is there already; then nothing is left of it
    public Inspection make(Path file, Optional<Path> key) {
        return inTurn(file, BackupPlace::named, key);
    }

    private Inspection inTurn(Path wanted, BackupPlace.Claim claim, Optional<Path> key) {
        return told(wanted, () -> {
            try (var turn = BackupTurn.of(database)) {
                return made(turn, wanted, claim, key);
            }
        });
    }

    @FunctionalInterface
    private interface Making {
        Inspection made() throws IOException;
    }

    private static Inspection told(Path wanted, Making making) {
        try {
            return making.made();
        } catch (IOException e) {
            throw failed(wanted, e.getClass().getSimpleName() + ": " + e.getMessage() + ". " + CHECK, e);
        } catch (StoreException e) {
            throw failed(wanted, String.valueOf(e.getMessage()), e);
        }
    }

    private Inspection made(BackupTurn held, Path wanted, BackupPlace.Claim claim, Optional<Path> key) throws IOException {
        var folder = wanted.toAbsolutePath().getParent();
        BackupPlace.ready(folder, Files.size(database), held.isOnlyOneIn(folder));
        var file = claim.of(wanted);
        var unfinished = BackupPlace.unfinished(file);
        try {
            return whole(file, unfinished, key);
        } catch (IOException | StoreException e) {
            BackupPlace.drop(unfinished, e);
            throw e;
        }
    }

    private Inspection whole(Path file, Path unfinished, Optional<Path> key) throws IOException {
        copy(unfinished, key);
        verified(unfinished);
        Checksum.write(unfinished, master(unfinished));
        var found = verified(unfinished);
        force(unfinished);
        BackupPlace.refuseIfThere(file);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        Private.force(file.toAbsolutePath().getParent());
        return found.at(file);
    }

    /// Those of a folder by their names, the newest first. A missing folder has none.
    public static List<Backup> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).flatMap(file -> Backup.of(file).stream())
                    .sorted(Backup.NEWEST_FIRST).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("The backups in " + folder + " can't be listed (" + e.getClass().getSimpleName() + ").");
        }
    }

    /// What the key says of one, if there is a key.
    public Proof.State proof(Inspection found) {
        return Proof.by(KeyFile.fitting(keyFile, Optional.empty()), found.proof());
    }

    /// The key there is does not open it. One that holds its own needs no other, and one of old doesn't say which it needs.
    public boolean isOfOtherKey(Inspection found) {
        if (found.withKey() || KeyFile.fitting(keyFile, Optional.empty()).isEmpty()) {
            return false;
        }
        try (var session = Session.look(found.file())) {
            var needed = session.reading(SealKey::known);
            return needed.isPresent() && KeyFile.fitting(keyFile, needed).isEmpty();
        }
    }

    /// All that keeps it from being restored but a key that doesn't fit; in words for the user.
    public static List<String> troubles(Path file) {
        try {
            var found = Inspection.of(file);
            return !found.isGood() ? found.troubles() : found.format() > Database.FORMAT ? List.of("It was made by a newer version of trackerwatch.")
                    : strangers(file);
        } catch (StoreException e) {
            return List.of(e.trouble() == StoreException.Trouble.DAMAGED
                    ? "It is damaged or cut short, so it can't be restored. Take another one." : String.valueOf(e.getMessage()));
        }
    }

    /// What no version of trackerwatch makes: its tables, triggers and views if they are others, and values longer than any of
    /// its own; in words for the user.
    ///
    /// @param file whole, and of no newer version
    public static List<String> strangers(Path file) {
        try (var session = Session.look(file)) {
            return session.reading(tx -> {
                var strangers = Shape.strangers(tx, Database.migrations(Migrations.done(tx)));
                return strangers.isEmpty() ? Lengths.beyond(tx) : strangers;
            });
        }
    }

    /// The newest that is whole, of whatever occasion: what a damaged database is best replaced by.
    public static Optional<Inspection> lastGood(Path folder) {
        return firstGood(list(folder));
    }

    public static Optional<Inspection> firstGood(List<Backup> backups) {
        return backups.stream().flatMap(backup -> inspected(backup.file()).stream()).findFirst();
    }

    /// What a database is best replaced by that can't say itself which are its own, as others may have theirs in the same folder:
    /// the newest that is whole and that the key opens, or else the newest that is whole. What is dated in the future comes last.
    public Optional<Inspection> best(Path folder, Instant now) {
        var backups = list(folder).stream().sorted(Comparator.comparing(backup -> backup.made().isAfter(now))).toList();
        return backups.stream().flatMap(backup -> inspected(backup.file()).stream()).filter(found -> !isOfOtherKey(found)).findFirst().or(() -> firstGood(backups));
    }

    /// Empty if it is damaged, or none of ours.
    public static Optional<Inspection> inspected(Path file) {
        try {
            return Optional.of(Inspection.of(file)).filter(Inspection::isGood);
        } catch (StoreException _) {
            return Optional.empty();
        }
    }

    private String name(Backup.Occasion occasion, Instant now) {
        return "trackerwatch-" + Backup.moment(now) + switch (occasion) {
            case ASKED_FOR -> "";
            case SCHEDULED -> "-scheduled";
            case UPGRADE -> "-upgrade-" + format() + "-to-" + Database.FORMAT;
        };
    }

    private int format() {
        try (var session = Session.open(database, false)) {
            return session.reading(Migrations::done);
        }
    }

    private void copy(Path to, Optional<Path> key) {
        try (var source = Session.open(database, false)) {
            var before = source.reading(Census::of);
            written(source, to);
            before.compare(source.reading(Census::of), rowsIn(to));
        }
        key.map(KeyFile::required).ifPresent(bytes -> {
            try (var copy = Session.plain(to)) {
                copy.writing(tx -> {
                    EnclosedKey.put(tx, bytes);
                    return to;
                });
            }
        });
    }

    /// The key that the copy is proved with. Of a database whose key is lost, a backup is made none the less.
    private Optional<byte[]> master(Path copy) {
        try (var session = Session.look(copy)) {
            return KeyFile.fitting(keyFile, session.reading(SealKey::known));
        }
    }

    /// It is the disk of the copy that is full, whatever SQLite calls it.
    private static void written(Session source, Path to) {
        try {
            source.into(to);
        } catch (StoreException e) {
            throw e.trouble() == StoreException.Trouble.FULL ? StoreException.caused("The disk of " + to.toAbsolutePath().getParent()
                    + " is full. Free some space, or choose another disk.", e) : e;
        }
    }

    private static Map<String, Long> rowsIn(Path copy) {
        try (var session = Session.look(copy)) {
            return session.reading(Inspection::rows);
        }
    }

    private static Inspection verified(Path copy) {
        var found = Inspection.of(copy);
        if (!found.isGood()) {
            throw new StoreException(String.join(" ", found.troubles()) + " The database itself may be damaged; “trackerwatch doctor”"
                    + " looks at it.");
        }
        return found;
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static StoreException failed(Path file, String why, Exception cause) {
        return StoreException.caused("The backup " + file + " was not made. " + why, cause);
    }
}
