package org.trackerwatch.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Zapier's catch hooks on loopback: they take any JSON object and say no more than that.
public final class FakeZapier implements Vendor {

    static final String HOOK = "b0gusHookOfOurs9";

    private static final JsonMapper JSON = new JsonMapper();

    private final Time time;
    private final Loopback host;
    private final List<Shown> shown = new ArrayList<>();
    private final List<JsonNode> caught = new ArrayList<>();
    private boolean gone;

    public FakeZapier(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::lawful);
    }

    /// The Zap was deleted.
    synchronized void delete() {
        gone = true;
    }

    synchronized List<JsonNode> caught() {
        return List.copyOf(caught);
    }

    @Override
    public Zapier notifier() {
        return new Zapier(host.base());
    }

    @Override
    public String pasted() {
        return "https://hooks.zapier.com/hooks/catch/123456/" + HOOK;
    }

    @Override
    public Set<String> planted() {
        return Set.of(HOOK);
    }

    @Override
    public Loopback host() {
        return host;
    }

    @Override
    public synchronized List<Shown> shown() {
        return List.copyOf(shown);
    }

    @Override
    public List<String> violations() {
        return host.violations();
    }

    private synchronized MockResponse lawful(RecordedRequest request) {
        if (gone) {
            return answer(410, "{\"status\": \"error\"}");
        }
        if (!request.getMethod().equals("POST") || !request.getTarget().equals("/hooks/catch/123456/" + HOOK + "/")) {
            host.violated("a request to " + request.getTarget());
            return answer(404, "<html>not found</html>");
        }
        var body = JsonText.read(Loopback.body(request));
        if (!body.isObject() || !String.valueOf(request.getHeaders().get("Content-Type")).startsWith("application/json")) {
            host.violated("no JSON object");
            return answer(400, "{\"status\": \"error\"}");
        }
        if (!host.within("hook", 1000, Duration.ofMinutes(5))) {
            return answer(429, "{\"status\": \"throttled\"}");
        }
        caught.add(JSON.readTree(Loopback.body(request)));
        shown.add(new Shown(time.now(), body.toString()));
        return answer(200, "{\"status\": \"success\", \"id\": \"1\", \"request_id\": \"2\", \"attempt\": \"3\"}");
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json").body(body).build();
    }
}
