package org.trackerwatch.web.browser;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.trackerwatch.web.Showcase;

/// The directory of a year that has passed, of which each process of a build takes a copy. Maven tests in several, and
/// passing a year takes each of them longer than all its tests that look at it.
final class PassedYear {

    static final long SEED = 7;

    /// Says which build is running; nothing, where a test is started by itself.
    private static final String RUN = System.getProperty("org.trackerwatch.run", "");

    private static final Path MASTER = Path.of("target", "year");
    private static final Path OF = MASTER.resolve("of");

    private PassedYear() {}

    /// @param directory an empty one
    static void into(Path directory) throws IOException {
        if (RUN.isEmpty()) {
            Showcase.fill(directory, SEED);
        } else {
            awaitMaster();
            copy(MASTER, directory);
        }
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Whoever comes first makes it while the others wait. One of an earlier build may be of other code.
    private static void awaitMaster() throws IOException {
        Files.createDirectories(MASTER);
        try (var file = FileChannel.open(MASTER.resolveSibling("year.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
             var _ = file.lock()) {
            if (!Files.exists(OF) || !Files.readString(OF).equals(RUN)) {
                delete(MASTER);
                Files.createDirectories(MASTER);
                Showcase.fill(MASTER, SEED);
                Files.writeString(OF, RUN);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.skip(1).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
