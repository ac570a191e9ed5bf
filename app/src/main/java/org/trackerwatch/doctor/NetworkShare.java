package org.trackerwatch.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// A directory on another machine's disk. Locks, and the memory beside the database that its users share, need one machine's
/// file system; with a share that only seems to have them, two programs that write at once damage the database.
public final class NetworkShare {

    static final String REMEDY = "Keep it on a disk of this machine: two programs that write at once could damage the database.";

    private static final Set<String> TYPES = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.rclone", "fuse.s3fs",
            "fuse.glusterfs", "glusterfs", "ceph", "fuse.ceph", "davfs", "fuse.davfs2", "lustre", "afs", "beegfs");

    private NetworkShare() {}

    /// What is to be said of it at the start; empty if it is none, or can't be told.
    public static Optional<String> warning(Path directory) {
        try {
            return Optional.of(Files.getFileStore(directory).type()).filter(NetworkShare::is).map(type -> words(directory, type) + " " + REMEDY);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static boolean is(String type) {
        return TYPES.contains(type);
    }

    static String words(Path directory, String type) {
        return directory + " lies on a network share (" + type + "), where locks can't be relied on.";
    }
}
