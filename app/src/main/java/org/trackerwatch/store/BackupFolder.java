package org.trackerwatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;

/// Whether backups can lie in a folder. It is tried rather than computed: rights, quotas and read-only mounts have too many
/// ways to be. What is made for that is gone afterwards.
public final class BackupFolder {

    /// File systems that show the system itself, and keep nobody's files.
    private static final Set<String> OF_THE_SYSTEM = Set.of("proc", "sysfs", "devpts", "devtmpfs", "cgroup", "cgroup2", "securityfs", "debugfs", "tracefs", "mqueue", "pstore");

    private BackupFolder() {}

    /// @throws IllegalArgumentException in words for the user
    public static void judge(Path folder) {
        var there = nearest(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(there)) {
            throw refused(folder, there + " is no folder; name another one");
        }
        try {
            var type = Files.getFileStore(there).type();
            if (OF_THE_SYSTEM.contains(type)) {
                throw refused(folder, there + " belongs to the system, which keeps no files there (" + type + "); name another folder");
            }
            Files.delete(Files.createTempDirectory(there, ".trackerwatch-"));
        } catch (IOException e) {
            throw refused(folder, there + " can't be written to by " + System.getProperty("user.name") + ", who runs this (" + e.getClass().getSimpleName()
                    + "); give it to that user, or name another folder");
        }
    }

    /// What there is of the path.
    private static Path nearest(Path folder) {
        var there = folder;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static IllegalArgumentException refused(Path folder, String why) {
        return new IllegalArgumentException("No backup could be made in " + folder + ": " + why + ". Nothing was changed.");
    }
}
