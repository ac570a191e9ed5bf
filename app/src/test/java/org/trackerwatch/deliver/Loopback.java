package org.trackerwatch.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.Prompt;
import org.trackerwatch.trackers.Time;

/// The server under a [Vendor] that speaks HTTP: notes what comes, does what a test scripted, and else asks the service's law.
public final class Loopback implements Host {

    private static final Logger CHATTER = Logger.getLogger(MockWebServer.class.getName());

    /// Everything that came over the wire, accepted or not.
    ///
    /// @param target  path and query
    /// @param headers by their names in lower case
    public record Request(Instant at, String method, String target, String body, Map<String, String> headers, int status) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private final Time time;
    private final MockWebServer server = Prompt.server();
    private final Map<String, Deque<Instant>> windows = new HashMap<>();
    private final Deque<Fault> script = new ArrayDeque<>();
    private final Map<String, Fault> stumblingBlocks = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Optional<Runnable> onceHandled = Optional.empty();
    private boolean down;

    /// @param law what the service answers; its request has come whole, and its body is read once by [#body]
    public Loopback(Time time, Function<RecordedRequest, MockResponse> law) {
        this.time = time;
        CHATTER.setLevel(Level.OFF);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request, law);
            }
        });
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    /// These happen to the next requests, one each.
    public synchronized void script(Fault... faults) {
        script.addAll(List.of(faults));
    }

    /// Every request is answered so that has this word in its body.
    synchronized void stumblesOver(String word, Fault fault) {
        stumblingBlocks.put(word, fault);
    }

    @Override
    public synchronized void whenHandled(Runnable deed) {
        onceHandled = Optional.of(deed);
    }

    /// Every request is answered 502 until it is up again.
    @Override
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized void violated(String what) {
        violations.add(what);
    }

    @Override
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /// Counts one more of that name.
    ///
    /// @return whether it is within so many in any window of that length
    public synchronized boolean within(String name, int most, Duration length) {
        var window = windows.computeIfAbsent(name, _ -> new ArrayDeque<>());
        while (!window.isEmpty() && !window.peek().plus(length).isAfter(time.now())) {
            window.poll();
        }
        if (window.size() >= most) {
            violated("at " + time.now() + ": the limit of " + most + " in " + length + " of " + name);
            return false;
        }
        window.add(time.now());
        return true;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized MockResponse answer(RecordedRequest request, Function<RecordedRequest, MockResponse> law) {
        var fault = Optional.ofNullable(script.poll()).or(() -> stumblingBlocks.entrySet().stream()
                .filter(block -> body(request).contains(block.getKey())).map(Map.Entry::getValue).findFirst());
        var response = fault.flatMap(Fault::instead).orElseGet(() -> down
                ? new MockResponse.Builder().code(502).body("<html>Bad Gateway</html>").build() : law.apply(request));
        var headers = new LinkedHashMap<String, String>();
        request.getHeaders().forEach(header -> headers.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
        requests.add(new Request(time.now(), request.getMethod(), request.getTarget(), body(request), headers, response.getCode()));
        var deed = onceHandled;
        onceHandled = Optional.empty();
        deed.ifPresent(Runnable::run);
        return fault.map(broken -> broken.answer().apply(response.newBuilder()).build()).orElse(response);
    }
}
