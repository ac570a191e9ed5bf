package org.trackerwatch.deliver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.trackerwatch.trackers.Time;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Teams workflow on loopback. It answers 202 at once and looks at the card afterwards, as the real one does; what then
/// goes wrong nobody is told, and it is a violation here.
public final class FakeTeams implements Vendor {

    public static final String SIGNATURE = "q7_Zx-signatureOfTheWorkflowsUrl0123456789";
    private static final String PATH = "/powerautomate/automations/direct/workflows/0a1b2c3d4e5f/triggers/manual/paths/invoke";
    private static final JsonMapper JSON = new JsonMapper();

    /// 24,453 bytes were seen to become 28,897 in the flow.
    private static final double WRAPPING = 28_897.0 / 24_453;
    private static final int MOST = 28_672;

    private final Time time;
    private final Loopback host;
    private final List<Shown> shown = new ArrayList<>();
    private boolean off;

    public FakeTeams(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::lawful);
    }

    @Override
    public Notifier notifier() {
        return new Teams();
    }

    @Override
    public String pasted() {
        return host.base() + PATH + "?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=" + SIGNATURE;
    }

    @Override
    public Set<String> planted() {
        return Set.of(SIGNATURE);
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

    /// As if its owner had switched the flow off.
    synchronized void switchOff() {
        off = true;
    }

    private synchronized MockResponse lawful(RecordedRequest request) {
        if (!request.getUrl().encodedPath().equals(PATH) || off) {
            return error(404, "WorkflowTriggerNotFound");
        }
        if (!SIGNATURE.equals(request.getUrl().queryParameter("sig"))) {
            return error(401, "DirectApiAuthorizationRequired");
        }
        var body = Loopback.body(request);
        try {
            run(JSON.readTree(body), body.getBytes(StandardCharsets.UTF_8).length);
            return new MockResponse.Builder().code(202).build();
        } catch (JacksonException _) {
            return error(400, "InvalidRequestContent");
        }
    }

    private void run(JsonNode body, int bytes) {
        if (bytes * WRAPPING > MOST) {
            host.violated("MessageSizeExceeded: " + bytes + " bytes");
            return;
        }
        var card = body.path("attachments").path(0).path("content");
        boolean isCard = body.path("type").asString("").equals("message") && card.path("type").asString("").equals("AdaptiveCard")
                && body.path("attachments").path(0).path("contentType").asString("").equals("application/vnd.microsoft.card.adaptive");
        if (!isCard || card.path("body").isEmpty() || !card.path("body").valueStream().allMatch(FakeTeams::isGood)) {
            host.violated("the flow could not post the card: " + body);
            return;
        }
        shown.add(new Shown(time.now(), card.path("body").valueStream().flatMap(FakeTeams::texts).collect(Collectors.joining("\n"))));
    }

    private static boolean isGood(JsonNode element) {
        return switch (element.path("type").asString("")) {
            case "Container" -> Set.of("default", "emphasis", "good", "attention", "warning", "accent").contains(element.path("style").asString("default"))
                    && !element.path("items").isEmpty() && element.path("items").valueStream().allMatch(FakeTeams::isGood);
            case "RichTextBlock" -> !element.path("inlines").isEmpty() && element.path("inlines").valueStream().allMatch(run ->
                    run.path("type").asString("").equals("TextRun") && !run.path("text").asString("").isBlank() && isWhole(run.path("text").asString()));
            default -> false;
        };
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    private static Stream<String> texts(JsonNode element) {
        return element.path("type").asString("").equals("Container") ? element.path("items").valueStream().flatMap(FakeTeams::texts)
                : Stream.of(element.path("inlines").valueStream().map(run -> run.path("text").asString()).collect(Collectors.joining()));
    }

    private static MockResponse error(int status, String code) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json")
                .body("{\"error\":{\"code\":\"" + code + "\",\"message\":\"It does not work.\"}}").build();
    }
}
