package org.trackerwatch.kill;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a child's page, as a browser does that its owner sits at.
final class Visitor implements AutoCloseable {

    static final String PASSWORD = "four otters in a boat";

    private static final Pattern CODE = Pattern.compile("the setup code, ([a-z2-9-]+)");

    /// @param body an empty object where none came
    record Answer(int status, JsonNode body) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI page;
    private String cookie = "";

    Visitor(Child child) throws InterruptedException {
        page = URI.create(child.page());
    }

    /// Sets the first password, and is signed in.
    static Visitor first(Child child) throws IOException, InterruptedException {
        var visitor = new Visitor(child);
        var code = child.awaited(CODE).group(1);
        var answer = visitor.client.send(visitor.request("setup").POST(BodyPublishers.ofString(
                "{\"password\":\"" + PASSWORD + "\",\"code\":\"" + code + "\"}")).build(), BodyHandlers.ofString());
        visitor.cookie = answer.headers().firstValue("Set-Cookie").orElseThrow(() -> new IllegalStateException(answer.body())).replaceFirst(";.*", "");
        return visitor;
    }

    Answer post(String part, String json) throws IOException, InterruptedException {
        var answer = client.send(request(part).POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), new JsonMapper().readTree(answer.body().isEmpty() ? "{}" : answer.body()));
    }

    /// The page's line, which lasts as long as the program.
    InputStream live() throws IOException, InterruptedException {
        return client.send(request("live").build(), BodyHandlers.ofInputStream()).body();
    }

    private HttpRequest.Builder request(String part) {
        var request = HttpRequest.newBuilder(page.resolve("api/v1/" + part)).header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "same-origin");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    @Override
    public void close() {
        client.close();
    }
}
