package org.trackerwatch.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A service on loopback that keeps each message as the JSON that it came in.
public abstract class JsonVendor implements Vendor {

    static final JsonMapper JSON = new JsonMapper();

    /// @param to   what the service calls the place that it went to; empty where there is but one
    /// @param sent as it came
    public record Post(Instant at, String to, JsonNode sent) {}

    final Time time;
    private final Loopback host;
    private final List<Post> posts = new ArrayList<>();

    JsonVendor(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::answer);
    }

    /// What the service answers; one request at a time.
    abstract MockResponse lawful(RecordedRequest request);

    /// All of a message that can be read.
    abstract String text(JsonNode sent);

    private synchronized MockResponse answer(RecordedRequest request) {
        return lawful(request);
    }

    final void keep(String to, JsonNode sent) {
        posts.add(new Post(time.now(), to, sent));
    }

    @Override
    public final Loopback host() {
        return host;
    }

    @Override
    public synchronized List<Shown> shown() {
        return posts.stream().map(post -> new Shown(post.at, text(post.sent))).toList();
    }

    public final synchronized List<Post> posts() {
        return List.copyOf(posts);
    }

    @Override
    public final List<String> violations() {
        return host.violations();
    }

    /// A title and a text, as most have them, without what was put in so that nothing in them acts.
    static String lines(JsonNode sent, String title, String text) {
        return (sent.path("title").asString(title) + "\n" + sent.path(text).asString("")).replace("\u200b", "");
    }

    static MockResponse json(int status, Object body) {
        return text(status, "application/json", JSON.writeValueAsString(body));
    }

    static MockResponse text(int status, String type, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", type).body(body).build();
    }
}
