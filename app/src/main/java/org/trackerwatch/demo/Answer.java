package org.trackerwatch.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a simulated site or service says.
sealed interface Answer {

    record Page(int status, Map<String, String> headers, String body) implements Answer {

        Page with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Page(status, more, body);
        }
    }

    /// None: the connection is cut.
    record Nothing() implements Answer {}

    static Page json(int status, String body) {
        return new Page(status, Map.of("Content-Type", "application/json"), body);
    }

    static Page html(int status, String body) {
        return new Page(status, Map.of("Content-Type", "text/html; charset=utf-8"), body);
    }

    static Page redirect(String to) {
        return html(302, "").with("Location", to);
    }

    default void send(HttpExchange exchange) throws IOException {
        switch (this) {
            case Nothing _ -> exchange.close();
            case Page(int status, var headers, var body) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            }
        }
    }
}
