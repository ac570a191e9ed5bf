package org.trackerwatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// A reverse proxy that passes on what it reads as soon as it reads it.
final class LoopbackProxy implements AutoCloseable {

    /// Of one connection, not of the request.
    private static final Set<String> ITS_OWN = Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings", "date");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI server;
    private final String taken;
    private final HttpServer proxy;

    /// @param taken away from the beginning of each path
    LoopbackProxy(URI server, String taken) {
        this.server = server;
        this.taken = taken;
        try {
            proxy = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proxy.setExecutor(threads);
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = client.send(asked(exchange), BodyHandlers.ofInputStream());
            headers(answer).forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
            exchange.sendResponseHeaders(answer.statusCode(), answer.statusCode() == 204 || answer.statusCode() == 304 ? -1 : 0);
            var buffer = new byte[8192];
            try (var body = answer.body()) {
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    exchange.getResponseBody().write(buffer, 0, read);
                    exchange.getResponseBody().flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest asked(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI().toString();
        var request = HttpRequest.newBuilder(server.resolve(asked.startsWith(taken) ? asked.substring(taken.length()) : asked))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!ITS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        return answer.headers().map().entrySet().stream().filter(header -> !ITS_OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void close() {
        proxy.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }
}
