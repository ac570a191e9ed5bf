package org.trackerwatch.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trackerwatch.report.Json;

/// Those who mean ill, by bare sockets.
@Timeout(30)
final class LimitsTest {

    /// Long enough for an honest request on a machine that has other things to do.
    private static final Duration ROUND = Duration.ofMillis(700);
    private static final String GET = "GET /slow/0 HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private Optional<Server> server = Optional.empty();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.ifPresent(Server::close);
    }

    private void serve(int all, int each) {
        Part part = () -> List.of(new Route(Method.GET, "/slow/{millis}", Access.OPEN, request -> {
            Thread.sleep(request.id("millis"));
            return Reply.json(Json.object().put("done", true));
        }), new Route(Method.POST, "/count", Access.OPEN, request -> Reply.json(Json.object().put("bytes", request.body().length))));
        server = Optional.of(Server.start(new Server.Wiring("127.0.0.1", 0, "", (request, _) -> request.header("Stranger").isPresent() ? Caller.NOBODY
                : new Caller(Access.FULL, Caller.KEY, Optional.empty()), List.of(part),
                _ -> Reply.done()), new Limits(ROUND, all, each, _ -> each == 0)));
    }

    private Socket connect() throws IOException {
        return connect("127.0.0.1");
    }

    private Socket connect(String from) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.orElseThrow().port(), InetAddress.ofLiteral(from), 0);
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        return socket;
    }

    private static Socket send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /// The first line of the answer, and all that follows up to its JSON.
    private static String answer(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return String.valueOf(reader.readLine());
    }

    /// Sends a byte at a time until nobody takes them.
    ///
    /// @return how long it was listened to
    private static Duration drip(Socket socket, String text) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < 500; i++) {
                send(socket, text.substring(i % text.length(), i % text.length() + 1));
                Thread.sleep(20);
            }
        } catch (IOException _) {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void assertCutOff(Duration listened) {
        assertTrue(listened.compareTo(Duration.ofSeconds(8)) < 0, "listened to for " + listened);
    }

    @Test
    void whoever_drips_his_headers_is_cut_off() throws Exception {
        serve(50, 0);
        assertCutOff(drip(send(connect(), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "), "a"));
    }

    @Test
    void whoever_drips_his_body_is_cut_off() throws Exception {
        serve(50, 0);
        assertCutOff(drip(send(connect(), "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"), "a"));
        assertCutOff(drip(send(connect(), "POST /count HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"), "1\r\na\r\n"));
    }

    @Test
    void whoever_says_he_has_a_body_and_sends_none_is_cut_off() throws Exception {
        serve(50, 0);
        var socket = send(connect(), "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n");
        long begin = System.nanoTime();
        while (socket.getInputStream().read() >= 0) {
            assertTrue(System.nanoTime() - begin < 8_000_000_000L);
        }
        assertCutOff(Duration.ofNanos(System.nanoTime() - begin));
    }

    @Test
    void whoever_was_quick_once_is_not_trusted_for_it() throws Exception {
        serve(50, 0);
        var socket = send(connect(), GET);
        assertEquals("HTTP/1.1 200 OK", answer(socket));
        assertCutOff(drip(send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "), "a"));
    }

    @Test
    void whoever_asks_for_something_slow_is_answered() throws Exception {
        serve(50, 0);
        assertEquals("HTTP/1.1 200 OK", answer(send(connect(), "GET /slow/2500 HTTP/1.1\r\nHost: localhost\r\n\r\n")));
    }

    @Test
    void a_connection_that_waits_for_the_next_request_stays() throws Exception {
        serve(50, 0);
        var socket = send(connect(), GET);
        assertEquals("HTTP/1.1 200 OK", answer(socket));
        Thread.sleep(ROUND.multipliedBy(3));
        assertEquals("HTTP/1.1 200 OK", answer(send(socket, GET)));
    }

    @Test
    void a_body_that_is_too_long_is_refused_in_words() throws Exception {
        serve(50, 0);
        var socket = send(connect(), "POST /count HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n" + "a".repeat(300_000));
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        assertTrue(answer.contains("No request may be longer than 256 KiB."), answer);
    }

    @Test
    void of_a_stranger_less_is_read_whether_he_says_how_much_it_is_or_not() throws Exception {
        serve(50, 0);
        for (var length : List.of("Content-Length: 20000\r\n\r\n" + "a".repeat(20_000), "Transfer-Encoding: chunked\r\n\r\n4e20\r\n" + "a".repeat(20_000) + "\r\n0\r\n\r\n")) {
            var socket = send(connect(), "POST /count HTTP/1.1\r\nHost: localhost\r\nStranger: yes\r\nConnection: close\r\n" + length);
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 413") && answer.contains("16 KiB of somebody who isn't signed in."), answer);
            assertEquals("HTTP/1.1 200 OK", answer(send(connect(), "POST /count HTTP/1.1\r\nHost: localhost\r\n" + length)));
        }
    }

    @Test
    void headers_that_are_too_long_are_refused() throws Exception {
        serve(50, 0);
        assertTrue(answer(send(connect(), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431"));
    }

    @Test
    void one_address_gets_so_many_connections_and_no_more() throws Exception {
        serve(50, 3);
        for (int i = 0; i < 3; i++) {
            assertEquals("HTTP/1.1 200 OK", answer(send(connect("127.0.0.2"), GET)));
        }
        assertEquals("HTTP/1.1 200 OK", answer(send(connect("127.0.0.3"), GET)), "another address");
        var fourth = connect("127.0.0.2");
        try {
            assertEquals("null", answer(send(fourth, GET)), "hung up on");
        } catch (IOException _) {
            assertFalse(fourth.isInputShutdown(), "hung up on while it spoke");
        }
        sockets.getFirst().close();
        Thread.sleep(1000);
        assertEquals("HTTP/1.1 200 OK", answer(send(connect("127.0.0.2"), GET)), "one was given back");
    }

    @Test
    void when_all_connections_are_taken_the_next_one_waits_its_turn() throws Exception {
        serve(2, 0);
        connect();
        connect();
        Thread.sleep(200);
        var third = send(connect(), GET);
        third.setSoTimeout(300);
        var refused = waits(third);
        sockets.getFirst().close();
        third.setSoTimeout(10_000);
        assertTrue(refused);
        assertEquals("HTTP/1.1 200 OK", answer(third));
    }

    private static boolean waits(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException _) {
            return true;
        }
    }
}
