package org.trackerwatch.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;

/// The same world over real sockets of the loopback. Where a host gives no answer the connection breaks off, since nobody
/// has the time to wait for a real time-out.
final class Sockets extends Net implements AutoCloseable {

    private final HttpServer server;

    Sockets() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    OkHttpClient client() {
        return new OkHttpClient.Builder().dns(this).fastFallback(false).build();
    }

    @Override
    String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var name = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "");
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders().forEach((key, values) -> headers.put(key.toLowerCase(Locale.ROOT), values.getFirst()));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var reply = hosts.get(name).answer(new Ask(name, exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Connection", "close");
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
