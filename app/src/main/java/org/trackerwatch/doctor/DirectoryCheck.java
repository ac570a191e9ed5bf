package org.trackerwatch.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.trackerwatch.store.Disk;

/// Whether this user may use what lies in the directory, and whether it lies where it lasts.
final class DirectoryCheck implements Check {

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var directory = patient.config().directory();
        if (patient.isShutOut()) {
            return Stream.of(shut(directory));
        }
        if (!Files.exists(directory)) {
            return Stream.of(Finding.warning("There is no directory " + directory + ".", "It is made by the first command that keeps anything;"
                    + " if there should be one, name it with --config or TRACKERWATCH_CONFIG."));
        }
        if (!Files.isDirectory(directory)) {
            return Stream.of(Finding.broken(directory + " is a file.", "Name a directory with --config or TRACKERWATCH_CONFIG."));
        }
        try {
            var trouble = Stream.of(rights(directory), place(Files.getFileStore(directory), directory)).flatMap(List::stream).toList();
            return trouble.isEmpty() ? Stream.of(Finding.ok(directory + " belongs to " + owner(directory) + ", who may write to it."))
                    : trouble.stream();
        } catch (IOException e) {
            return Stream.of(Finding.broken(directory + " can't be looked at (" + e.getClass().getSimpleName() + ").", "Check the disk and its mount."));
        }
    }

    /// Nothing is advised that would take the directory from a daemon that runs.
    private static Finding shut(Path directory) {
        return Finding.broken(me() + ", who runs this, can't look into " + directory + (Files.exists(directory) ? ", which belongs to " + owner(directory) : "")
                + ". Nothing that lies there was looked at.", "Run the doctor as the user that runs trackerwatch"
                + (Files.exists(directory) ? ", most likely " + owner(directory) + ": sudo -u " + owner(directory) + " trackerwatch doctor" : "."));
    }

    private static List<Finding> rights(Path directory) throws IOException {
        var me = me();
        if (!Files.isReadable(directory) || !Files.isExecutable(directory) || !Files.isWritable(directory)) {
            return List.of(closed(directory, me));
        }
        var taken = taken(directory);
        if (!taken.isEmpty()) {
            return taken;
        }
        try (var files = Files.list(directory)) {
            var mine = files.filter(file -> String.valueOf(file.getFileName()).matches("trackerwatch\\.db.*|secret\\.key|trackerwatch\\.lock")).toList();
            var closed = mine.stream().filter(file -> !Files.isReadable(file) || !Files.isWritable(file)).toList();
            var others = mine.stream().filter(file -> !owner(file).equals(owner(directory))).toList();
            return Stream.concat(closed.stream().map(file -> Finding.broken(file + " can't be read and written by " + me + ", who runs this; it belongs to "
                    + owner(file) + ".", "Give it to the user that runs trackerwatch: chown " + me + " " + file)),
                    others.stream().filter(file -> !closed.contains(file)).map(file -> Finding.warning(file + " belongs to " + owner(file)
                            + ", the directory to " + owner(directory) + ".", "Run commands as the user that runs the daemon, and give the file back: chown "
                            + owner(directory) + " " + file))).toList();
        }
    }

    /// A right to write is no disk that takes it. That it is full is told of by another check.
    private static List<Finding> taken(Path directory) {
        if (Disk.isReadOnly(directory)) {
            return List.of(readOnly(directory));
        }
        return Disk.tried(directory).filter(trouble -> !Disk.FULL.equals(trouble)).map(trouble -> Finding.broken("A byte that was to be written to " + directory
                + " for a test was refused (" + trouble + ").", "Look at the kernel's log (dmesg), and check the disk, its mount and its quota.")).stream().toList();
    }

    private static Finding readOnly(Path directory) {
        return Finding.broken(directory + " lies on a disk that is mounted read-only.", Disk.REMEDY);
    }

    private static Finding closed(Path directory, String me) {
        return Disk.isReadOnly(directory) ? readOnly(directory)
                : Finding.broken(directory + " belongs to " + owner(directory) + " and can't be written to by " + me + ", who runs this.",
                "Run this as " + owner(directory) + ", if that is who runs trackerwatch. If it is to be " + me + ": stop it, then chown -R " + me + " "
                        + directory + ".");
    }

    /// By his number where the machine knows no name, as in a container that runs as any user.
    private static String me() {
        var name = System.getProperty("user.name");
        var process = Path.of("/proc/self");
        try {
            return name.equals("?") && Files.exists(process) ? String.valueOf(Files.getAttribute(process, "unix:uid")) : name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Finding> place(FileStore store, Path directory) {
        if (NetworkShare.is(store.type())) {
            return List.of(Finding.warning(NetworkShare.words(directory, store.type()), NetworkShare.REMEDY));
        }
        return store.type().equals("overlay") ? List.of(Finding.warning(directory + " lies inside the container, and goes with it.",
                "Mount a volume there.")) : List.of();
    }

    private static String owner(Path file) {
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
