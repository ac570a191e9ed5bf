package org.trackerwatch.deliver;

import java.time.Duration;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.databind.JsonNode;

/// Zapier's catch hooks on loopback: they take any JSON object and say no more than that.
public final class FakeZapier extends JsonVendor {

    static final String HOOK = "b0gusHookOfOurs9";

    private boolean gone;

    public FakeZapier(Time time) {
        super(time);
    }

    /// The Zap was deleted.
    synchronized void delete() {
        gone = true;
    }

    @Override
    public Zapier notifier() {
        return new Zapier(host().base());
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
    String text(JsonNode sent) {
        return sent.toString();
    }

    @Override
    MockResponse lawful(RecordedRequest request) {
        if (gone) {
            return answer(410, "{\"status\": \"error\"}");
        }
        if (!request.getMethod().equals("POST") || !request.getTarget().equals("/hooks/catch/123456/" + HOOK + "/")) {
            host().violated("a request to " + request.getTarget());
            return answer(404, "<html>not found</html>");
        }
        var body = JsonText.read(Loopback.body(request));
        if (!body.isObject() || !String.valueOf(request.getHeaders().get("Content-Type")).startsWith("application/json")) {
            host().violated("no JSON object");
            return answer(400, "{\"status\": \"error\"}");
        }
        if (!host().within("hook", 1000, Duration.ofMinutes(5))) {
            return answer(429, "{\"status\": \"throttled\"}");
        }
        keep("", body);
        return answer(200, "{\"status\": \"success\", \"id\": \"1\", \"request_id\": \"2\", \"attempt\": \"3\"}");
    }

    private static MockResponse answer(int status, String body) {
        return text(status, "application/json", body);
    }
}
