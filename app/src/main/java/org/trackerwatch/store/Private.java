package org.trackerwatch.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and directories that only their owner may look into. On a file system without such rights they are as it
/// makes them.
final class Private {

    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---r--r--");

    private static final boolean POSIX = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");

    static final FileAttribute<?>[] OF_FILES = rights("rw-------");
    private static final FileAttribute<?>[] OF_DIRECTORIES = rights("rwx------");

    private Private() {}

    /// Makes the file, empty, unless it is there.
    static void file(Path file) throws IOException {
        try {
            Files.createFile(file, OF_FILES);
        } catch (FileAlreadyExistsException e) {
            return;
        }
    }

    /// Makes the directory, with those above it, unless it is there.
    static void directory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, OF_DIRECTORIES);
        }
    }

    /// Takes an existing directory from everybody but its owner.
    static void close(Path directory) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    static boolean isReadableByOthers(Path file) throws IOException {
        return POSIX && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    static void tighten(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /// Makes sure that a file's name outlasts a power failure, not only its content.
    static void force(Path directory) throws IOException {
        if (POSIX) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] rights(String rights) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
