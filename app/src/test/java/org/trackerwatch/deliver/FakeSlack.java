package org.trackerwatch.deliver;

import java.net.URI;
import java.time.Duration;
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

/// Slack's incoming webhooks on loopback: refuse what the documentation of Block Kit and of webhooks says is refused, in
/// Slack's words.
public final class FakeSlack implements Vendor {

    public static final String TOKEN = "AbCdEfGhIjKlMnOpQrStUvWx";
    private static final String PATH = "/services/T0000TEAM/B0000HOOK/";
    /// Before what is no text but a link or a call; no text has it.
    static final String CALLED = "\u0007";

    private static final JsonMapper JSON = new JsonMapper();

    private final Time time;
    private final Loopback host;
    private final List<Shown> shown = new ArrayList<>();
    private final List<JsonNode> posts = new ArrayList<>();
    private String trouble = "";

    public FakeSlack(Time time) {
        this.time = time;
        this.host = new Loopback(time, this::lawful);
    }

    @Override
    public Notifier notifier() {
        return new Slack(host.base());
    }

    @Override
    public String pasted() {
        return "https://hooks.slack.com" + PATH + TOKEN;
    }

    @Override
    public Set<String> planted() {
        return Set.of(TOKEN);
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

    synchronized List<JsonNode> posts() {
        return List.copyOf(posts);
    }

    URI base() {
        return host.base();
    }

    /// From now on everything is refused with this word, or with none again.
    synchronized void trouble(String word) {
        trouble = word;
    }

    private synchronized MockResponse lawful(RecordedRequest request) {
        if (!trouble.isEmpty()) {
            return text(trouble.equals("channel_is_archived") ? 410 : trouble.startsWith("action") ? 403 : 404, trouble);
        }
        if (!request.getMethod().equals("POST") || !request.getUrl().encodedPath().equals(PATH + TOKEN)) {
            return text(404, "no_service");
        }
        if (!host.within("a webhook", 1, Duration.ofSeconds(1))) {
            return new MockResponse.Builder().code(429).setHeader("Retry-After", 1)
                    .body("{\"ok\":false,\"error\":\"rate_limited\",\"retry_after\":1}").build();
        }
        try {
            return posted(JSON.readTree(Loopback.body(request)));
        } catch (JacksonException _) {
            return text(400, "invalid_payload");
        }
    }

    private MockResponse posted(JsonNode body) {
        boolean empty = body.path("text").asString("").isBlank() && body.path("attachments").isEmpty() && body.path("blocks").isEmpty();
        if (empty) {
            return text(400, "no_text");
        }
        if (body.path("text").asString("").length() > 40_000) {
            return text(400, "msg_too_long");
        }
        if (body.path("attachments").size() > 100) {
            return text(400, "too_many_attachments");
        }
        var blocks = body.path("attachments").valueStream().flatMap(each -> each.path("blocks").valueStream()).toList();
        if (blocks.size() > 50 || !blocks.stream().allMatch(FakeSlack::isGood)) {
            return text(400, "invalid_blocks");
        }
        posts.add(body);
        shown.add(new Shown(time.now(), read(body)));
        return text(200, "ok");
    }

    private static boolean isGood(JsonNode block) {
        return switch (block.path("type").asString("")) {
            case "header" -> isText(block.path("text"), 150) && block.path("text").path("type").asString("").equals("plain_text");
            case "section" -> block.path("fields").isMissingNode() ? isText(block.path("text"), 3000)
                    : !block.path("fields").isEmpty() && block.path("fields").size() <= 10
                            && block.path("fields").valueStream().allMatch(field -> isText(field, 2000));
            case "context" -> !block.path("elements").isEmpty() && block.path("elements").size() <= 10
                    && block.path("elements").valueStream().allMatch(element -> isText(element, 3000));
            case "divider" -> true;
            default -> false;
        };
    }

    private static boolean isText(JsonNode text, int most) {
        boolean known = Set.of("plain_text", "mrkdwn").contains(text.path("type").asString(""));
        var words = text.path("text").asString("");
        return known && !words.isBlank() && words.length() <= most
                && words.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /// As people read it: three escapes are undone, and a bare `<` begins a link or a call, which shows as something else.
    private static String read(JsonNode body) {
        var texts = body.path("attachments").valueStream().flatMap(each -> each.path("blocks").valueStream())
                .flatMap(block -> Stream.of(Stream.of(block.path("text")), block.path("fields").valueStream(), block.path("elements").valueStream())
                        .flatMap(part -> part)).map(text -> text.path("text").asString(""));
        return Stream.concat(Stream.of(body.path("text").asString("")), texts).filter(text -> !text.isBlank()).map(FakeSlack::undone).collect(Collectors.joining("\n"));
    }

    private static String undone(String text) {
        return text.replaceAll("<([^>]*)>", CALLED + "$1").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static MockResponse text(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "text/html").body(body).build();
    }

}
