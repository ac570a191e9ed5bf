package org.trackerwatch.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trackerwatch.Api;
import org.trackerwatch.report.Json;

/// What no route ever sees is refused in the same form as all else.
@Timeout(60)
final class UnheardTest {

    private static final String HOST = "Host: localhost|";

    private static Api api;

    @BeforeAll
    static void open(@TempDir Path directory) {
        api = Api.in(directory);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String answer(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", api.address().getPort())) {
            socket.getOutputStream().write((request.replace("|", "\r\n") + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        for (var header : Always.HEADERS.entrySet()) {
            assertTrue(answer.contains(header.getKey() + ": " + header.getValue() + "\r\n"), answer);
        }
        assertTrue(answer.contains("Cache-Control: no-store\r\n") && answer.contains("Content-Type: application/problem+json"), answer);
        var problem = Json.read(answer.substring(answer.indexOf("\r\n\r\n") + 4).replaceFirst("^[0-9a-f]+\r\n", "").replaceFirst("\r\n0\r\n\r\n$", "").getBytes(StandardCharsets.UTF_8));
        assertEquals(status, problem.get("status").asInt());
        assertFalse(problem.get("detail").asString().isEmpty());
        assertFalse(answer.contains("Jetty") || answer.contains("sneaky"), answer);
    }

    @ParameterizedTest
    @CsvSource({
            "/%00, 400", "/%2e%2e/sneaky, 400", "/..;/sneaky, 400", "/%2, 400", "/sneaky%ff, 400"
    })
    void an_address_that_can_be_read_in_two_ways(String path, int status) throws IOException {
        assertProblem(status, answer("GET " + path + " HTTP/1.1|" + HOST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/%2e%2e/sneaky", "/..;/sneaky", "/%2", "/sneaky%ff", "/a//../b%2f", "/nothing", "/api/v1/nothing", "/api/v1/settings/x/y"})
    void a_bad_address_that_is_only_asked_about_is_answered_without_a_body(String path) throws IOException {
        var answer = answer("HEAD " + path + " HTTP/1.1|" + HOST);
        assertTrue(answer.startsWith("HTTP/1.1 4") && answer.endsWith("\r\n\r\n"), answer);
        assertEquals(answer.length() - 4, answer.indexOf("\r\n\r\n"), answer);
        assertTrue(answer.contains("Content-Type: application/problem+json") && answer.contains("Content-Security-Policy: "), answer);
    }

    @ParameterizedTest
    @CsvSource({
            "Host;|, 400", "Host: localhost|Host: sneaky|, 400", "Host: localhost|Content-Length: 1|Transfer-Encoding: chunked|, 400",
            "Host: localhost|Content-Length: sneaky|, 400", "Host: local host|, 400", "'', 400", "Host: localhost|sneaky|, 400"
    })
    void headers_that_break_the_rules(String headers, int status) throws IOException {
        assertProblem(status, answer("POST /api/v1/session HTTP/1.1|" + headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ", "fffffffffffffffff"})
    void a_body_in_pieces_of_no_length(String length) throws IOException {
        assertProblem(400, answer("POST /api/v1/session HTTP/1.1|" + HOST + "Transfer-Encoding: chunked|Content-Type: application/json||" + length + "|"));
    }

    @Test
    void what_is_too_long() throws IOException {
        assertProblem(431, answer("GET / HTTP/1.1|" + HOST + "X: " + "s".repeat(17_000) + "|"));
        assertProblem(414, answer("GET /" + "s".repeat(17_000) + " HTTP/1.1|" + HOST));
    }

    @Test
    void what_is_no_http_that_is_spoken_here() throws IOException {
        assertProblem(505, answer("GET / HTTP/3.7|" + HOST));
        assertProblem(400, answer("sneaky|" + HOST));
    }

    @Test
    void nobody_is_connected_on() throws IOException {
        var answer = answer("CONNECT example.org:443 HTTP/1.1|Host: example.org:443|");
        assertTrue(answer.matches("(?s)HTTP/1.1 4\\d\\d .*") && answer.contains("Content-Security-Policy: ") && answer.contains("application/problem+json"), answer);
    }
}
