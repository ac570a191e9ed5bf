package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.web.Caller;
import org.trackerwatch.web.Pages;
import org.trackerwatch.web.Server;

/// The page's server, made beside the database.
@Timeout(30)
final class OpeningTest {

    @TempDir
    private Path directory;

    @Test
    void it_is_made_while_something_else_is() throws IOException {
        var elsewhere = new CountDownLatch(1);
        try (var opening = new Opening(() -> {
            awaited(elsewhere);
            return server(0);
        })) {
            elsewhere.countDown();
            assertTrue(isReached(opening.server().port()));
        }
    }

    @Test
    void one_that_nobody_came_for_is_closed() throws IOException {
        int port = freePort();
        new Opening(() -> server(port)).close();
        assertThrows(IOException.class, () -> isReached(port));
    }

    @Test
    void that_it_cannot_be_made_is_told_to_who_comes_for_it_and_to_nobody_else() {
        var opening = new Opening(() -> {
            throw new StoreException("The port is taken.");
        });
        assertEquals("The port is taken.", assertThrows(StoreException.class, opening::server).getMessage());
        opening.close();
    }

    @Test
    void of_a_database_and_a_port_that_cannot_be_used_the_database_is_told_of() throws IOException {
        Files.writeString(directory.resolve("trackerwatch.db"), "This is no database, and long enough to be taken for one.".repeat(200));
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var told = assertThrows(StoreException.class, () -> serve(taken.getLocalPort())).getMessage();
            assertTrue(told.contains("trackerwatch.db"), told);
        }
    }

    private void serve(int port) {
        var config = new Config(directory, directory.resolve("secret.key"), port, "127.0.0.1", "", ZoneOffset.UTC, Map.of());
        try (var app = App.open(config)) {
            app.serve(_ -> { });
        }
    }

    private static Server server(int port) {
        return Server.start(new Server.Wiring("127.0.0.1", port, "", (_, _) -> Caller.NOBODY, List.of(), new Pages()));
    }

    private static boolean isReached(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
