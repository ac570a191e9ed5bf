package org.trackerwatch.numbers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.trackerwatch.trackers.Time;

/// The linked program as its user starts it, in a process of its own.
final class Built implements AutoCloseable {

    private static final String PAGE = "GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int KIB = 1024;

    private final Process process;
    private final int port;
    private final Duration start;

    /// @param memory as the system counts it, in bytes: what of the program is in memory (files it has mapped and shares
    ///               with others, too), that share of it which is its own, and what no file could give back
    record Memory(long rss, long pss, long anonymous) {}

    private Built(Process process, int port, long begun) throws IOException, InterruptedException {
        this.process = process;
        this.port = port;
        while (!shows()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the program ended; see its log");
            }
            Time.SYSTEM.sleep(LOOK);
        }
        start = Duration.ofNanos(System.nanoTime() - begun);
    }

    /// Returns with its first page.
    ///
    /// @param folder the linked one
    static Built start(Path folder, Path directory, Map<String, String> environment) throws IOException, InterruptedException {
        int port = free();
        var builder = new ProcessBuilder(folder.resolve("bin/trackerwatch").toString(), "--config", directory.toString(), "serve");
        builder.environment().put("TRACKERWATCH_PORT", String.valueOf(port));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(directory.resolveSibling(directory.getFileName() + ".log").toFile());
        long begun = System.nanoTime();
        return new Built(builder.start(), port, begun);
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean shows() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(PAGE.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).startsWith("HTTP/1.1 200");
        } catch (IOException _) {
            return false;
        }
    }

    /// From the call of the program to its first page.
    Duration start() {
        return start;
    }

    int port() {
        return port;
    }

    /// Time that the machine's processors worked for it so far, its threads that have ended included.
    Duration processor() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    Memory memory() throws IOException {
        Map<String, Long> sizes;
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup"))) {
            sizes = lines.skip(1).map(line -> line.split(":\\s+| kB")).filter(parts -> parts.length > 1)
                    .collect(Collectors.toMap(parts -> parts[0], parts -> Long.parseLong(parts[1]) * KIB));
        }
        return new Memory(sizes.get("Rss"), sizes.get("Pss"), sizes.get("Anonymous"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
