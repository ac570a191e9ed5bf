package org.trackerwatch.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.trackerwatch.report.Json;
import tools.jackson.databind.JsonNode;

/// What a handler answers with.
public sealed interface Reply {

    int status();

    Map<String, String> headers();

    /// @param type    with its charset, where it is text
    /// @param headers beside those that every answer has
    record Body(int status, String type, byte[] bytes, Map<String, String> headers) implements Reply {

        public Body {
            headers = Map.copyOf(headers);
        }

        public Body of(int other) {
            return new Body(other, type, bytes, headers);
        }

        public Body with(String name, String value) {
            var more = new HashMap<>(headers);
            more.put(name, value);
            return new Body(status, type, bytes, more);
        }
    }

    /// Done, and there is nothing to say.
    record Done(Map<String, String> headers) implements Reply {

        public Done {
            headers = Map.copyOf(headers);
        }

        @Override
        public int status() {
            return 204;
        }
    }

    /// An answer that goes on until one side ends it.
    record Live(Source source) implements Reply {

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }
    }

    /// Writes events until it is done.
    @FunctionalInterface
    interface Source {

        /// @throws IOException if nobody listens any more
        void into(Stream stream) throws IOException, InterruptedException;
    }

    /// Where events go to.
    interface Stream {

        /// @param id that a listener who comes back names
        void event(String name, String id, JsonNode data) throws IOException;

        /// Says only where the listener stands, for him to name when he comes back.
        void mark(String id) throws IOException;

        /// Says nothing, so that nobody on the way takes the line for dead, and looks whether the listener may still listen.
        void beat() throws IOException;

        /// Waits that long, or until the line is to end.
        ///
        /// @return false if it is to end: the server is about to stop, or the listener may not listen any more
        boolean goesOn(Duration pause) throws InterruptedException;
    }

    static Body json(JsonNode document) {
        return json(200, document);
    }

    static Body json(int status, JsonNode document) {
        return new Body(status, "application/json", Json.utf8(document), Map.of());
    }

    /// What was made, and where it is.
    static Body made(String location, JsonNode document) {
        return json(201, document).with("Location", location);
    }

    static Body text(String type, String text) {
        return new Body(200, type + ";charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /// For a browser to keep rather than to show.
    static Body file(String name, String type, byte[] bytes) {
        return new Body(200, type, bytes, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    static Done done() {
        return new Done(Map.of());
    }

    static Body problem(Problem problem) {
        return new Body(problem.status(), "application/problem+json", Json.utf8(problem.document()), Map.of());
    }
}
