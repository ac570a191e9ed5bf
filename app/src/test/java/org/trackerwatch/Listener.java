package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Hears server-sent events, as a browser would.
public final class Listener implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// @param name empty where only the place was told; `end` when the line ended
    public record Heard(String name, String id, String data) {}

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    private Listener(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::hear);
    }

    static Listener of(HttpClient client, HttpRequest request) {
        try {
            return new Listener(client.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /// The next of whatever kind.
    public Heard next() {
        try {
            var next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertNotNull(next, "nothing was heard for " + PATIENCE);
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// Where it stands, which is told first.
    public String place() {
        var first = next();
        assertEquals("", first.name());
        return first.id();
    }

    /// The next of this kind, and nothing of it before.
    public Heard next(String name) {
        for (int i = 0; i < 1000; i++) {
            var next = next();
            if (next.name().equals(name)) {
                return next;
            }
        }
        throw new AssertionError("no " + name + " among 1000");
    }

    /// All that comes until then, in order.
    public List<Heard> until(String name) {
        var all = new ArrayList<Heard>();
        do {
            all.add(next());
        } while (!all.getLast().name().equals(name));
        return all;
    }

    private void hear() {
        try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String name = "";
            String data = "";
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !id.isEmpty()) {
                    heard.add(new Heard(name, id, data));
                    id = name = data = "";
                }
            }
        } catch (IOException _) {
            // A line that is cut off has ended, too.
        } finally {
            heard.add(new Heard("end", "", ""));
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
