package org.trackerwatch.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trackerwatch.report.Json;

/// Answers without end, as the server carries them.
@Timeout(60)
final class LineTest {

    private final AtomicBoolean welcome = new AtomicBoolean(true);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Server server;

    @BeforeEach
    void open() {
        Part part = () -> List.of(
                Route.get("/live", _ -> new Reply.Live(stream -> {
                    stream.event("first", "a-1", Json.object().put("text", "two\nlines"));
                    while (stream.goesOn(Duration.ofMillis(50))) {
                        stream.beat();
                    }
                })),
                Route.get("/other", _ -> Reply.json(Json.object())));
        server = Server.start(new Server.Wiring("127.0.0.1", 0, "", this::admit, List.of(part), new Pages()));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private Caller admit(Request request, Access needed) {
        if (!welcome.get()) {
            throw new Refused(Problem.unknown("Gone."));
        }
        return Caller.NOBODY;
    }

    private HttpResponse<InputStream> asked(String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    @Test
    void an_event_is_written_as_browsers_read_it_and_the_line_ends_with_the_welcome() throws Exception {
        try (var body = asked("GET", "/live").body()) {
            var wanted = "id: a-1\nevent: first\ndata: {\"text\":\"two\\nlines\"}\n\n";
            assertEquals(wanted, new String(body.readNBytes(wanted.length()), StandardCharsets.UTF_8));
            welcome.set(false);
            assertTrue(new String(body.readAllBytes(), StandardCharsets.UTF_8).matches("(:\n\n)+"));
        }
    }

    @Test
    void who_asks_for_the_headers_alone_holds_no_line() throws Exception {
        var answer = asked("HEAD", "/live");
        assertEquals(200, answer.statusCode());
        assertEquals(0, answer.body().readAllBytes().length);
    }

    @Test
    void the_101st_listener_is_told_so_and_gets_a_place_when_one_leaves() throws Exception {
        var lines = new ArrayList<HttpResponse<InputStream>>();
        for (int i = 0; i < 100; i++) {
            lines.add(asked("GET", "/live"));
        }
        var refused = asked("GET", "/live");
        assertEquals(503, refused.statusCode());
        assertTrue(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8).contains("100 pages and programs listen already"));
        assertEquals(200, asked("GET", "/other").statusCode());
        lines.removeFirst().body().close();
        int status = 503;
        for (int i = 0; i < 200 && status == 503; i++) {
            Thread.sleep(50);
            var again = asked("GET", "/live");
            status = again.statusCode();
            again.body().close();
        }
        assertEquals(200, status);
        for (var line : lines) {
            line.body().close();
        }
    }

    @Test
    void all_lines_have_ended_when_the_server_is_closed() throws Exception {
        try (var body = asked("GET", "/live").body()) {
            body.readNBytes(10);
            server.close();
            try {
                body.readAllBytes();
            } catch (IOException _) {
                // Cut off is ended, too.
            }
        }
        open();
    }
}
