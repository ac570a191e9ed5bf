package org.trackerwatch.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.store.Reserve;
import org.trackerwatch.trackers.ByteSize;

/// Whether there is room to write on.
final class SpaceCheck implements Check {

    /// With less, nothing is polled, unless the daemon has its reserve; a backup of a large database takes more.
    private static final long NEEDED = 16L << 20;
    private static final long SCARCE = 1L << 20;
    private static final long FEWEST_FILES = 100;
    private static final long COMFORTABLE = 200L << 20;

    @Override
    public String name() {
        return "space";
    }

    @Override
    public Stream<Finding> look(Patient patient) {
        var there = patient.config().directory();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Stream.concat(Stream.of(judged(there, Files.getFileStore(there).getUsableSpace(), Reserve.isKept(patient.config().database()))), files(there).stream());
        } catch (IOException e) {
            return Stream.of(Finding.warning("How much of the disk of " + there + " is free can't be told.", "Check its mount."));
        }
    }

    private static Finding judged(Path there, long free, boolean reserved) {
        var words = size(free) + " of the disk of " + there + " are free.";
        if (free < (reserved ? SCARCE : NEEDED)) {
            return Finding.broken(words, "Free 16 MiB or more: nothing is polled until then; it goes on by itself.");
        }
        return free < COMFORTABLE ? Finding.warning(words, "Free some space before it is full.") : Finding.ok(words);
    }

    /// Java can't count them, so the system's own command does, where there is one. Some file systems have no such number.
    private static Optional<Finding> files(Path there) {
        return inodes(there).filter(free -> free < FEWEST_FILES).map(free -> Finding.broken("The disk of " + there + " takes no more than " + free
                + " new files, however much of it is free (inodes).", "Remove what nobody needs of the many small files on it: df -i"));
    }

    private static Optional<Long> inodes(Path there) {
        try {
            var asked = new ProcessBuilder("stat", "-f", "-c", "%c %d", there.toString()).redirectErrorStream(true).start();
            var words = new String(asked.getInputStream().readNBytes(200), StandardCharsets.UTF_8).strip();
            return words.matches("[1-9]\\d{0,17} \\d{1,18}") ? Optional.of(Long.valueOf(words.split(" ")[1])) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static String size(long bytes) {
        return ValueText.show(ByteSize.exact(bytes), ZoneOffset.UTC);
    }
}
