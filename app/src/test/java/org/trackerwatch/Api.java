package org.trackerwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.trackerwatch.report.Json;
import org.trackerwatch.store.Transaction;
import org.trackerwatch.web.Server;
import tools.jackson.databind.JsonNode;

/// The program with its web server on the loopback, and a client of it. Each answer is held against the API's own
/// description: what is not described, or described otherwise, fails the test that asked.
public final class Api implements AutoCloseable {

    /// @param headers by their names in small letters
    public record Answer(int status, Map<String, String> headers, byte[] bytes) {

        public JsonNode json() {
            return Json.read(bytes);
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /// The sentence of a problem.
        public String detail() {
            return json().get("detail").asString();
        }

        /// The field that a problem names first.
        public String field() {
            return json().get("fields").path(0).path("name").asString("");
        }
    }

    private final App app;
    private final SettableTime time;
    private final Server server;
    private final ApiContract contract;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Api(App app, SettableTime time) {
        this.app = app;
        this.time = time;
        server = Serving.open(app, 0);
        contract = new ApiContract(Serving.parts(app), Serving.description().document());
        key(true);
    }

    public static Api in(Path directory) {
        return in(directory, Map.of());
    }

    /// @param environment beside the time zone, which is UTC
    public static Api in(Path directory, Map<String, String> environment) {
        return in(directory, environment, new SettableTime());
    }

    /// @param time also of the services that it talks to
    public static Api in(Path directory, Map<String, String> environment, SettableTime time) {
        var all = new HashMap<>(Map.of("TZ", "UTC"));
        all.putAll(environment);
        return new Api(App.open(Config.of(Optional.of(directory), all), new Doors(time, new Random(1), new OkHttpClient())), time);
    }

    public App app() {
        return app;
    }

    public SettableTime time() {
        return time;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public ApiContract contract() {
        return contract;
    }

    /// Does something behind the API's back.
    public <T> T with(Function<Transaction, T> work) {
        app.registry();
        return app.database().writeAndGet(work);
    }

    /// Asks with a new key from now on.
    public Api key(boolean full) {
        var made = with(tx -> app.apiKeys().make(tx, "test " + app.apiKeys().list(tx).size(), full, app.random(), time.now()));
        return as("X-Api-Key", made.text().reveal());
    }

    /// Asks without saying who it is.
    public Api anonymous() {
        headers.clear();
        return this;
    }

    /// Sends this header from now on.
    public Api as(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// Listens to what happens until it is closed.
    ///
    /// @param last what was heard before
    public Listener listen(URI address, Optional<String> last) {
        var request = HttpRequest.newBuilder(address);
        headers.forEach(request::header);
        last.ifPresent(id -> request.header("Last-Event-ID", id));
        return Listener.of(client, request.build());
    }

    public Listener listen() {
        return listen(address().resolve("/api/v1/live"), Optional.empty());
    }

    /// Sets the first password as whoever can read the log, where `serve` would print the code.
    public Answer begin(String password) {
        return post("/api/v1/setup", beginning(password));
    }

    public String beginning(String password) {
        var code = with(tx -> app.admissions().owner().newSetupCode(tx, app.random()));
        return Json.object().put("password", password).put("code", code.reveal()).toString();
    }

    public Answer get(String path) {
        return send("GET", path, Optional.empty());
    }

    public Answer post(String path, String json) {
        return send("POST", path, Optional.of(json));
    }

    public Answer put(String path, String json) {
        return send("PUT", path, Optional.of(json));
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, Optional.of(json));
    }

    public Answer delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    /// What must come back with this status.
    public JsonNode json(int status, Answer answer) {
        assertEquals(status, answer.status(), answer.text());
        return answer.json();
    }

    public Answer send(String method, String path, Optional<String> json) {
        var answer = bare(method, path, json);
        contract.check(method, path.replaceFirst("[?].*", ""), json, answer);
        return answer;
    }

    /// Without looking whether that is as described, for what is no request of the API.
    public Answer bare(String method, String path, Optional<String> json) {
        var request = HttpRequest.newBuilder(address().resolve(path))
                .method(method, json.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        headers.forEach(request::header);
        json.ifPresent(_ -> request.header("Content-Type", "application/json"));
        try {
            return answer(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError("no answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var headers = new TreeMap<String, String>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        return new Answer(response.statusCode(), headers, response.body());
    }

    @Override
    public void close() {
        server.close();
        client.close();
        app.close();
    }
}
