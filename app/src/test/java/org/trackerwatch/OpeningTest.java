package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.store.Database;
import org.trackerwatch.store.StoreException;
import org.trackerwatch.trackers.Time;
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

    @Test
    void while_the_database_can_not_be_opened_the_program_is_alive_and_not_ready_and_says_so() throws Exception {
        Database.open(directory.resolve("trackerwatch.db")).close();
        int port = freePort();
        try (var app = App.open(config(port))) {
            Thread serving;
            try (var tool = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("trackerwatch.db")); var statement = tool.createStatement()) {
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");
                statement.execute("BEGIN EXCLUSIVE");
                serving = Thread.ofPlatform().start(() -> app.serve(_ -> { }));
                listens(port);

                assertEquals("{\"status\":\"live\"}", asked(port, "/health/live", 200));
                assertEquals("{\"status\":\"not_ready\",\"database\":false,\"loops\":false}", asked(port, "/health/ready", 503));
                assertEquals("{\"status\":\"error\"}", asked(port, "/ping", 503));
                var page = asked(port, "/");
                assertEquals(503, page.statusCode());
                assertEquals("5", page.headers().firstValue("Retry-After").orElseThrow());
                assertTrue(page.body().contains("The database is still being opened."), page.body());
            }
            asked(port, "/", 200);
            asked(port, "/ping", 200);
            app.stop();
            serving.join();
        }
    }

    @Test
    void while_the_database_is_locked_the_program_is_alive() throws Exception {
        try (var app = App.open(config(0)); var server = Serving.open(app, 0)) {
            app.database();
            var reads = new CountDownLatch(4);
            var done = new CountDownLatch(1);
            var readers = IntStream.range(0, 4).mapToObj(_ -> Thread.ofPlatform().start(() -> app.database().read(tx -> {
                reads.countDown();
                awaited(done);
                return tx;
            }))).toList();
            reads.await();
            assertEquals("{\"status\":\"live\"}", asked(server.port(), "/health/live", 200));
            done.countDown();
            for (var reader : readers) {
                reader.join();
            }
        }
    }

    private static String asked(int port, String path, int status) throws IOException, InterruptedException {
        var answer = asked(port, path);
        assertEquals(status, answer.statusCode(), answer::body);
        return answer.body();
    }

    private static HttpResponse<String> asked(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void listens(int port) throws InterruptedException {
        while (true) {
            try {
                isReached(port);
                return;
            } catch (IOException _) {
                Time.SYSTEM.sleep(Duration.ofMillis(20));
            }
        }
    }

    private void serve(int port) {
        try (var app = App.open(config(port))) {
            app.serve(_ -> { });
        }
    }

    private Config config(int port) {
        return new Config(directory, directory.resolve("secret.key"), port, "127.0.0.1", "", ZoneOffset.UTC, Map.of());
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
