package org.trackerwatch.numbers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.trackerwatch.trackers.Time;

/// UNIT3D sites of one account each, on loopback addresses of their own: 127.0.1.1, 127.0.1.2 and so on. Each answer has
/// grown since the last. What asks more than a machine has such servers for asks through one of them as a proxy.
final class Sites implements AutoCloseable {

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicLong answered = new AtomicLong();
    private volatile int hitAndRuns;
    private volatile Duration delay = Duration.ZERO;
    private volatile Instant first = Instant.MAX;
    private volatile Instant last = Instant.MIN;

    Sites(int count) throws IOException {
        for (int nr = 1; nr <= count; nr++) {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + nr), 0), 200);
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
            servers.add(server);
        }
    }

    /// Without a slash at their ends.
    List<String> addresses() {
        return servers.stream().map(server -> "http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort())
                .toList();
    }

    /// As many hosts as are wanted, all behind [#proxy()].
    static List<String> behindAProxy(int count) {
        return IntStream.range(0, count).mapToObj(nr -> "http://site" + nr + ".example").toList();
    }

    String proxy() {
        return addresses().getFirst();
    }

    /// From now on every account has one.
    void hitAndRun() {
        hitAndRuns = 1;
    }

    void delay(Duration length) {
        delay = length;
    }

    /// Of one site at a time, at most so far.
    int most() {
        return most.get();
    }

    /// From here on [#length()] and [#most()] count.
    void begin() {
        most.set(0);
        first = Instant.MAX;
        last = Instant.MIN;
    }

    /// From the first request to the last answer.
    Duration length() {
        return Duration.between(first, last);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var site = busy.computeIfAbsent(exchange.getRequestHeaders().getFirst("Host"), _ -> new AtomicInteger());
        most.accumulateAndGet(site.incrementAndGet(), Math::max);
        begun(Time.SYSTEM.now());
        try (exchange) {
            Time.SYSTEM.sleep(delay);
            var body = account(answered.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            site.decrementAndGet();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended(Time.SYSTEM.now());
    }

    private synchronized void begun(Instant at) {
        first = at.isBefore(first) ? at : first;
    }

    private synchronized void ended(Instant at) {
        last = at.isAfter(last) ? at : last;
    }

    private String account(long nr) {
        long uploaded = 4_000_000_000_000L + nr * 123_456_789;
        long downloaded = 1_000_000_000_000L + nr * 12_345;
        return """
                {"username":"otter","group":"User","uploaded":%d,"downloaded":%d,"buffer":%d,"seeding":%d,"leeching":0,"seedbonus":"%d.00",\
                "hit_and_runs":%d}""".formatted(uploaded, downloaded, uploaded - downloaded, 12 + nr % 3, 100 + nr, hitAndRuns);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
