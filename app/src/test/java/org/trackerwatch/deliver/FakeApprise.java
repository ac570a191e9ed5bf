package org.trackerwatch.deliver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An Apprise API on loopback with one configuration of two services. It answers as the real one does by its source: 424
/// whenever not every service took the message, and 204 to a key that it does not know.
public final class FakeApprise extends JsonVendor {

    public static final String KEY = "the-secret-key-0";

    private static final Set<String> TYPES = Set.of("info", "success", "warning", "failure");
    private static final Set<String> FORMATS = Set.of("text", "markdown", "html");

    private final Map<String, String> services = new LinkedHashMap<>(Map.of("Discord", "trackers"));
    private final Set<String> broken = new HashSet<>();

    public FakeApprise(Time time) {
        super(time);
    }

    @Override
    public Apprise notifier() {
        return new Apprise();
    }

    @Override
    public String pasted() {
        return host().base() + "/notify/" + KEY + "?tag=trackers";
    }

    @Override
    public Set<String> planted() {
        return Set.of(KEY);
    }

    @Override
    String text(JsonNode sent) {
        return lines(sent, "", "body");
    }

    /// One more in the configuration.
    public synchronized void add(String service, String tag) {
        services.put(service, tag);
    }

    /// This one takes no message any more.
    public synchronized void breakDown(String service) {
        broken.add(service);
    }

    @Override
    MockResponse lawful(RecordedRequest request) {
        var path = request.getUrl().encodedPath();
        if (path.equals("/json/urls/" + KEY) && request.getMethod().equals("GET")) {
            return urls(request.getUrl().queryParameter("tag"), request.getUrl().queryParameter("privacy"));
        }
        if (path.startsWith("/json/urls/")) {
            return new MockResponse.Builder().code(204).build();
        }
        if (!path.startsWith("/notify/") || !request.getMethod().equals("POST")) {
            return new MockResponse.Builder().code(404).body("<html>Not Found</html>").build();
        }
        try {
            return notify(path.substring("/notify/".length()), JSON.readTree(Loopback.body(request)));
        } catch (JacksonException _) {
            return refused(400, "Invalid JSON Payload provided");
        }
    }

    private MockResponse urls(@Nullable String tag, @Nullable String privacy) {
        if (privacy == null) {
            host().violated("asked for the services with their tokens");
        }
        var found = meant(tag == null ? "all" : tag).stream().map(name -> Map.of("service_name", name, "url", name + "://a...b")).toList();
        return json(200, Map.of("tags", List.of(), "urls", found));
    }

    private MockResponse notify(String key, JsonNode sent) {
        if (!sent.path("tag").asString("x").matches("[\\w.,\\- ]+")) {
            return refused(400, "Unsupported characters found in tag definition");
        }
        if (sent.path("body").asString("").isEmpty() || !TYPES.contains(sent.path("type").asString("info"))) {
            return refused(400, "Payload lacks minimum requirements");
        }
        if (!FORMATS.contains(sent.path("format").asString("text"))) {
            return refused(400, "An invalid body input format was specified");
        }
        return key.equals(KEY) ? tell(meant(sent.path("tag").asString("")), sent) : new MockResponse.Builder().code(204).build();
    }

    /// Without a tag, those that have none.
    private List<String> meant(String tags) {
        return services.entrySet().stream().filter(service -> tags.equals("all")
                || Arrays.asList(tags.split("\\s*,\\s*")).contains(service.getValue())).map(Map.Entry::getKey).sorted().toList();
    }

    private MockResponse tell(List<String> named, JsonNode sent) {
        var log = new ArrayList<List<String>>();
        for (var name : named) {
            if (broken.contains(name)) {
                log.add(List.of("WARNING", "2026-11-21 10:00:00,000", "Failed to send " + name + " notification: error=500."));
            } else {
                keep(name, sent);
                log.add(List.of("INFO", "2026-11-21 10:00:00,000", "Sent " + name + " notification."));
            }
        }
        boolean all = !named.isEmpty() && named.stream().noneMatch(broken::contains);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("error", all ? null : "One or more notification could not be sent");
        answer.put("details", log);
        return json(all ? 200 : 424, answer);
    }

    private static MockResponse refused(int status, String error) {
        return json(status, Map.of("error", error));
    }
}
