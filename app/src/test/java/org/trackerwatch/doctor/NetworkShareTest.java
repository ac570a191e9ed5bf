package org.trackerwatch.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkShareTest {

    @TempDir
    private Path directory;

    /// As Linux names them in `/proc/mounts`, where Java has them from.
    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph"})
    void a_disk_of_another_machine_is_told(String type) {
        assertTrue(NetworkShare.is(type));
        assertEquals("/config lies on a network share (" + type + "), where locks can't be relied on.", NetworkShare.words(Path.of("/config"), type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "fuseblk", "fuse.mergerfs", "fuse.shfs"})
    void a_disk_of_this_machine_is_not(String type) {
        assertFalse(NetworkShare.is(type));
    }

    @Test
    void what_lies_here_is_no_share_and_what_is_nowhere_neither() {
        assertEquals(Optional.empty(), NetworkShare.warning(directory));
        assertEquals(Optional.empty(), NetworkShare.warning(directory.resolve("nowhere")));
    }
}
