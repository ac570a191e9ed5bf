package org.trackerwatch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A file system of a few megabytes in memory, which a test fills to the last byte. Only the superuser can have one.
public final class SmallDisk {

    private static final int BLOCK = 1 << 16;

    final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /// Empty where this user may mount nothing.
    public static Optional<SmallDisk> mounted(Path directory, String size) throws IOException, InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", directory.toString())
                ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    }

    public void fill() {
        try (var out = Files.newOutputStream(directory.resolve("filler"))) {
            for (int size = BLOCK; size > 0; size = wrote(out, size) ? size : size / 2) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As above, but for so many bytes.
    public void fillBut(long left) throws IOException {
        fill();
        try (var filler = FileChannel.open(directory.resolve("filler"), StandardOpenOption.WRITE)) {
            filler.truncate(filler.size() - left);
        }
    }

    private static boolean wrote(OutputStream out, int size) {
        try {
            out.write(new byte[size]);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public void free() throws IOException {
        Files.delete(directory.resolve("filler"));
    }

    public void unmount() throws IOException, InterruptedException {
        if (!run("umount", "--lazy", directory.toString())) {
            throw new IOException("could not be unmounted: " + directory);
        }
    }

    static boolean run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
