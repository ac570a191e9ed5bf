package org.trackerwatch.deliver;

import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A Gotify server on loopback, below a path, that refuses what the real one refuses by its source, in its words.
public final class FakeGotify extends JsonVendor {

    public static final String TOKEN = "AtheSecretToken";
    public static final String CLIENT = "DaClientsToken0";

    public FakeGotify(Time time) {
        super(time);
    }

    @Override
    public Gotify notifier() {
        return new Gotify();
    }

    @Override
    public String pasted() {
        return host().base() + "/gotify/message?token=" + TOKEN;
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOKEN);
    }

    /// Plain text is shown as it is; without a title, the application's name stands there.
    @Override
    String text(JsonNode sent) {
        return lines(sent, "trackerwatch", "message");
    }

    @Override
    MockResponse lawful(RecordedRequest request) {
        if (request.getUrl().queryParameter("token") != null) {
            host().violated("a token in a URL, where every log has it");
        }
        if (!request.getUrl().encodedPath().equals("/gotify/message") || !request.getMethod().equals("POST")) {
            return refused(404, "page not found");
        }
        var key = request.getHeaders().get("X-Gotify-Key");
        if (!TOKEN.equals(key) && !CLIENT.equals(key)) {
            return refused(401, "you need to provide a valid access token or user credentials to access this api");
        }
        try {
            return post(JSON.readTree(Loopback.body(request)), TOKEN.equals(key));
        } catch (JacksonException e) {
            return refused(400, "invalid character in JSON");
        }
    }

    private MockResponse post(JsonNode sent, boolean application) {
        if (sent.path("message").asString("").isEmpty()) {
            return refused(400, "Field 'message' is required");
        }
        if (sent.has("priority") && !sent.path("priority").isIntegralNumber()) {
            return refused(400, "json: cannot unmarshal string into Go struct field CreateMessage.priority of type int");
        }
        if (!application) {
            return refused(400, "appid is required when not authenticating with an application token");
        }
        keep("", sent);
        return json(200, Map.of("id", posts().size(), "appid", 5, "message", sent.path("message").asString(),
                "title", sent.path("title").asString("trackerwatch"), "priority", sent.path("priority").asInt(4), "date", time.now().toString()));
    }

    private static MockResponse refused(int status, String description) {
        return json(status, Map.of("error", "Refused", "errorCode", status, "errorDescription", description));
    }
}
