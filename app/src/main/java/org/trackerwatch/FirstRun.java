package org.trackerwatch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trackerwatch.cli.Commands;
import org.trackerwatch.cli.terminal.Terminal;
import org.trackerwatch.trackers.Time;

/// What the build runs once in the linked folder: the daemon, until it was asked for what every browser asks for first and
/// says that its loops go round. The classes that are loaded on the way are kept ready for every later start.
final class FirstRun {

    private static final List<String> ASKED = List.of("/", "/api/v1/setup");
    private static final String WELL = "/health/ready";
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int TRIES = 600;

    private FirstRun() {}

    /// @param arguments the directory to use
    public static void main(String... arguments) throws IOException {
        Main.prepare();
        int port = freePort();
        Thread.ofPlatform().start(() -> System.exit(isServed(port) ? 0 : 1));
        var own = Terminal.system();
        var terminal = new Terminal(own.in(), own.out(), own.err(), Map.of("TRACKERWATCH_PORT", String.valueOf(port)), Optional.empty());
        Commands.run(terminal, Doors.real(), "--config", arguments[0], "serve");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isServed(int port) {
        return comesTo(port, ASKED.getFirst()) && ASKED.stream().allMatch(path -> isAnswered(port, path)) && comesTo(port, WELL);
    }

    private static boolean comesTo(int port, String path) {
        try {
            for (int tries = 0; tries < TRIES && !isAnswered(port, path); tries++) {
                Time.SYSTEM.sleep(BETWEEN_TRIES);
            }
            return isAnswered(port, path);
        } catch (InterruptedException _) {
            return false;
        }
    }

    /// Over a plain socket: the classes of a client would be kept, too.
    private static boolean isAnswered(int port, String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).startsWith("HTTP/1.1 200 ");
        } catch (IOException _) {
            return false;
        }
    }
}
