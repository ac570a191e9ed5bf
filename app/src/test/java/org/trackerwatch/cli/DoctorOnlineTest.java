package org.trackerwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trackerwatch.SettableTime;
import tools.jackson.databind.JsonNode;

/// What the doctor asks of the network when he may.
final class DoctorOnlineTest {

    @TempDir
    private Path directory;

    private final SettableTime time = new SettableTime();
    private final MockWebServer server = new MockWebServer();
    private Program program;

    @BeforeEach
    void open() throws IOException {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        program = new Program(directory).at(time);
        assertEquals(0, program.piped("k3yOfOtters", "tracker", "add", "unit3d", "--name", "Otters", "--url", server.url("/").toString(), "--secret-stdin",
                "--no-check").status());
        assertEquals(0, program.piped(server.url("/hook/s3cret") + "\n", "target", "add", "webhook", "--name", "phone", "--url-stdin", "--allow-private",
                "--no-check").status());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode check(String name) {
        var answer = program.run("doctor", "--online", "--json");
        assertFalse(answer.both().contains("s3cret"), "a secret was shown");
        return answer.json().path("checks").valueStream().filter(check -> check.path("name").asString().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void no_tracker_is_asked_for_anything_and_nothing_is_sent_to_a_target() {
        assertEquals("ok", check("names").path("status").asString());
        assertTrue(check("doors").toString().contains("takes a connection. Nothing was sent."), () -> check("doors").toString());
        assertEquals(0, server.getRequestCount());
    }

    @Test
    void without_leave_nobody_is_asked() {
        assertFalse(program.run("doctor", "--json").out().contains("\"doors\""));
    }

    @Test
    void a_target_whose_host_takes_no_connection_is_named() throws IOException {
        int port = closedPort();
        program.piped("http://127.0.0.1:" + port + "/hook/s3cret\n", "target", "add", "webhook", "--name", "gone", "--url-stdin", "--allow-private", "--no-check");
        assertEquals("broken", check("doors").path("status").asString());
        assertTrue(check("doors").toString().contains("127.0.0.1 port " + port + " (“gone”) takes no connection."), () -> check("doors").toString());
    }

    private static int closedPort() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return closed.getLocalPort();
        }
    }

    @Test
    void a_name_that_no_name_server_knows_is_named() {
        program.piped("k3yOfLost", "tracker", "add", "unit3d", "--name", "Lost", "--url", "https://nobody.invalid/", "--secret-stdin", "--no-check");
        assertEquals("broken", check("names").path("status").asString());
        assertTrue(check("names").toString().contains("nobody.invalid (“Lost”)"), () -> check("names").toString());
    }

    @Test
    void a_clock_that_differs_from_the_control_check_s_is_told() {
        assertTrue(check("time").toString().contains("names no address to ask"));
        program.run("settings", "set", "control-check", server.url("/").toString());
        says(Duration.ZERO);
        assertEquals("ok", check("time").path("status").asString());
        says(Duration.ofMinutes(-3));
        var told = check("time").toString();
        assertTrue(told.contains("The clock is 3 min ahead of that of localhost."), told);
    }

    @Test
    void the_control_check_is_asked_in_trackerwatch_s_own_name() throws InterruptedException {
        program.run("settings", "set", "control-check", server.url("/").toString());
        says(Duration.ZERO);
        check("time");
        assertTrue(server.takeRequest().getHeaders().get("User-Agent").startsWith("trackerwatch/"));
    }

    private void says(Duration later) {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().plus(later).atOffset(ZoneOffset.UTC));
        server.enqueue(new MockResponse.Builder().addHeader("Date", date).build());
    }
}
