package org.trackerwatch.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Secret;
import org.trackerwatch.trackers.Time;

/// A custom webhook of Make's on loopback, with an API key; its scenario can be off, and its queue full.
public final class FakeMake implements Vendor {

    static final String TOKEN = "abcdefgh1234567890ijklmnopqrstuv";
    static final String KEY = "make-api-key-of-ours-55";

    private final Time time;
    private final Loopback host;
    private final List<Shown> shown = new ArrayList<>();
    private boolean off;
    private int room = Integer.MAX_VALUE;

    public FakeMake(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::lawful);
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
        return new Make(host.base());
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
            host.violated("no JSON object");
            return answer(400, "Invalid JSON");
        }
        room--;
        shown.add(new Shown(time.now(), body.toString()));
        return answer(200, "Accepted");
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }
}
