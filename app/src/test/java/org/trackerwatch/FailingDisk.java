package org.trackerwatch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// A small disk that turns read-only at a word, as ext4 does by itself when it finds itself damaged. Only the superuser of a
/// machine with loop devices can have one.
final class FailingDisk implements AutoCloseable {

    private static final long BYTES = 48L << 20;

    final Path directory;
    private final Path image;

    private FailingDisk(Path directory, Path image) {
        this.directory = directory;
        this.image = image;
    }

    /// Ends the test where there can be none.
    static FailingDisk mounted(Path below) throws IOException, InterruptedException {
        var disk = new FailingDisk(Files.createDirectory(below.resolve("disk")), below.resolve("image"));
        try (var file = new RandomAccessFile(disk.image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        Assumptions.assumeTrue(SmallDisk.run("mkfs.ext4", "-q", "-F", disk.image.toString())
                && SmallDisk.run("mount", "-o", "loop,errors=remount-ro", disk.image.toString(), disk.directory.toString()),
                "only the superuser can mount a disk that fails, where there are loop devices");
        var trigger = disk.trigger();
        if (trigger.isEmpty()) {
            disk.close();
        }
        Assumptions.assumeTrue(trigger.isPresent(), "this kernel does not let ext4 fail at a word");
        return disk;
    }

    void fail() throws IOException {
        Files.writeString(trigger().orElseThrow(), "A test.");
    }

    private Optional<Path> trigger() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream().filter(line -> line.contains(" " + directory + " ")).findFirst()
                .map(line -> Path.of("/sys/fs/ext4").resolve(Path.of(line.substring(0, line.indexOf(' '))).getFileName()).resolve("trigger_fs_error"))
                .filter(Files::exists);
    }

    @Override
    public void close() throws IOException {
        try {
            if (!SmallDisk.run("umount", "--lazy", directory.toString())) {
                throw new IOException("could not be unmounted: " + directory);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
