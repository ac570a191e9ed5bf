package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Who keeps a database locked, as Linux tells it in `/proc/locks`. Nobody on other systems; and of programs outside of a
/// container the inside learns nothing.
public final class Holders {

    /// `3: POSIX  ADVISORY  WRITE 4242 fe:00:1048601 120 120`
    private static final Pattern LOCK = Pattern.compile("\\d+:\\s+\\S+\\s+\\S+\\s+(READ|WRITE)\\s+(-?\\d+)\\s+\\S+:(\\d+)\\s+(\\d+)\\s+(\\S+)");

    /// The byte of the `-shm` file that SQLite's one writer locks.
    private static final long WRITER = 120;

    /// The bytes that its readers lock, each of whom keeps the log from beginning anew.
    private static final long FIRST_READER = 123;

    private Holders() {}

    /// Whoever else writes: `process 4242 (rsync)`.
    public static Optional<String> writing(Path database) {
        return named(locks(database).stream().filter(lock -> lock.first <= WRITER && lock.last >= WRITER && lock.exclusive).toList());
    }

    /// Whoever else reads.
    public static Optional<String> reading(Path database) {
        return named(locks(database).stream().filter(lock -> lock.last >= FIRST_READER).toList());
    }

    private record Held(boolean exclusive, long process, String inode, long first, long last) {}

    private static List<Held> locks(Path database) {
        try (var lines = Files.lines(Path.of("/proc/locks"))) {
            var inode = String.valueOf(Files.getAttribute(database.resolveSibling(database.getFileName() + "-shm"), "unix:ino"));
            return lines.flatMap(line -> held(line).stream()).filter(lock -> lock.inode.equals(inode)).toList();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static Optional<Held> held(String line) {
        var lock = LOCK.matcher(line.strip());
        return lock.matches() ? Optional.of(new Held(lock.group(1).equals("WRITE"), Long.parseLong(lock.group(2)), lock.group(3),
                Long.parseLong(lock.group(4)), lock.group(5).equals("EOF") ? Long.MAX_VALUE : Long.parseLong(lock.group(5))))
                : Optional.empty();
    }

    private static Optional<String> named(List<Held> locks) {
        var names = locks.stream().map(Held::process).filter(id -> id > 0 && id != ProcessHandle.current().pid()).distinct()
                .map(id -> "process " + id + name(id)).collect(Collectors.joining(", "));
        return Optional.of(names).filter(text -> !text.isEmpty());
    }

    private static String name(long process) {
        try {
            return " (" + Files.readString(Path.of("/proc/" + process + "/comm")).strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
