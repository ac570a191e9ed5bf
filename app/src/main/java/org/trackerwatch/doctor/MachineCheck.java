package org.trackerwatch.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trackerwatch.store.Glance;

/// What the machine allows the program.
final class MachineCheck implements Check {

    private static final long LEAST_MEMORY = 128L << 20;
    private static final long COMFORTABLE_FILES = 256;

    /// With fewer the launcher starts nothing but the doctor.
    private static final long FEWEST_FILES = 128;

    private static final Pattern FILES = Pattern.compile("Max open files\\s+(\\d+)");

    @Override
    public String name() {
        return "machine";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var library = Finding.ok("SQLite " + Glance.sqlite() + " could be loaded.");
        return Stream.of(Optional.of(library), memory(), files()).flatMap(Optional::stream);
    }

    /// Of the container, in the second version of Linux's control groups and in the first.
    private static Optional<Finding> memory() {
        return content(Path.of("/sys/fs/cgroup/memory.max")).or(() -> content(Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"))).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf)
                .filter(limit -> limit < LEAST_MEMORY).map(limit -> Finding.warning("The container may use no more than " + SpaceCheck.size(limit) + " of memory.",
                        "Allow it " + SpaceCheck.size(LEAST_MEMORY) + " at least: it is killed where it needs more, and goes on where it was."));
    }

    private static Optional<Finding> files() {
        return content(Path.of("/proc/self/limits")).map(FILES::matcher).filter(found -> found.find()).map(found -> Long.valueOf(found.group(1)))
                .flatMap(MachineCheck::files);
    }

    static Optional<Finding> files(long limit) {
        var words = "No more than " + limit + " files and connections may be open at once";
        var remedy = "Raise it to 1024 (ulimit -n 1024, LimitNOFILE=1024 for systemd, --ulimit nofile=1024 for Docker): each poll and each message takes one.";
        return limit < FEWEST_FILES ? Optional.of(Finding.broken(words + ", so nothing but this command starts.", remedy))
                : Optional.of(Finding.warning(words + ".", remedy)).filter(_ -> limit < COMFORTABLE_FILES);
    }

    private static Optional<String> content(Path file) {
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
