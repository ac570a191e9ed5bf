package org.trackerwatch.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.trackerwatch.UserJson;
import org.trackerwatch.kill.Watch.Phase;
import org.trackerwatch.trackers.Time;

/// All simulated trackers: each account has the folder of its name. It notes what it is asked.
final class Site implements AutoCloseable {

    /// Its address in a definition of its own, whose accounts sign in.
    static final String DEFINITION = """
            schema: 1
            slug: dockside
            name: Dockside
            platform: json
            links: [ "https://dockside.example/" ]
            policy: { user_stats: allowed }
            auth:
              accept: [cookie, login]
              login:
                page: /login
                form: form
                fields: { username: "{username}", password: "{password}" }
                proof: { cookies: [sid] }
            requests:
              me: { path: /me, expect: json }
            session: { dead_if: [ { final_url: /login } ] }
            fields:
              uploaded: { from: me, json: /up }
            """;

    private static final String FORM = "<form action=take method=post><input type=password name=password></form>";

    /// @param change how often the account had changed by then
    record Asked(Instant at, String account, String what, int change) {}

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> changes = new ConcurrentHashMap<>();
    private final Set<String> hurried = ConcurrentHashMap.newKeySet();
    private volatile Watch watch = Watch.LETS_PASS;

    Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /// Restraint is kept by host, and the number and the name are two.
    String address(String account) {
        return "http://" + (hurried.contains(account) ? "localhost" : "127.0.0.1") + ":" + server.getAddress().getPort() + "/" + account + "/";
    }

    void watch(Watch by) {
        watch = by;
    }

    /// From now on the account has one hit-and-run more and another class.
    void change(String account) {
        changes.merge(account, 1, Integer::sum);
    }

    int changes(String account) {
        return changes.getOrDefault(account, 0);
    }

    /// Answers 429 from now on.
    void hurried(String account) {
        hurried.add(account);
    }

    List<Asked> asked(String account) {
        return asked.stream().filter(request -> request.account().equals(account)).toList();
    }

    /// Whether the account as it stands now was shown.
    boolean hasAnswered(String account) {
        return answered.contains(account + changes(account));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var account = exchange.getRequestURI().getPath().split("/")[1];
            var what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath().substring(account.length() + 1);
            asked.add(new Asked(Time.SYSTEM.now(), account, what, changes(account)));
            if (what.equals("GET /me") || what.equals("GET /login")) {
                write(exchange, what.equals("GET /me") ? 302 : 200, FORM);
            } else {
                watch.at(account, Phase.TAKEN, () -> answer(exchange, account));
            }
        } catch (UncheckedIOException _) {
            // Who was killed hangs up.
        }
    }

    private void answer(HttpExchange exchange, String account) {
        try {
            write(exchange, hurried.contains(account) ? 429 : 200, new UserJson().hitAndRuns(1 + changes(account))
                    .group(changes(account) == 0 ? "User" : "PowerUser").text());
            answered.add(account + changes(account));
            watch.at(account, Phase.ANSWERED, () -> { });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", body.startsWith("<") ? "text/html" : "application/json");
        exchange.getResponseHeaders().set("Retry-After", "1800");
        exchange.getResponseHeaders().set("Location", "login");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
