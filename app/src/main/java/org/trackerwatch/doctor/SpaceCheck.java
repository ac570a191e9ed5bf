package org.trackerwatch.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.trackerwatch.core.ValueText;
import org.trackerwatch.trackers.ByteSize;

/// Whether there is room to write on.
final class SpaceCheck implements Check {

    /// A commit takes less, a backup of a large database more.
    private static final long NEEDED = 16L << 20;
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
            return Stream.of(judged(there, Files.getFileStore(there).getUsableSpace()));
        } catch (IOException e) {
            return Stream.of(Finding.warning("How much of the disk of " + there + " is free can't be told.", "Check its mount."));
        }
    }

    private static Finding judged(Path there, long free) {
        var words = size(free) + " of the disk of " + there + " are free.";
        if (free < NEEDED) {
            return Finding.broken(words, "Free some space: nothing is polled while the disk is full, and goes on by itself when it isn't.");
        }
        return free < COMFORTABLE ? Finding.warning(words, "Free some space before it is full.") : Finding.ok(words);
    }

    static String size(long bytes) {
        return ValueText.show(ByteSize.exact(bytes), ZoneOffset.UTC);
    }
}
