package org.trackerwatch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Why a disk takes nothing, in words for the user. Looked at only where something was refused: neither SQLite nor Java tells
/// a full or a read-only disk from others in all cases.
public final class Disk {

    public static final String FULL = "The disk is full. Free some space; nothing is lost that was stored before.";

    /// Whoever mounted it so knows what to do; whoever did not must look for the reason first.
    public static final String REMEDY = "If nobody meant that, the system did it because the disk fails: look at the kernel's log (dmesg), check the disk,"
            + " then mount it so that it can be written to. Nothing is lost that was stored before.";

    /// SQLite's shared memory takes half of it, and it reports a failed disk where that finds no room.
    private static final long LEAST = 64L << 10;

    /// As the system sees this process's; the last one of a place covers those before.
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    /// What Linux calls a disk that it has closed by itself: of ext4 the mount still counts as writable since Linux 6.15.
    private static final List<String> CLOSED = List.of("ro", "emergency_ro");

    private Disk() {}

    /// What is wrong with it, with what to do; empty if it is none of the two.
    static Optional<String> trouble(Path directory) {
        return isReadOnly(directory) ? Optional.of(readOnly(directory)) : isFull(directory) ? Optional.of(FULL) : Optional.empty();
    }

    static String readOnly(Path directory) {
        return "The disk of " + directory + " is mounted read-only. " + REMEDY;
    }

    /// As above, of what was refused just now. A disk that takes no more files has space, too.
    static Optional<String> trouble(Path directory, IOException refused) {
        return isOutOfSpace(directory, refused) ? Optional.of(FULL) : trouble(directory);
    }

    private static boolean isOutOfSpace(Path directory, IOException refused) {
        return String.valueOf(refused.getMessage()).endsWith("No space left on device") || isFull(directory);
    }

    /// Whether so little is left that nothing can be opened, let alone written.
    static boolean isFull(Path directory) {
        return leaves(directory, LEAST);
    }

    /// Some file systems don't say what they have: those are full when a commit fails. Looked up without the list of all mounts,
    /// which Java's newer way reads each time.
    static boolean leaves(Path directory, long lessThan) {
        var there = directory.toFile();
        return there.getTotalSpace() > 0 && there.getUsableSpace() < lessThan;
    }

    /// Whether nothing there can be written, whoever asks.
    public static boolean isReadOnly(Path directory) {
        try {
            var place = directory.toRealPath().toString();
            return Files.exists(MOUNTS) ? options(place).anyMatch(CLOSED::contains) : Files.getFileStore(directory).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    /// Writes a byte, which nobody ever sees: what a disk says of itself is one thing, what it takes another.
    ///
    /// @return why it could not be written
    public static Optional<String> tried(Path directory) {
        var file = directory.resolve("trackerwatch.tried");
        try (var channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE), Private.OF_FILES)) {
            channel.write(ByteBuffer.allocate(1));
            channel.force(true);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(isOutOfSpace(directory, e) ? FULL : e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Stream<String> options(String place) throws IOException {
        return new String(Files.readAllBytes(MOUNTS), StandardCharsets.UTF_8).lines().map(line -> line.split(" "))
                .filter(mount -> mount.length > 3 && holds(unescaped(mount[1]), place))
                .reduce((one, next) -> next[1].length() < one[1].length() ? one : next).stream()
                .flatMap(mount -> Arrays.stream(mount[3].split(",")));
    }

    private static boolean holds(String mount, String place) {
        return mount.equals("/") || place.equals(mount) || place.startsWith(mount + "/");
    }

    private static String unescaped(String mount) {
        return mount.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    }
}
