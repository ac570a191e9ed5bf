package org.trackerwatch.deliver;

import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;
import tools.jackson.databind.JsonNode;

/// A custom webhook of Make's on loopback, with an API key; its scenario can be off, and its queue full.
public final class FakeMake extends JsonVendor {

    static final String TOKEN = "abcdefgh1234567890ijklmnopqrstuv";
    static final String KEY = "make-api-key-of-ours-55";

    private boolean off;
    private int room = Integer.MAX_VALUE;

    public FakeMake(Time time) {
        super(time);
    }

    synchronized void off(boolean isOff) {
        off = isOff;
    }

    /// So many messages fit into the queue yet.
    synchronized void room(int messages) {
        room = messages;
    }

    @Override
    public Make notifier() {
        return new Make(host().base());
    }

    @Override
    public String pasted() {
        return "https://hook.eu1.make.com/" + TOKEN;
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOKEN, KEY);
    }

    @Override
    public Map<String, Secret> secrets() {
        return Map.of("api-key", new Secret(KEY));
    }

    @Override
    String text(JsonNode sent) {
        return sent.toString();
    }

    @Override
    MockResponse lawful(RecordedRequest request) {
        if (!request.getTarget().equals("/" + TOKEN) || off) {
            return answer(410, "There is no scenario listening for this webhook.");
        }
        if (!KEY.equals(request.getHeaders().get("x-make-apikey"))) {
            return answer(401, "Unauthorized");
        }
        if (room <= 0) {
            return answer(400, "Queue is full.");
        }
        var body = JsonText.read(Loopback.body(request));
        if (!body.isObject()) {
            host().violated("no JSON object");
            return answer(400, "Invalid JSON");
        }
        room--;
        keep("", body);
        return answer(200, "Accepted");
    }

    private static MockResponse answer(int status, String body) {
        return text(status, "text/plain", body);
    }
}
