package org.trackerwatch.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the system tells of signals.
final class Signals {

    private Signals() {}

    /// Whether this process ignores a signal, as one does that a shell has put into the background: its children, and Java in
    /// them, then ignore it, too.
    static boolean isIgnored(int number) throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> number - 1 & 1) == 1);
    }
}
