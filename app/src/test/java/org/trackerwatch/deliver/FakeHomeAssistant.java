package org.trackerwatch.deliver;

import java.util.Set;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A Home Assistant on loopback with one phone, one notify entity and one webhook. It answers as the real one does by its
/// source: also to a webhook that nobody knows, with 200. A text with a template's brackets in it would be run there, which
/// is noted.
public final class FakeHomeAssistant extends JsonVendor {

    public static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ0aGVTZWNyZXQiOjF9.c2lnbmF0dXJl";
    public static final String HOOK = "the-secret-id-of-the-hook";

    private static final Pattern TEMPLATE = Pattern.compile("\\{[{%#]");
    private static final Set<String> NAMES = Set.of("title", "message", "target", "data");

    public FakeHomeAssistant(Time time) {
        super(time);
    }

    @Override
    public HomeAssistant notifier() {
        return new HomeAssistant();
    }

    @Override
    public String pasted() {
        return host().base() + "/api/services/notify/mobile_app_pixel?token=" + TOKEN;
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOKEN);
    }

    @Override
    String text(JsonNode sent) {
        return lines(sent, "", "message");
    }

    @Override
    MockResponse lawful(RecordedRequest request) {
        var path = request.getUrl().encodedPath();
        if (path.startsWith("/api/webhook/")) {
            return webhook(path.substring("/api/webhook/".length()), Loopback.body(request));
        }
        if (!("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization"))) {
            return text(401, "401: Unauthorized");
        }
        return switch (request.getMethod() + " " + path) {
            case "GET /api/" -> raw(200, "{\"message\": \"API running.\"}");
            case "GET /api/states/notify.living_room" -> raw(200, "{\"entity_id\": \"notify.living_room\", \"state\": \"unknown\", \"attributes\": {\"friendly_name\": \"Living room\"}}");
            case "POST /api/services/notify/mobile_app_pixel" -> service("mobile_app_pixel", Loopback.body(request));
            case "POST /api/services/notify/send_message" -> entity(Loopback.body(request));
            default -> path.startsWith("/api/states/") ? raw(404, "{\"message\": \"Entity not found.\"}")
                    : path.startsWith("/api/services/") ? text(400, "400: Bad Request") : text(404, "404: Not Found");
        };
    }

    private MockResponse webhook(String id, String body) {
        if (id.equals(HOOK)) {
            keep(id, JSON.readTree(body));
        }
        return text(200, "");
    }

    private MockResponse service(String name, String body) {
        try {
            var sent = JSON.readTree(body);
            boolean valid = sent.path("message").isString() && sent.propertyStream().allMatch(property -> NAMES.contains(property.getKey()))
                    && (!sent.has("data") || sent.path("data").isObject());
            return valid ? taken(name, sent) : text(400, "400: Bad Request");
        } catch (JacksonException _) {
            return raw(400, "{\"message\": \"Data should be valid JSON.\"}");
        }
    }

    private MockResponse entity(String body) {
        var sent = JSON.readTree(body);
        boolean valid = sent.path("entity_id").asString("").startsWith("notify.") && sent.path("message").isString() && !sent.has("data");
        return valid ? taken(sent.path("entity_id").asString(), sent) : text(400, "400: Bad Request");
    }

    private MockResponse taken(String to, JsonNode sent) {
        if (TEMPLATE.matcher(sent.path("title").asString("") + " " + sent.path("message").asString()).find()) {
            host().violated("a template that would be run: " + sent);
        }
        keep(to, sent);
        return raw(200, "[]");
    }

    private static MockResponse raw(int status, String body) {
        return text(status, "application/json", body);
    }

    private static MockResponse text(int status, String body) {
        return text(status, "text/plain", body);
    }
}
